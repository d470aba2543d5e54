// Good tokens are accepted, bad ones refused, by every validator.
import { strict as assert } from 'node:assert';
import { createPublicKey } from 'node:crypto';
import { after, test } from 'node:test';
import * as jose from 'jose';
import * as client from 'openid-client';
import { api, connect, issuer, password, reports, signingKeys } from './support.js';
import { close, validators } from './validators.js';

const now = Math.floor(Date.now() / 1000);
const issuerJwk = signingKeys.find((key) => key.kty === 'RSA');
const issuerKey = await jose.importJWK(issuerJwk, 'RS256');
const stranger = await jose.generateKeyPair('RS256', { extractable: true });
const publicPem = createPublicKey({ key: issuerJwk, format: 'jwk' }).export({ type: 'spki', format: 'pem' });

const payload = {
  iss: issuer, aud: [api], sub: 'alice', client_id: 'trusted-app', jti: '1', scope: 'read:messages',
  iat: now, nbf: now, exp: now + 300,
};
const header = { alg: 'RS256', typ: 'at+jwt', kid: issuerJwk.kid };

function sign(claims = {}, headers = {}, key = issuerKey, options = {}) {
  const body = new TextEncoder().encode(typeof claims === 'string' ? claims : JSON.stringify({ ...payload, ...claims }));
  return new jose.CompactSign(body).setProtectedHeader({ ...header, ...headers }).sign(key, options);
}

function encode(part) {
  return Buffer.from(JSON.stringify(part)).toString('base64url');
}

function tamper(text) {
  const middle = Math.floor(text.length / 2);
  return text.slice(0, middle) + (text[middle] === 'A' ? 'B' : 'A') + text.slice(middle + 1);
}

const good = (await password({ audience: api })).access_token;
const [head, body, signature] = good.split('.');
const strangerJwk = await jose.exportJWK(stranger.publicKey);
const forgedBody = encode({ ...JSON.parse(Buffer.from(body, 'base64url')), sub: 'carol' });

const bad = {
  'an ID token': (await password({ audience: api })).id_token,
  'a token for another API': (await password({ audience: reports, scope: 'openid read:reports' })).access_token,
  'a token without an API': (await password()).access_token,
  'a refresh token': (await password({ audience: api })).refresh_token,
  'an opaque token': (await client.clientCredentialsGrant(await connect('opaque-app'))).access_token,
  'no aud': await sign({ aud: undefined }),
  'a list aud without the API': await sign({ aud: [reports, `${issuer}/userinfo`] }),
  'the API with a trailing slash': await sign({ aud: [`${api}/`] }),
  'the API in another case': await sign({ aud: [api.toUpperCase()] }),
  'another issuer': await sign({ iss: 'https://evil.example' }),
  'the issuer with a trailing slash': await sign({ iss: `${issuer}/` }),
  'no issuer': await sign({ iss: undefined }),
  expired: await sign({ iat: now - 900, nbf: now - 900, exp: now - 600 }),
  'not yet valid': await sign({ nbf: now + 3600, exp: now + 7200 }),
  'a payload that is changed': `${head}.${forgedBody}.${signature}`,
  'a signature that is changed': `${head}.${body}.${tamper(signature)}`,
  'no signature': `${head}.${body}.`,
  'alg none': `${encode({ ...header, alg: 'none' })}.${body}.`,
  'alg None with the signature': `${encode({ ...header, alg: 'None' })}.${body}.${signature}`,
  'HS256 with the public key': await sign({}, { alg: 'HS256' }, new TextEncoder().encode(publicPem)),
  'another key with the same kid': await sign({}, {}, stranger.privateKey),
  'an unknown kid': await sign({}, { kid: 'unknown' }, stranger.privateKey),
  'its own key in the header': await sign({}, { jwk: strangerJwk }, stranger.privateKey),
  'the address of its own key': await sign({}, { jku: 'https://evil.example/jwks', kid: 'x' }, stranger.privateKey),
  'a payload that is no JSON': await sign('nonsense'),
  truncated: good.slice(0, good.lastIndexOf('.')),
  'one segment too many': `${good}.${signature}`,
  empty: '',
};

// jsonwebtoken, below express-jwt and passport-jwt, knows no types, no critical headers, no required exp.
const strictlyBad = {
  'typ JWT': await sign({}, { typ: 'JWT' }),
  'an unknown critical header': await sign({}, { crit: ['x'], x: 1 }, issuerKey, { crit: { x: true } }),
  'no exp': await sign({ exp: undefined }),
};

after(close);

for (const { name, strict, status } of validators) {
  test(`${name} accepts an access token`, async () => {
    assert.equal(await status(good), 200);
    assert.equal(await status(await sign()), 200);
    const machine = await client.clientCredentialsGrant(await connect('machine'), { audience: api });
    assert.equal(await status(machine.access_token), 200);
  });

  for (const [what, token] of Object.entries(strict ? { ...bad, ...strictlyBad } : bad)) {
    test(`${name} refuses ${what}`, async () => {
      assert.ok([400, 401].includes(await status(token)), `${await status(token)}`);
    });
  }
}
