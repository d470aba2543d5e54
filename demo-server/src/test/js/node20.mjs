// Lets the conformance suite run on Node.js 20: it imports globSync of Node.js 22, which it does not use here.
import fs from 'node:fs';
import { register } from 'node:module';

const source = `
  export * from 'node:fs';
  export { default } from 'node:fs';
  export function globSync() {
    throw new Error('Node.js 22 is needed');
  }`;

if (!fs.globSync) {
  register(`data:text/javascript,${encodeURIComponent(`
    export async function resolve(specifier, context, next) {
      return specifier === 'fs' && context.parentURL.includes('/conformance/')
        ? { url: ${JSON.stringify(`data:text/javascript,${encodeURIComponent(source)}`)}, shortCircuit: true }
        : next(specifier, context);
    }`)}`);
}
