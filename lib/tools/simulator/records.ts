/**
 * The state of the simulated data plane, with the field names of its API (snake_case, ISO 8601 times).
 * *Source*: the published OpenAPI spec, plus `expires_at`, which newer data planes add.
 */
export type OrganizationData = {
  id: string;
  name: string;
  created: string;
  members: UserRecord[];
  /** Every key of every member in the member list. */
  keys: ApiKeyRecord[];
  /** Keys of people who are no longer in the member list. Only the organization-wide list shows them. */
  departedKeys: ApiKeyRecord[];
  groups: GroupRecord[];
  roles: RoleRecord[];
  acls: AclRecord[];
  projects: ProjectRecord[];
  /** `GET /v1/user` lists them only with `serviceAccountsListed`. Tokens, groups and ACLs refer to them. */
  serviceAccounts: ServiceAccountRecord[];
  serviceTokens: ServiceTokenRecord[];
  /** Permissions set on tokens themselves. ACL lists show them only with `tokenAclsShown`. */
  tokenAcls: AclRecord[];
  /** Member ID to the IDs of other organizations that the member belongs to. */
  foreignMemberships: Record<string, string[]>;
  /** Members who have left the company but are still in the member list. Only tests read this. */
  leaverIds: string[];
};

export type UserRecord = {
  id: string;
  given_name: string | null;
  family_name: string | null;
  email: string | null;
  avatar_url: string | null;
  created: string | null;
  /** Unix time in ms of the person's own last activity. Absent if the data plane doesn't report it. */
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
  /** `null` means never expires. */
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
  /** `null` means a system role. */
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
