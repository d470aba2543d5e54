exports.onExecutePostLogin = async (event, api) => {
  if (event.client.name === 'My SPA') {
    const day = new Date().getDay();
    if (day === 0 || day === 6) {
      api.access.deny('This app is only available during the week.');
    }
  }
};
