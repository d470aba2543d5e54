// An MCP client that nobody here wrote registers, logs alice in through the pages, and uses the MCP servers.
import { strict as assert } from 'node:assert';
import { test } from 'node:test';
import { UnauthorizedError } from '@modelcontextprotocol/sdk/client/auth.js';
import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { InvalidTargetError } from '@modelcontextprotocol/sdk/server/auth/errors.js';
import { StreamableHTTPClientTransport } from '@modelcontextprotocol/sdk/client/streamableHttp.js';
import { claims, issuer, Person } from './support.js';

const notes = new URL(`${issuer}/mcp-a`);
const calendar = new URL(`${issuer}/mcp-b`);

// What an application keeps for the SDK; its person opens the pages.
class App {
  redirectUrl = 'http://127.0.0.1:8097/callback';
  registrations = 0;

  constructor(method, person = new Person()) {
    this.person = person;
    this.clientMetadata = {
      client_name: `MCP app (${method})`,
      redirect_uris: [this.redirectUrl],
      grant_types: ['authorization_code', 'refresh_token'],
      response_types: ['code'],
      token_endpoint_auth_method: method,
    };
  }

  clientInformation() {
    return this.information;
  }

  saveClientInformation(information) {
    this.registrations += this.information ? 0 : 1;
    this.information = information;
  }

  tokens() {
    return this.saved;
  }

  saveTokens(tokens) {
    this.saved = tokens;
  }

  codeVerifier() {
    return this.verifier;
  }

  saveCodeVerifier(verifier) {
    this.verifier = verifier;
  }

  redirectToAuthorization(address) {
    this.address = address;
  }
}

async function connect(server, app) {
  const client = new Client({ name: 'interop', version: '1.0.0' });
  await client.connect(new StreamableHTTPClientTransport(server, { authProvider: app }));
  return client;
}

// Alice allows what the page shows; returns the page.
async function authorize(server, app) {
  const transport = new StreamableHTTPClientTransport(server, { authProvider: app });
  const client = new Client({ name: 'interop', version: '1.0.0' });
  await assert.rejects(client.connect(transport), UnauthorizedError);
  assert.equal(app.address.searchParams.get('resource'), server.href);
  const consent = await app.person.visit(app.address);
  assert.equal(consent.url.pathname, '/oauth2/consent');
  const answer = await app.person.submit(consent);
  assert.equal(answer.url.searchParams.get('iss'), issuer);
  await transport.finishAuth(answer.url.searchParams.get('code'));
  return consent.page;
}

async function call(client, name) {
  const { content, isError } = await client.callTool({ name, arguments: {} });
  return { text: content[0].text, isError: isError ?? false };
}

for (const method of ['none', 'client_secret_basic', 'client_secret_post']) {
  test(`an MCP client registers, logs alice in and uses one server: ${method}`, async () => {
    const app = new App(method);
    const page = await authorize(notes, app);
    assert.match(page, /nobody has checked its name/);
    assert.equal(app.registrations, 1);
    assert.equal(app.information.token_endpoint_auth_method, method);
    assert.equal('client_secret' in app.information, method !== 'none');
    const token = claims(app.saved.access_token);
    assert.deepEqual([token.aud].flat(), [notes.href]);
    assert.deepEqual(token['https://mydomain.com/claims/tools'], ['read', 'write']);
    const client = await connect(notes, app);
    assert.deepEqual((await client.listTools()).tools.map((tool) => tool.name).sort(), ['add_note', 'list_notes']);
    assert.deepEqual(await call(client, 'add_note'), { text: 'A note of alice was added', isError: false });
    await client.close();
  });

  test(`the token for one MCP server is refused at the other: ${method}`, async () => {
    const app = new App(method);
    await authorize(notes, app);
    const { access_token: token } = app.saved;
    const response = await fetch(calendar, { method: 'POST', headers: { Authorization: `Bearer ${token}` } });
    assert.equal(response.status, 401);
    assert.match(response.headers.get('www-authenticate'), /error="invalid_token", resource_metadata="[^"]*mcp-b"/);
    // Without a refresh token the client asks alice anew; with one it asks for the other server, in vain.
    await assert.rejects(connect(calendar, app), method === 'none' ? UnauthorizedError : InvalidTargetError);
  });

  test(`consent is asked for each time: ${method}`, async () => {
    const app = new App(method);
    await authorize(notes, app);
    app.saved = undefined;
    await authorize(notes, app);
    assert.equal(app.registrations, 1);
  });
}

test('carol may not call a tool that writes', async () => {
  const app = new App('none', new Person('carol', 'chess'));
  await authorize(notes, app);
  const client = await connect(notes, app);
  assert.deepEqual(await call(client, 'list_notes'), { text: 'A note of carol', isError: false });
  assert.deepEqual(await call(client, 'add_note'), { text: 'This tool requires the right to write', isError: true });
  await client.close();
});

test('an MCP client refreshes its token', async () => {
  const app = new App('client_secret_basic');
  await authorize(calendar, app);
  const first = app.saved;
  app.saved = { ...first, access_token: `${first.access_token}x` };
  const client = await connect(calendar, app);
  assert.deepEqual((await client.listTools()).tools.map((tool) => tool.name), ['list_events']);
  assert.notEqual(app.saved.refresh_token, first.refresh_token);
  assert.deepEqual([claims(app.saved.access_token).aud].flat(), [calendar.href]);
  await client.close();
});
