/**
 * Every call this product can make of Braintrust, and there is no other way out: the transport
 * takes a name of this table, never a method or a path.
 * An audit reads: GETs, and the three POSTs that change nothing.
 * *Source*: `openapi.json`, but for `listOrganizationKeys`, `impersonate`, `selfMe`, `appLogin`.
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
 * The one call that changes something, apart from the table above: no client can name it. Only
 * `createRevoker` sends it, for one key that somebody has confirmed by name.
 */
export const REVOKE_KEY = {
  name: 'revokeKey',
  method: 'DELETE',
  path: '/v1/api_key/{api_key_id}',
} as const;

export type AllowedCall = { method: 'GET' | 'POST'; base: 'api' | 'app'; path: `/${string}` };
export type OperationName = keyof typeof ALLOWED_CALLS;
/** Any call's name, in errors and logs. */
export type CallName = OperationName | (typeof REVOKE_KEY)['name'];

/** All operation names, in the order of the table. */
export const OPERATION_NAMES = Object.keys(ALLOWED_CALLS).filter((name): name is OperationName =>
  Object.hasOwn(ALLOWED_CALLS, name),
);
