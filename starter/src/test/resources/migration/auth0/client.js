exports.onExecutePostLogin = async (event, api) => {
  if (event.client.metadata.tier) {
    api.accessToken.setCustomClaim('https://my-app.example.com/tier', event.client.metadata.tier);
  }
};
