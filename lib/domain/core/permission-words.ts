/** Braintrust's permissions on access rules, as its users know them. Other permissions are shown as they are. */
const PERMISSION_WORDS = new Map([
  ['create_acls', 'grant access'],
  ['read_acls', 'view access'],
  ['update_acls', 'manage access'],
  ['delete_acls', 'remove access'],
]);

/** The label of a permission: "manage access" for `update_acls`. */
export function permissionWord(permission: string): string {
  return PERMISSION_WORDS.get(permission) ?? permission;
}
