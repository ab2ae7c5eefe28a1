/** Braintrust's permissions on access rules, as its users know them. Other permissions are shown as they are. */
const PERMISSION_WORDS = new Map([
  ['create_acls', 'grant access'],
  ['read_acls', 'view access'],
  ['update_acls', 'manage access'],
  ['delete_acls', 'remove access'],
]);

/** The types of objects whose name in Braintrust's API isn't a word. Other types are shown as they are. */
const OBJECT_TYPE_WORDS = new Map([
  ['org_audit_logs', 'audit logs'],
  ['org_member', 'members'],
  ['org_project', 'all projects'],
  ['project_log', 'logs'],
  ['prompt_session', 'playground'],
]);

/** The label of a permission: "manage access" for `update_acls`. */
export function permissionWord(permission: string): string {
  return PERMISSION_WORDS.get(permission) ?? permission;
}

/** The label of a type of objects: "logs" for `project_log`. */
export function objectTypeWord(type: string): string {
  return OBJECT_TYPE_WORDS.get(type) ?? type;
}

/** A permission with its restriction to one type of objects, if any: "update", "update (logs only)". */
export function permissionText(permission: string, onlyType: string | null): string {
  const word = permissionWord(permission);
  return onlyType === null ? word : `${word} (${objectTypeWord(onlyType)} only)`;
}
