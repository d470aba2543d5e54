function addTenant(user, context, callback) {
  const namespace = 'https://my-app.example.com/';
  const tenant = context.request.query.tenant;
  if (!tenant) {
    return callback(new UnauthorizedError('Say which tenant.'));
  }
  context.accessToken[namespace + 'tenant'] = tenant;
  context.idToken[namespace + 'tenant'] = tenant;
  callback(null, user, context);
}
