// What the tests share: the server under test, its clients and a person with a browser.
import { strict as assert } from 'node:assert';
import fetchCookie from 'fetch-cookie';
import * as client from 'openid-client';

export const issuer = process.env.INTEROP_ISSUER;
export const signingKeys = JSON.parse(process.env.INTEROP_KEYS).keys;
export const api = 'https://api.example.com';
export const reports = 'https://reports.example.com';

const insecure = { execute: [client.allowInsecureRequests] };

export function connect(id, authentication = client.ClientSecretBasic) {
  const secret = `${id.replace(/-.*/, '')}-secret`;
  return client.discovery(new URL(issuer), id, undefined, authentication(secret), insecure);
}

export function connectPublic(id) {
  return client.discovery(new URL(issuer), id, undefined, client.None(), insecure);
}

export async function password(parameters = {}, app = connect('trusted-app')) {
  return client.genericGrantRequest(await app, 'password', {
    username: 'alice', password: 'wonderland', scope: 'openid', ...parameters,
  });
}

export function refusedWith(error) {
  return (failure) => {
    assert.equal(failure.error, error);
    return true;
  };
}

// A person who signs in as alice and submits the forms of the pages as they are.
export class Person {
  fetch = fetchCookie(fetch);

  // Follows redirects on this server; returns the first address elsewhere, or the page reached.
  async visit(address, options = {}) {
    let url = new URL(address, issuer);
    let response = await this.fetch(url, { ...options, redirect: 'manual' });
    while (response.status === 302) {
      url = new URL(response.headers.get('location'), url);
      if (url.origin !== issuer) {
        return { url };
      }
      response = await this.fetch(url, { redirect: 'manual' });
    }
    const page = await response.text();
    assert.equal(response.status, 200, page);
    return url.pathname === '/login' ? this.submit({ url, page }, { username: 'alice', password: 'wonderland' }) : { url, page };
  }

  submit({ url, page }, values = {}) {
    const form = page.match(/<form[^>]*method="post"[^]*?<\/form>/)[0];
    const action = form.match(/action="([^"]*)"/)[1];
    const body = new URLSearchParams(values);
    for (const [input] of form.matchAll(/<input[^>]*>/g)) {
      const value = input.match(/value="([^"]*)"/);
      const name = input.match(/name="([^"]*)"/)[1];
      if (value && !(name in values)) {
        body.append(name, value[1]);
      }
    }
    return this.visit(new URL(action, url), { method: 'POST', body });
  }
}
