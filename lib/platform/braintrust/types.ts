import type { KeyId, MemberId, OrganizationId } from '@/lib/domain/core';
import type {
  Acl,
  Expiry,
  Group,
  Member,
  Organization,
  Project,
  Role,
  ServiceToken,
} from '@/lib/domain/organization';
import type { OperationName } from './allowed-calls';
import type { Clock } from './clock';

/** Under whose identity a call is made; without it: the caller's own. The token stays in memory. */
export type Impersonation =
  { kind: 'token'; token: string } | { kind: 'header'; memberId: MemberId };

/** Metadata of one API key as the data plane told it, not yet attributed to anybody. */
export type UpstreamKey = {
  id: KeyId;
  /** Any text at all, empty included; NUL and lone surrogates are replaced by U+FFFD. */
  name: string;
  preview: string;
  /** `null`: not said, or not a date. */
  createdAt: Date | null;
  /** What came where that is no date. */
  createdRaw?: string;
  expiry: Expiry;
  userId: MemberId | null;
  userEmail: string | null;
  /** `null`: not bound to one organization. */
  organizationId: OrganizationId | null;
};

/** Who a key or token belongs to, as the data plane says. */
export type SelfIdentity = {
  id: MemberId | null;
  email: string | null;
  organizations: Organization[];
};

/** An organization as the app's login call tells it, with the data plane it lives on. */
export type AppOrganization = Organization & { apiUrl: string | null };

/**
 * What was sent for one operation. `calls`: HTTP requests, retries included. `refused429`: of
 * these, answered 429. `retried`: of these, repeats. `failed`: acts that ended in an error.
 */
export type CallCount = { calls: number; refused429: number; retried: number; failed: number };
export type CallCounts = Record<OperationName, CallCount>;

/** One line for the log: never a key, a token, a query or a body. */
export type ClientLogEntry = {
  level: 'debug' | 'info' | 'warn';
  event: 'retry' | 'paused' | 'resumed';
  operation: OperationName | null;
  status: number | null;
  waitMs: number | null;
  detail: string | null;
};

/** Every bound the client keeps to. Times in ms. */
export type ClientLimits = {
  connectTimeoutMs: number;
  headersTimeoutMs: number;
  /** Longest silence inside a body. */
  bodyTimeoutMs: number;
  /** Longest time of one request from start to last byte. */
  attemptTimeoutMs: number;
  /** Largest body of one answer. */
  maxBodyBytes: number;
  /** How many objects a page is asked for. */
  pageSize: number;
  /** Most objects of one list. */
  maxObjects: number;
  /** Requests made for one act while the upstream otherwise answers. */
  maxAttempts: number;
  /** How long one act lives through an outage before it is given up. Sign-in wants it short. */
  outagePatienceMs: number;
  /** How long one act is refused with 429 before it is given up. */
  rateLimitPatienceMs: number;
  /** First wait of the exponential backoff, and the longest. */
  backoffBaseMs: number;
  backoffMaxMs: number;
};

export type BraintrustClientOptions = {
  /** Base URL of the data plane; https, loopback aside. The key goes there. */
  apiUrl: string;
  /** Base URL of the app for the login call; `null`: that call is never made. */
  appUrl: string | null;
  apiKey: string;
  /** Most requests in flight; 16 unless told. */
  concurrency?: number;
  /** Known from before: key lists go on after short pages, so each is read to its end. */
  shortPagesContinue?: boolean;
  /** Ends everything this client does. */
  signal?: AbortSignal;
  log?: (entry: ClientLogEntry) => void;
  limits?: Partial<ClientLimits>;
  clock?: Clock;
};

type Signal = { signal?: AbortSignal };
type OfOrganization = Signal & { orgName: string };

/**
 * Faithful answers of Braintrust's API: what was said, all of it, or an error.
 * *Errors*: `AppError` with `details: {operation, status, kind}`: `wrong-key` (401),
 * `upstream-refused` (another 4xx), `upstream-rate-limited`, `upstream-error` (5xx),
 * `upstream-unreachable`, `upstream-timeout`, `upstream-unexpected-answer` (`details.kind` is an
 * `UnexpectedKind`), `aborted`.
 */
export type BraintrustClient = {
  /** Who the key (or the impersonated identity) is; `null`: this data plane has no such call. */
  selfMe(as?: Impersonation, options?: Signal): Promise<SelfIdentity | null>;
  /** Organizations as the app knows them; `null`: not to be called, or no such call. */
  appLogin(options?: Signal): Promise<{ organizations: AppOrganization[] } | null>;
  /** Organizations the key reaches. */
  listOrganizations(options?: Signal): Promise<Organization[]>;
  /** The whole roster, each member once. */
  listMembers(options: OfOrganization): Promise<Member[]>;
  listGroups(options: OfOrganization): Promise<Group[]>;
  listRoles(options: OfOrganization): Promise<Role[]>;
  listAcls(options: OfOrganization): Promise<Acl[]>;
  listProjects(options: OfOrganization): Promise<Project[]>;
  listServiceTokens(options: OfOrganization): Promise<ServiceToken[]>;
  /** A token that acts as this member. Keep it in memory only. */
  impersonate(id: MemberId, options?: Signal): Promise<{ token: string }>;
  /** Keys of whoever is asking, read until a page is empty. More than `maxKeys`: error of kind `too-many-keys`. */
  listKeys(
    options?: Signal & { as?: Impersonation; orgName?: string; maxKeys?: number },
  ): Promise<UpstreamKey[]>;
  /**
   * Keys of one member of many. With `endedEarly` a short page was taken for the last one, because
   * in this client's first lists nothing ever followed a short page.
   */
  listMemberKeys(
    options: Signal & { as: Impersonation; maxKeys?: number },
  ): Promise<{ keys: UpstreamKey[]; endedEarly: boolean }>;
  /** True once a key list went on after a short page: lists that ended early may lack keys. */
  shortPagesContinue(): boolean;
  /** The org-wide list; `null`: no such endpoint. Empty or short is no proof of anything. */
  listOrganizationKeys(
    options: Signal & { organizationId: OrganizationId; maxKeys?: number },
  ): Promise<UpstreamKey[] | null>;
  /** What was sent so far. */
  calls(): CallCounts;
  /** Ends what is under way as `aborted` and closes the connections. */
  close(): Promise<void>;
};
