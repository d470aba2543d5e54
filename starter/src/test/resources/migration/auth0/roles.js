exports.onExecutePostLogin = async (event, api) => {
  const claim = 'https://my-app.example.com/roles';
  if (event.authorization) {
    api.idToken.setCustomClaim(claim, event.authorization.roles);
    api.accessToken.setCustomClaim(claim, event.authorization.roles);
  }
};
