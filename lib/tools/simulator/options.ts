import type { Faults } from './faults';

/** How a simulated organization is made and served. Everything has a default. */
export type SimulatorOptions = {
  /** How many members the roster lists. 48. */
  members?: number;
  /** 1. The same seed and `now` give the same organization. */
  seed?: number;
  /** 0: any free port of 127.0.0.1. */
  port?: number;
  /** The instant that ages are counted from. The clock's, cut to the hour. */
  now?: Date;
  /** `acme`. */
  orgName?: string;
  /** Names of the further organizations that `keys.twoOrganizations` reaches. One, `<orgName>-labs`. */
  organizations?: readonly string[];
  faults?: Partial<Faults>;
  strategies?: Partial<Strategies>;
  /** On Starter only the Owner role exists, custom roles are for Enterprise. `enterprise`. */
  plan?: Plan;
  /** `api_url` in the answer to the app's login; the simulator's own address. */
  apiUrl?: string;
  /** Opens `/__simulator/*`, by which another process may change everything. */
  control?: boolean;
};

export type Plan = 'enterprise' | 'pro' | 'starter';

/** Which ways to list keys, and to say who one is, this data plane has. */
export type Strategies = {
  /** `POST /v1/impersonate`, the older way. `off`: absent. */
  impersonate: 'token' | 'off';
  /** `x-bt-impersonate-user`. `ignored`: the caller's own answer. `off`: 403 for whoever sends it. */
  header: 'honoured' | 'ignored' | 'off';
  /** `GET /v1/organization/api_keys`. `off`: absent. `short`: keys of about half of the members lack. */
  organizationList: 'off' | 'on' | 'empty' | 'short';
  /** Whether one may impersonate oneself; else 403, in both ways. */
  selfImpersonation: boolean;
  /** What a service token that impersonates gets, in both ways: 401, or what it was granted. */
  serviceTokenImpersonation: 'as-granted' | 'unauthorized';
  /** `POST /api/self/me`. `caller`: names the caller whatever the header says. */
  selfMe: boolean | 'caller';
  /** Whether `GET /v1/user` lists service accounts beside people. */
  serviceAccountsListed: boolean;
  /** `POST /api/apikey/login`. */
  appLogin: boolean;
  /** How a route answers that is not there; `gateway`: 403, as AWS API Gateway does. */
  absentRoute: 'not-found' | 'gateway';
  /** Whether keys and service tokens carry `expires_at` at all. */
  expiresAt: boolean;
  /** Whether an owner may get and delete another member's key by id without impersonation. */
  ownerKeyAccess: boolean;
  /** Whether permissions set directly on a service token come back in the lists of ACLs. */
  tokenAclsShown: boolean;
};

/** What older help pages say: impersonation by token, and the header means nothing. */
export const tokenExchange = {
  impersonate: 'token',
  header: 'ignored',
} as const satisfies Partial<Strategies>;

/** What the newest help page says: own keys only, impersonation by header, nothing org-wide. */
export const defaultStrategies: Strategies = {
  impersonate: 'off',
  header: 'honoured',
  organizationList: 'off',
  selfImpersonation: true,
  serviceTokenImpersonation: 'as-granted',
  selfMe: true,
  serviceAccountsListed: false,
  appLogin: true,
  absentRoute: 'not-found',
  expiresAt: true,
  ownerKeyAccess: false,
  tokenAclsShown: false,
};
