exports.onExecutePostLogin = async (event, api) => {
  if (event.user.email && event.user.email.endsWith('@example.com') && event.client.name === 'My SPA') {
    api.access.deny('Access to My SPA is not allowed.');
  }
};
