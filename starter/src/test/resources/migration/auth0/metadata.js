exports.onExecutePostLogin = async (event, api) => {
  const { plan, quota } = event.user.app_metadata;
  api.accessToken.setCustomClaim('https://my-app.example.com/plan', plan || 'free');
  if (quota !== undefined) {
    api.accessToken.setCustomClaim('https://my-app.example.com/quota', quota);
  }
};
