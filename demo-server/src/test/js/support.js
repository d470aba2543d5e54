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

// What a JWT says, unchecked.
export function claims(token) {
  return JSON.parse(Buffer.from(token.split('.')[1], 'base64url'));
}

// Signs a person in at the authorization endpoint, with PKCE, state and nonce.
export async function authorize(app, parameters, { url = client.buildAuthorizationUrl, person = new Person() } = {}) {
  const pkceCodeVerifier = client.randomPKCECodeVerifier();
  const expectedState = client.randomState();
  const expectedNonce = client.randomNonce();
  const address = await url(app, {
    code_challenge: await client.calculatePKCECodeChallenge(pkceCodeVerifier),
    code_challenge_method: 'S256',
    state: expectedState,
    nonce: expectedNonce,
    ...parameters,
  });
  const reached = await person.visit(address);
  return { person, reached, checks: { pkceCodeVerifier, expectedState, expectedNonce } };
}

// A person who signs in, as alice if nobody else is named, and submits the forms of the pages as they are.
export class Person {
  fetch = fetchCookie(fetch);

  constructor(username = 'alice', password = 'wonderland') {
    this.login = { username, password };
  }

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
    return url.pathname === '/login' ? this.submit({ url, page }, this.login) : { url, page };
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
