var department = user.getFirstAttribute('department');
exports = department === 'sales' ? 'front' : 'back';
