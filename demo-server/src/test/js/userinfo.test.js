// Userinfo and introspection, with openid-client.
import { strict as assert } from 'node:assert';
import { test } from 'node:test';
import * as client from 'openid-client';
import { api, authorize, claims, connect, issuer, password, Person, reports } from './support.js';

const email = 'https://mydomain.com/claims/email';
const roles = 'https://mydomain.com/claims/roles';
const tier = 'https://mydomain.com/claims/tier';

const users = {
  alice: { password: 'wonderland', name: 'Alice', verified: true, tier: 'platinum' },
  carol: { password: 'chess', name: 'Carol', verified: false, tier: undefined },
};

const exchange = 'urn:ietf:params:oauth:grant-type:token-exchange';

// By grant: the client and what gets its tokens for a user.
const grants = {
  password: {
    app: 'trusted-app',
    tokens: (app, username, parameters) => password({ username, password: users[username].password, ...parameters }, app),
  },
  authorization_code: {
    app: 'web-app',
    tokens: async (app, username, parameters) => {
      const redirect = { redirect_uri: 'http://127.0.0.1:8099/callback' };
      const person = new Person(username, users[username].password);
      const { reached, checks } = await authorize(app, { ...redirect, ...parameters }, { person });
      return client.authorizationCodeGrant(app, reached.url, checks);
    },
  },
};

// The claims of userinfo by scope: OpenID Connect Core 1.0 section 5.4.
function expected(username, scope) {
  const { name, verified } = users[username];
  return {
    sub: username,
    ...(scope.includes('profile') && { name }),
    ...(scope.includes('email') && { email: `${username}@mydomain.com`, email_verified: verified }),
  };
}

function challenged(status, error) {
  return (failure) => {
    assert.ok(failure instanceof client.WWWAuthenticateChallengeError, failure);
    assert.equal(failure.status, status);
    assert.equal(failure.cause.length, 1);
    assert.equal(failure.cause[0].scheme, 'bearer');
    assert.equal(failure.cause[0].parameters.error, error);
    return true;
  };
}

for (const username of Object.keys(users)) {
  for (const [grant, { app: id, tokens }] of Object.entries(grants)) {
    for (const scope of ['openid profile email', 'openid profile', 'openid email', 'openid']) {
      test(`userinfo of ${username}: ${grant}, ${scope}`, async () => {
        const app = await connect(id);
        const issued = await tokens(app, username, { scope });
        const { sub } = issued.claims();
        assert.deepEqual(await client.fetchUserInfo(app, issued.access_token, sub), expected(username, scope));
        const refreshed = await client.refreshTokenGrant(app, issued.refresh_token);
        assert.deepEqual(await client.fetchUserInfo(app, refreshed.access_token, sub), expected(username, scope));
      });
    }

    test(`introspection of the reports token of ${username}: ${grant}`, async () => {
      const app = await connect(id);
      const issued = await tokens(app, username, { scope: 'openid read:reports', audience: reports });
      assert.ok(!(tier in claims(issued.access_token)));
      const answer = await client.tokenIntrospection(await connect('messages-api'), issued.access_token);
      assert.equal(answer.active, true);
      assert.equal(answer.sub, username);
      assert.equal(answer.client_id, id);
      assert.equal(answer[tier], users[username].tier);
      assert.deepEqual(answer[roles], claims(issued.access_token)[roles]);
      assert.ok(!(tier in await client.tokenIntrospection(app, issued.access_token)));
    });
  }
}

test('userinfo with a token for an API has the same claims and not those of the API', async () => {
  const scope = 'openid profile email read:messages';
  const { access_token: token } = await password({ audience: api, scope });
  assert.ok(email in claims(token));
  assert.deepEqual(await client.fetchUserInfo(await connect('trusted-app'), token, 'alice'), expected('alice', scope));
});

test('userinfo tells fewer claims where the refresh asks for fewer scopes', async () => {
  const app = await connect('trusted-app');
  const { refresh_token: token } = await password({ scope: 'openid profile email' });
  const refreshed = await client.refreshTokenGrant(app, token, { scope: 'openid email' });
  assert.deepEqual(await client.fetchUserInfo(app, refreshed.access_token, 'alice'), expected('alice', 'openid email'));
});

test('userinfo of another subject than expected is refused by the client', async () => {
  const { access_token: token } = await password();
  await assert.rejects(client.fetchUserInfo(await connect('trusted-app'), token, 'carol'),
    { name: 'ClientError', code: 'OAUTH_JSON_ATTRIBUTE_COMPARISON_FAILED' });
});

test('userinfo by POST', async () => {
  const app = await connect('trusted-app');
  const { access_token: token } = await password({ scope: 'openid email' });
  const response = await client.fetchProtectedResource(app, token, new URL(`${issuer}/userinfo`), 'POST');
  assert.deepEqual(await response.json(), expected('alice', 'openid email'));
});

test('userinfo with a token that has not the scope openid', async () => {
  const { access_token: token } = await password({ scope: 'profile email' });
  await assert.rejects(client.fetchUserInfo(await connect('trusted-app'), token, 'alice'),
    challenged(403, 'insufficient_scope'));
});

test('userinfo with the ID token, a revoked token and an exchanged one for an API', async () => {
  const app = await connect('trusted-app');
  const { access_token: revoked, id_token: id } = await password();
  const { access_token: exchanged } = await client.genericGrantRequest(app, exchange, {
    subject_token: (await password()).access_token,
    subject_token_type: 'urn:ietf:params:oauth:token-type:access_token',
    scope: 'openid',
    audience: reports,
  });
  await client.tokenRevocation(app, revoked);
  for (const token of [id, revoked, exchanged]) {
    await assert.rejects(client.fetchUserInfo(app, token, 'alice'), challenged(401, 'invalid_token'));
  }
});

test('introspection of a token for the other API has no tier', async () => {
  const { access_token: token } = await password({ audience: api, scope: 'openid read:messages' });
  const answer = await client.tokenIntrospection(await connect('messages-api'), token);
  assert.equal(answer[email], 'alice@mydomain.com');
  assert.ok(!(tier in answer));
});

test('introspection tells nothing to others, nor of a revoked token', async () => {
  const { access_token: token } = await password({ audience: reports, scope: 'read:reports' });
  for (const id of ['machine', 'web-app', 'reports-job']) {
    assert.deepEqual(await client.tokenIntrospection(await connect(id), token), { active: false });
  }
  await client.tokenRevocation(await connect('trusted-app'), token);
  assert.deepEqual(await client.tokenIntrospection(await connect('messages-api'), token), { active: false });
});
