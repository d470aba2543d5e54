// Runs an Action or Rule over the events on standard input, at the time given, and prints what it did.
const fs = require('fs');
const [script, time] = process.argv.slice(2);
const source = fs.readFileSync(script, 'utf8');
const SystemDate = Date;
global.Date = class extends SystemDate {
  constructor(...args) {
    super(...(args.length ? args : [time]));
  }
};
global.UnauthorizedError = class extends Error {};

const asAction = async (event) => {
  const done = { access_token: {}, id_token: {} };
  const set = (token) => ({ setCustomClaim: (name, value) => (done[token][name] = value) });
  const api = {
    accessToken: set('access_token'),
    idToken: set('id_token'),
    access: { deny: (...reasons) => (done.denied = done.denied || reasons.pop()) },
  };
  const action = {};
  new Function('exports', source)(action);
  await Object.values(action)[0](event, api);
  return done;
};

const asRule = (event) =>
  new Promise((resolve) => {
    const context = { accessToken: {}, idToken: {}, request: event.request };
    const callback = (error) =>
      resolve({ access_token: context.accessToken, id_token: context.idToken, denied: error && error.message });
    new Function('return ' + source)()(event.user, context, callback);
  });

const run = source.startsWith('function') ? asRule : asAction;
Promise.all(JSON.parse(fs.readFileSync(0, 'utf8')).events.map(run)).then((all) =>
  console.log(JSON.stringify({ all })));
