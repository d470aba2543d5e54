exports.onExecutePostLogin = async (event, api) => {
  if (event.resource_server && event.resource_server.identifier === 'https://jobs.example.com') {
    api.access.deny('end_users_not_allowed');
  }
};
