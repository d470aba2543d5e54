// The flows, with openid-client.
import { strict as assert } from 'node:assert';
import { test } from 'node:test';
import * as client from 'openid-client';
import { api, authorize, claims, connect, connectPublic, issuer, password, Person, refusedWith, reports } from './support.js';

const email = 'https://mydomain.com/claims/email';
const tier = 'https://mydomain.com/claims/tier';

const web = { redirect_uri: 'http://127.0.0.1:8099/callback', scope: 'openid read:messages', audience: api };

test('discovery names the issuer and the grants', async () => {
  const metadata = (await connect('trusted-app')).serverMetadata();
  assert.equal(metadata.issuer, issuer);
  assert.ok(metadata.grant_types_supported.includes('password'));
});

// RFC 9207: openid-client demands the issuer in responses where discovery announces it.
test('authorization responses name the issuer, and the client refuses those that do not', async () => {
  const app = await connect('web-app');
  assert.equal(app.serverMetadata().authorization_response_iss_parameter_supported, true);
  const { reached, checks } = await authorize(app, web);
  for (const [iss, message] of [[null, 'response parameter "iss" (issuer) missing'],
    ['https://evil.example', 'unexpected "iss" (issuer) response parameter value']]) {
    const answer = new URL(reached.url);
    answer.searchParams.delete('iss');
    if (iss) {
      answer.searchParams.set('iss', iss);
    }
    await assert.rejects(client.authorizationCodeGrant(app, answer, checks), (failure) => {
      assert.equal(failure.cause?.message ?? failure.message, message);
      return true;
    });
  }
  assert.ok((await client.authorizationCodeGrant(app, reached.url, checks)).access_token);
});

test('errors of authorization requests name the issuer', async () => {
  const app = await connect('web-app');
  const { reached, checks } = await authorize(app, { ...web, scope: 'read:everything' });
  assert.equal(reached.url.searchParams.get('iss'), issuer);
  await assert.rejects(client.authorizationCodeGrant(app, reached.url, checks), refusedWith('invalid_scope'));
});

test('password puts the claim into the access token only', async () => {
  const tokens = await password({ audience: api });
  assert.deepEqual(claims(tokens.access_token).aud, [api, `${issuer}/userinfo`]);
  assert.equal(claims(tokens.access_token)[email], 'alice@mydomain.com');
  assert.equal(tokens.claims().aud, 'trusted-app');
  assert.ok(!(email in tokens.claims()));
});

test('password without an audience has no API and no claim', async () => {
  const access = claims((await password()).access_token);
  assert.ok(![access.aud].flat().includes(api));
  assert.ok(!(email in access));
});

test('password by a client that posts its secret', async () => {
  const tokens = await password({ audience: api }, connect('second-app', client.ClientSecretPost));
  assert.equal(tokens.claims().aud, 'second-app');
});

test('password refuses a wrong password and an unknown audience', async () => {
  await assert.rejects(password({ password: 'looking-glass' }), refusedWith('invalid_grant'));
  await assert.rejects(password({ audience: `${api}/` }), refusedWith('invalid_target'));
});

test('client_credentials', async () => {
  const tokens = await client.clientCredentialsGrant(await connect('machine'), { audience: api });
  assert.equal(claims(tokens.access_token)[tier], 'gold');
});

test('code with PKCE through the login page, then refresh with rotation', async () => {
  const app = await connect('web-app');
  const { reached, checks } = await authorize(app, web);
  const tokens = await client.authorizationCodeGrant(app, reached.url, checks);
  assert.equal(claims(tokens.access_token)[email], 'alice@mydomain.com');
  const refreshed = await client.refreshTokenGrant(app, tokens.refresh_token);
  assert.deepEqual(claims(refreshed.access_token).aud, claims(tokens.access_token).aud);
  assert.equal(claims(refreshed.access_token)[email], 'alice@mydomain.com');
  assert.notEqual(refreshed.refresh_token, tokens.refresh_token);
  await assert.rejects(client.refreshTokenGrant(app, tokens.refresh_token), refusedWith('invalid_grant'));
});

test('code after a pushed authorization request', async () => {
  const app = await connect('web-app');
  const { reached, checks } = await authorize(app, web, { url: client.buildAuthorizationUrlWithPAR });
  const tokens = await client.authorizationCodeGrant(app, reached.url, checks);
  assert.ok(claims(tokens.access_token).aud.includes(api));
});

test('code with consent', async () => {
  const app = await connect('partner-app');
  const { person, reached, checks } = await authorize(app, { ...web, redirect_uri: 'http://127.0.0.1:8098/callback' });
  assert.match(reached.page, /Read your messages/);
  const tokens = await client.authorizationCodeGrant(app, (await person.submit(reached)).url, checks);
  assert.ok(claims(tokens.access_token).aud.includes(api));
});

test('token exchange for another API', async () => {
  const subject = await password({ audience: api, scope: 'read:messages' });
  const tokens = await client.genericGrantRequest(await connect('messages-api'),
    'urn:ietf:params:oauth:grant-type:token-exchange', {
      subject_token: subject.access_token,
      subject_token_type: 'urn:ietf:params:oauth:token-type:access_token',
      scope: 'read:reports',
      audience: reports,
    });
  assert.deepEqual([claims(tokens.access_token).aud].flat(), [reports]);
  assert.equal(claims(tokens.access_token).sub, 'alice');
});

test('introspection and revocation', async () => {
  const app = await connect('trusted-app');
  const { access_token: token } = await password({ audience: api });
  assert.equal((await client.tokenIntrospection(await connect('messages-api'), token)).active, true);
  assert.equal((await client.tokenIntrospection(await connect('machine'), token)).active, false);
  assert.equal((await client.tokenIntrospection(app, token)).sub, 'alice');
  await client.tokenRevocation(app, token);
  assert.equal((await client.tokenIntrospection(app, token)).active, false);
});

test('device code', async () => {
  const app = await connectPublic('tv-app');
  const device = await client.initiateDeviceAuthorization(app, { scope: 'read:messages' });
  const person = new Person();
  await person.visit('/login');
  const page = await person.visit(device.verification_uri_complete);
  const consent = page.url.pathname === '/activate' ? await person.submit(page) : page;
  assert.equal((await person.submit(consent)).url.pathname, '/activated');
  const tokens = await client.pollDeviceAuthorizationGrant(app, { ...device, interval: 1 });
  assert.equal(claims(tokens.access_token).sub, 'alice');
});
