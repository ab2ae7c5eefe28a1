import type { Faults } from './faults';

/** How a simulated organization is built and served. Every field has a default. */
export type SimulatorOptions = {
  /** Number of members in the member list. Default: 48. */
  members?: number;
  /** Default: 1. The same seed and `now` give the same organization. */
  seed?: number;
  /** Default: 0, which means any free port of 127.0.0.1. */
  port?: number;
  /** The time that ages are counted from. Default: the current time, rounded down to the hour. */
  now?: Date;
  /** Default: `acme`. */
  orgName?: string;
  /** Names of the other organizations that `keys.twoOrganizations` can access. Default: `<orgName>-labs`. */
  organizations?: readonly string[];
  faults?: Partial<Faults>;
  strategies?: Partial<Strategies>;
  /** Default: `enterprise`, the only plan for which custom roles are built. */
  plan?: Plan;
  /** `api_url` in the response of the app's login. Default: the simulator's own URL. */
  apiUrl?: string;
  /** Enables `/__simulator/*`, with which another process can change everything. */
  control?: boolean;
};

export type Plan = 'enterprise' | 'pro' | 'starter';

/** Which ways to list keys and to identify the caller this data plane supports. */
export type Strategies = {
  /** `POST /v1/impersonate`, the older way. `off`: the route is absent. */
  impersonate: 'token' | 'off';
  /** `x-bt-impersonate-user`. `ignored`: the caller's own response. `off`: anyone who sends it gets 403. */
  header: 'honoured' | 'ignored' | 'off';
  /** `GET /v1/organization/api_keys`. `off`: absent. `short`: about half of the members' keys are missing. */
  organizationList: 'off' | 'on' | 'empty' | 'short';
  /** Whether users can impersonate themselves. If not, both ways respond with 403. */
  selfImpersonation: boolean;
  /** What a service token that impersonates gets, in both ways: 401, or what its grants allow. */
  serviceTokenImpersonation: 'as-granted' | 'unauthorized';
  /** `POST /api/self/me`. `caller`: returns the caller, whatever the header says. */
  selfMe: boolean | 'caller';
  /** Whether `GET /v1/user` also lists service accounts. */
  serviceAccountsListed: boolean;
  /** `POST /api/apikey/login`. */
  appLogin: boolean;
  /** How an absent route responds. `gateway`: 403, as AWS API Gateway does. */
  absentRoute: 'not-found' | 'gateway';
  /** Whether keys and service tokens have an `expires_at` field. */
  expiresAt: boolean;
  /** Whether an owner can get and delete another member's key by ID without impersonation. */
  ownerKeyAccess: boolean;
  /** Whether ACL lists include permissions set directly on a service token. */
  tokenAclsShown: boolean;
};

/** What older help pages describe: impersonation by token, and the header is ignored. */
export const tokenExchange = {
  impersonate: 'token',
  header: 'ignored',
} as const satisfies Partial<Strategies>;

/** What the latest help page describes: own keys only, impersonation by header, no organization-wide list. */
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
