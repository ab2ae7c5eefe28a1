import type { AuditWait, KeyId, MemberId, OrganizationId } from '@/lib/domain/core';
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

/** The identity that a call is made with. Without one, it's the caller's own. Tokens stay in memory. */
export type Impersonation =
  { kind: 'token'; token: string } | { kind: 'header'; memberId: MemberId };

/** Metadata of one API key as the data plane sent it, not yet attributed to a member. */
export type UpstreamKey = {
  id: KeyId;
  /** May be any text, including empty. NUL and lone surrogates are replaced by U+FFFD. */
  name: string;
  preview: string;
  /** `null` if missing or not a date. */
  createdAt: Date | null;
  /** The original value, if it wasn't a date. */
  createdRaw?: string;
  expiry: Expiry;
  userId: MemberId | null;
  userEmail: string | null;
  /** `null` if the key isn't bound to one organization. */
  organizationId: OrganizationId | null;
};

/** Who a key or token belongs to, according to the data plane. */
export type SelfIdentity = {
  id: MemberId | null;
  email: string | null;
  organizations: Organization[];
};

/** An organization from the app's login call, with the address of its data plane. */
export type AppOrganization = Organization & { apiUrl: string | null };

/**
 * Counts for one operation. `calls`: HTTP requests, including retries. `refused429`: how many of these got
 * a 429. `retried`: how many of these were retries. `failed`: client calls that ended in an error,
 * unless the error says that the data plane doesn't have an optional call.
 */
export type CallCount = { calls: number; refused429: number; retried: number; failed: number };
export type CallCounts = Record<OperationName, CallCount>;

/** One log entry. It never contains a key, a token, a query or a body. */
export type ClientLogEntry = {
  level: 'debug' | 'info' | 'warn';
  event: 'retry' | 'paused' | 'resumed';
  operation: OperationName | null;
  status: number | null;
  waitMs: number | null;
  detail: string | null;
};

/** The client's limits. *Units*: ms, except where the name says otherwise. */
export type ClientLimits = {
  connectTimeoutMs: number;
  headersTimeoutMs: number;
  /** The longest silence while a body is received. */
  bodyTimeoutMs: number;
  /** The longest time for one request, from start to last byte. */
  attemptTimeoutMs: number;
  /** The largest body of one answer. */
  maxBodyBytes: number;
  /** The number of objects to request per page. */
  pageSize: number;
  /** The most objects in one list. */
  maxObjects: number;
  /** The most attempts for one call while the upstream otherwise answers. */
  maxAttempts: number;
  /** How long one call is retried during an outage. Sign-in uses a short time. */
  outagePatienceMs: number;
  /** How long one call is retried after 429 answers. */
  rateLimitPatienceMs: number;
  /** The first wait of the exponential backoff; `backoffMaxMs` is the longest. */
  backoffBaseMs: number;
  backoffMaxMs: number;
};

export type BraintrustClientOptions = {
  /** Base URL of the data plane, where the key is sent. Must be https, except on loopback. */
  apiUrl: string;
  /** Base URL of the app for the login call, or `null` to never make that call. */
  appUrl: string | null;
  apiKey: string;
  /** The most requests in flight; 16 by default. */
  concurrency?: number;
  /** Key lists are known to continue after short pages, so each is read to its end. */
  shortPagesContinue?: boolean;
  /** Aborts everything that this client does. */
  signal?: AbortSignal;
  log?: (entry: ClientLogEntry) => void;
  limits?: Partial<ClientLimits>;
  clock?: Clock;
};

type Signal = { signal?: AbortSignal };
type OfOrganization = Signal & { orgName: string };

/**
 * Reads from Braintrust's API. Each method returns the complete answer or throws.
 * *Errors*: `AppError` with `details: {operation, status, kind}`: `wrong-key` (401), `upstream-refused`
 * (another 4xx), `upstream-rate-limited`, `upstream-error` (5xx), `upstream-unreachable`,
 * `upstream-timeout`, `upstream-unexpected-answer` (`details.kind` is an `UnexpectedKind`), `aborted`.
 */
export type BraintrustClient = {
  /** Who the key or the impersonated identity is, or `null` if this data plane doesn't have the call. */
  selfMe(as?: Impersonation, options?: Signal): Promise<SelfIdentity | null>;
  /** The key's organizations according to the app, or `null` if there is no app URL or no such call. */
  appLogin(options?: Signal): Promise<{ organizations: AppOrganization[] } | null>;
  /** The organizations that the key can access. */
  listOrganizations(options?: Signal): Promise<Organization[]>;
  /** The complete member list, each member once. */
  listMembers(options: OfOrganization): Promise<Member[]>;
  listGroups(options: OfOrganization): Promise<Group[]>;
  listRoles(options: OfOrganization): Promise<Role[]>;
  listAcls(options: OfOrganization): Promise<Acl[]>;
  listProjects(options: OfOrganization): Promise<Project[]>;
  listServiceTokens(options: OfOrganization): Promise<ServiceToken[]>;
  /** Returns a token that acts as this member. Keep it in memory only. */
  impersonate(
    id: MemberId,
    options?: Signal & { mayBeAbsent?: boolean },
  ): Promise<{ token: string }>;
  /**
   * The keys of the key's holder or the impersonated member, read until a page is empty.
   * *Errors*: kind `too-many-keys` for more than `maxKeys`.
   */
  listKeys(
    options?: Signal & { as?: Impersonation; orgName?: string; maxKeys?: number },
  ): Promise<UpstreamKey[]>;
  /**
   * The keys of one member of many. With `endedEarly`, a short page was taken for the last one, because no
   * page followed a short one in this client's first lists.
   */
  listMemberKeys(
    options: Signal & { as: Impersonation; maxKeys?: number },
  ): Promise<{ keys: UpstreamKey[]; endedEarly: boolean }>;
  /** Why requests have to wait for seconds; `null` if they don't. */
  waitingFor(): AuditWait | null;
  /** True once a key list continued after a short page. Lists that ended early may then be incomplete. */
  shortPagesContinue(): boolean;
  /** The org-wide key list, or `null` without such an endpoint. An empty or short list proves nothing. */
  listOrganizationKeys(
    options: Signal & { organizationId: OrganizationId; maxKeys?: number },
  ): Promise<UpstreamKey[] | null>;
  /** The calls made so far. */
  calls(): CallCounts;
  /** Ends calls in progress as `aborted` and closes the connections. */
  close(): Promise<void>;
};
