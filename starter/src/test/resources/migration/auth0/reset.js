exports.onExecutePostLogin = async (event, api) => {
  const since = event.user.last_password_reset || event.user.created_at;
  if (new Date() - new Date(since) > 90 * 24 * 60 * 60 * 1000) {
    api.access.deny('Please change your password.');
  }
};
