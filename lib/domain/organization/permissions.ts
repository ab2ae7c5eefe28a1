import { compareWords } from './compare-words';
import { compareText } from './graph';
import type { RolePermission } from './types';

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

/** The order in which permissions are shown: Braintrust's, and those for all types of objects first. */
export function comparePermissions(a: RolePermission, b: RolePermission): number {
  return (
    compareWords(a.permission, b.permission, PERMISSIONS) ||
    Number(b.restrictObjectType === null) - Number(a.restrictObjectType === null) ||
    compareText(a.restrictObjectType ?? '', b.restrictObjectType ?? '')
  );
}
