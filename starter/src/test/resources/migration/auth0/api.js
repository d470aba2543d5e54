exports.onExecutePostLogin = async (event, api) => {
  if (event.resource_server && event.resource_server.identifier === 'https://api.example.com') {
    api.accessToken.setCustomClaim('https://my-app.example.com/email', event.user.email);
    api.accessToken.setCustomClaim('https://my-app.example.com/email_verified', event.user.email_verified === true);
  }
};
