exports.onExecuteCredentialsExchange = async (event, api) => {
  api.accessToken.setCustomClaim('https://my-app.example.com/client', event.client.name);
  if (event.client.metadata.tier !== 'internal') {
    api.access.deny('access_denied', 'Internal clients only.');
  }
};
