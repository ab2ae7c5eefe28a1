/** Braintrust's permissions, in its order. All eight on the organization equal the role Owner. */
export const PERMISSIONS = [
  'create',
  'read',
  'update',
  'delete',
  'create_acls',
  'read_acls',
  'update_acls',
  'delete_acls',
] as const;
