/**
 * What the simulated data plane holds, in the wire's own words (snake_case, ISO 8601 text).
 * Source: the published OpenAPI spec; `expires_at` is what newer data planes add.
 */
export type OrganizationData = {
  id: string;
  name: string;
  created: string;
  members: UserRecord[];
  /** Every key of every member of the roster. */
  keys: ApiKeyRecord[];
  /** Keys of people who are no longer in the roster: only the org-wide list shows them. */
  departedKeys: ApiKeyRecord[];
  groups: GroupRecord[];
  roles: RoleRecord[];
  acls: AclRecord[];
  projects: ProjectRecord[];
  /** No list of the API shows them; tokens, groups and ACLs name them. */
  serviceAccounts: ServiceAccountRecord[];
  serviceTokens: ServiceTokenRecord[];
  /** What was granted on tokens themselves; shown with the ACLs by `tokenAclsShown` only. */
  tokenAcls: AclRecord[];
  /** Member id → ids of further organizations that the member belongs to. */
  foreignMemberships: Record<string, string[]>;
  /** Members who have left the company, though the roster still lists them. For tests to compare. */
  leaverIds: string[];
};

export type UserRecord = {
  id: string;
  given_name: string | null;
  family_name: string | null;
  email: string | null;
  avatar_url: string | null;
  created: string | null;
  /** Unix time in ms, the person's own activity; absent where the data plane does not tell. */
  last_active_at?: number | string | null;
};

export type ApiKeyRecord = {
  id: string;
  created: string | null;
  name: string;
  preview_name: string;
  user_id: string | null;
  user_email: string | null;
  user_given_name: string | null;
  user_family_name: string | null;
  org_id: string | null;
  /** `null`: never. */
  expires_at: string | null;
};

export type GroupRecord = {
  id: string;
  org_id: string;
  user_id: string | null;
  created: string | null;
  name: string;
  description: string | null;
  deleted_at: string | null;
  member_users: string[];
  member_groups: string[];
};

export type RoleRecord = {
  id: string;
  /** `null`: a role of the system. */
  org_id: string | null;
  user_id: string | null;
  created: string | null;
  name: string;
  description: string | null;
  deleted_at: string | null;
  member_permissions: { permission: string; restrict_object_type: string | null }[];
  member_roles: string[];
};

export type AclRecord = {
  id: string;
  object_type: string;
  object_id: string;
  user_id: string | null;
  group_id: string | null;
  permission: string | null;
  restrict_object_type: string | null;
  role_id: string | null;
  _object_org_id: string;
  created: string | null;
};

export type ProjectRecord = {
  id: string;
  org_id: string;
  name: string;
  description: string | null;
  created: string | null;
  deleted_at: string | null;
  user_id: string | null;
  settings: null;
};

export type ServiceAccountRecord = { id: string; name: string; email: string };

export type ServiceTokenRecord = {
  id: string;
  created: string | null;
  name: string;
  preview_name: string;
  service_account_id: string | null;
  service_account_email: string | null;
  service_account_name: string | null;
  org_id: string | null;
  expires_at: string | null;
};
