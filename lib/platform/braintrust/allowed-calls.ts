/**
 * Every call that the client can make. The caller takes a name from this table, never a method or a path,
 * so no other call can be sent. An audit only reads: GETs, and three POSTs that change nothing.
 * *Source*: `openapi.json`, except `listOrganizationKeys`, `impersonate`, `selfMe` and `appLogin`.
 */
export const ALLOWED_CALLS = {
  listKeys: { method: 'GET', base: 'api', path: '/v1/api_key' },
  listOrganizationKeys: { method: 'GET', base: 'api', path: '/v1/organization/api_keys' },
  impersonate: { method: 'POST', base: 'api', path: '/v1/impersonate' },
  selfMe: { method: 'POST', base: 'api', path: '/api/self/me' },
  appLogin: { method: 'POST', base: 'app', path: '/api/apikey/login' },
  listMembers: { method: 'GET', base: 'api', path: '/v1/user' },
  listGroups: { method: 'GET', base: 'api', path: '/v1/group' },
  listRoles: { method: 'GET', base: 'api', path: '/v1/role' },
  listAcls: { method: 'GET', base: 'api', path: '/v1/acl/list_org' },
  listProjects: { method: 'GET', base: 'api', path: '/v1/project' },
  listServiceTokens: { method: 'GET', base: 'api', path: '/v1/service_token' },
  listOrganizations: { method: 'GET', base: 'api', path: '/v1/organization' },
} as const satisfies Record<string, AllowedCall>;

/**
 * The only call that changes something. It isn't in the table above, so the client can't send it. Only
 * `createRevoker` sends it, for one key that a user has confirmed by name.
 */
export const REVOKE_KEY = {
  name: 'revokeKey',
  method: 'DELETE',
  path: '/v1/api_key/{api_key_id}',
} as const;

export type AllowedCall = { method: 'GET' | 'POST'; base: 'api' | 'app'; path: `/${string}` };
export type OperationName = keyof typeof ALLOWED_CALLS;
/** Any call's name, for errors and logs. */
export type CallName = OperationName | (typeof REVOKE_KEY)['name'];

export const OPERATION_NAMES = Object.keys(ALLOWED_CALLS).filter((name): name is OperationName =>
  Object.hasOwn(ALLOWED_CALLS, name),
);
