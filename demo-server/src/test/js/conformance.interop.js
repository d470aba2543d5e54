// The conformance suite of the Model Context Protocol for authorization servers. It left one recommendation
// unmet: client_id_metadata_document_supported, since clients register themselves here.
import { strict as assert } from 'node:assert';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { test } from 'node:test';
import { issuer, Person } from './support.js';

const suite = 'node_modules/@modelcontextprotocol/conformance/dist/index.js';

async function freePort() {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address();
  server.close();
  return port;
}

async function register(port) {
  const response = await fetch(`${issuer}/oauth2/register`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({
      client_name: 'Conformance suite',
      redirect_uris: [`http://127.0.0.1:${port}/callback`],
      token_endpoint_auth_method: 'none',
    }),
  });
  return (await response.json()).client_id;
}

// Runs the suite; a person logs in and allows where it asks for one.
async function run(...options) {
  const process = spawn('node', ['--import', './node20.mjs', suite, 'authorization', '--url', issuer, ...options]);
  let output = '';
  let asked = false;
  for (const stream of [process.stdout, process.stderr]) {
    stream.setEncoding('utf8').on('data', async (text) => {
      output += text;
      const [address] = output.match(/http\S*\/oauth2\/authorize\?\S+(?=\s)/) ?? [];
      if (address && !asked) {
        asked = true;
        const person = new Person();
        const { url } = await person.submit(await person.visit(address));
        await fetch(url);
      }
    });
  }
  const [code] = await once(process, 'close');
  return { code, output };
}

for (const version of ['2025-03-26', '2025-06-18', '2025-11-25', '2026-07-28']) {
  for (const server of ['mcp-a', 'mcp-b']) {
    test(`the conformance suite passes: ${version}, ${server}`, async () => {
      const port = await freePort();
      const { code, output } = await run('--client-id', await register(port), '--port', `${port}`,
        '--resource', `${issuer}/${server}`, '--spec-version', version);
      assert.equal(code, 0, output);
      console.log(output);
      assert.match(output, /authorization-server-metadata-endpoint: [1-9]\d* passed, 0 failed/, output);
      assert.match(output, /authorization-code-grant: 1 passed, 0 failed/, output);
    });
  }
}
