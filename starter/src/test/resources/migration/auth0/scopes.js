exports.onExecutePostLogin = async (event, api) => {
  if (event.transaction.requested_scopes.includes('profile')) {
    const { given_name, family_name, nickname } = event.user;
    const full = given_name && family_name ? given_name + ' ' + family_name : nickname;
    api.idToken.setCustomClaim('https://my-app.example.com/display_name', full);
  }
};
