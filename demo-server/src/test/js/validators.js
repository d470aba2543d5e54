// Validators and API middlewares nobody here wrote, each as a function that tells the status for a token.
import { createServer } from 'node:http';
import express from 'express';
import { expressjwt } from 'express-jwt';
import { auth } from 'express-oauth2-jwt-bearer';
import { createRemoteJWKSet, jwtVerify } from 'jose';
import jwks from 'jwks-rsa';
import * as oauth from 'oauth4webapi';
import passport from 'passport';
import { ExtractJwt, Strategy } from 'passport-jwt';
import { api, issuer } from './support.js';

const jwksUri = `${issuer}/oauth2/jwks`;
const keySet = createRemoteJWKSet(new URL(jwksUri));
const servers = [];

async function call(url, token) {
  return (await fetch(url, { headers: { Authorization: `Bearer ${token}` } })).status;
}

async function serve(middleware) {
  const app = express();
  app.get('/', middleware, (request, response) => response.json({}));
  app.use((error, request, response, next) => response.status(error.status ?? 500).json({ error: error.message }));
  const server = createServer(app);
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  servers.push(server);
  return (token) => call(`http://127.0.0.1:${server.address().port}/`, token);
}

function verify(validate, refusals) {
  return (token) => validate(token).then(() => 200, (error) => {
    if (refusals.some((refusal) => error instanceof refusal) || error.code?.startsWith('ERR_J')) {
      return 401;
    }
    throw error;
  });
}

const server = {
  issuer,
  jwks_uri: jwksUri,
};

passport.use(new Strategy({
  jwtFromRequest: ExtractJwt.fromAuthHeaderAsBearerToken(),
  secretOrKeyProvider: jwks.passportJwtSecret({ jwksUri, cache: true }),
  algorithms: ['RS256'],
  issuer,
  audience: api,
}, (payload, done) => done(null, payload)));

// Those that check the type and the critical headers of an access token (RFC 9068, RFC 7515) are strict.
export const validators = [
  { name: 'the demo API', strict: true, status: (token) => call(`${issuer}/api/messages`, token) },
  {
    name: 'express-oauth2-jwt-bearer',
    strict: true,
    status: await serve(auth({ issuerBaseURL: issuer, audience: api, strict: true, tokenSigningAlg: 'RS256' })),
  },
  {
    name: 'jose',
    strict: true,
    status: verify((token) => jwtVerify(token, keySet, {
      issuer, audience: api, typ: 'at+jwt', algorithms: ['RS256', 'ES256'], requiredClaims: ['exp'],
    }), [TypeError]),
  },
  {
    name: 'oauth4webapi',
    strict: true,
    status: verify((token) => oauth.validateJwtAccessToken(server, new Request('http://localhost/', {
      headers: { Authorization: `Bearer ${token}` },
    }), api, { [oauth.allowInsecureRequests]: true }),
    [oauth.OperationProcessingError, oauth.WWWAuthenticateChallengeError, oauth.UnsupportedOperationError]),
  },
  {
    name: 'express-jwt with jwks-rsa',
    status: await serve(expressjwt({
      secret: jwks.expressJwtSecret({ jwksUri, cache: true }), algorithms: ['RS256'], issuer, audience: api,
    })),
  },
  {
    name: 'passport-jwt with jwks-rsa',
    status: await serve(passport.authenticate('jwt', { session: false })),
  },
];

export function close() {
  servers.forEach((it) => it.close());
}
