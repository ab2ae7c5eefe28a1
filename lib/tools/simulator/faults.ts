/** Which requests a fault applies to. A missing field doesn't restrict it. */
export type Scope = {
  /** `METHOD /path-template` as in `calls()`, for example `GET /v1/api_key`. */
  paths?: readonly string[];
  /** IDs or emails of the members that a request acts as or asks to impersonate. */
  members?: readonly string[];
  /** From 0 to 1. Deterministic for the seed, path, member and how many such requests came before. */
  probability?: number;
  /** How many matching requests pass before the fault applies. */
  skip?: number;
  /** How many requests it then applies to. After that it is off. */
  first?: number;
  /** Counts `skip` and `first` separately for each member. */
  perMember?: boolean;
};

/** `true` applies everywhere, `false` and `null` nowhere. The first matching entry of a list applies. */
export type Fault<T extends object = object> =
  boolean | null | (T & Scope) | readonly (T & Scope)[];

/** Like {@link Fault}, for faults that need parameters. */
export type ParameterFault<T extends object> = null | (T & Scope) | readonly (T & Scope)[];

export type RetryAfter = number | 'date' | 'missing';

/** Everything that can be made to go wrong. Change it while the simulator runs. */
export type Faults = {
  /** Added to every response. A plain number applies everywhere. */
  latencyMs: number | ParameterFault<{ ms: number; jitterMs?: number }>;
  /** One token bucket for all callers. `retryAfter` is in seconds (default 1), a date, or missing. */
  rateLimit: {
    perSecond: number;
    burst: number;
    retryAfter?: RetryAfter;
    paths?: readonly string[];
  } | null;
  /** Responds with this status. A body starting with `{` is sent as JSON. `retryAfter`: 429 and 503 only. */
  status: ParameterFault<{ status: number; body?: string; retryAfter?: RetryAfter }>;
  /** Cuts the connection, either before the response or in the `middle` of its body. */
  reset: Fault<{ at?: 'start' | 'middle' }>;
  /** Never responds. With `after: 'headers'`, sends the headers and no body. */
  hang: Fault<{ after?: 'nothing' | 'headers' }>;
  /** Sends half of the body, with a Content-Length that matches the half. */
  truncatedJson: Fault;
  /** The server's own maximum page size. */
  pageCap: number | ParameterFault<{ cap: number }>;
  /** Page sizes in order, whatever limit is requested. The last one repeats. */
  pageSizes: ParameterFault<{ sizes: readonly number[] }>;
  /** Responds with this status when a page has more objects than `over`. */
  tooLargePages: ParameterFault<{ over: number; status: 413 | 502 }>;
  /** Any `starting_after` returns the first page again. */
  loopingCursor: Fault;
  /** Ignores `x-bt-impersonate-user`, whatever the strategy says. */
  ignoredHeader: Fault;
  /** These members (IDs or emails), or this many, also belong to another organization. */
  foreignMembers: number | readonly string[];
  /** This many keys of another organization appear in every member's list. */
  foreignKeys: number | ParameterFault<{ count: number }>;
  /** Gives keys and members names that break careless code. See `hostileName`. */
  hostileNames: Fault;
  /** Optional fields are null or absent, enum values are unknown, and dates are in the future. */
  nullEverything: Fault;
  /** Responds with 200 and a body of the wrong kind. */
  wrongShape: WrongShape | ParameterFault<{ kind: WrongShape }>;
  /** `true` gives everyone 503, `refuse` cuts every connection. `forMs` counts from the first request. */
  down: boolean | { mode?: '503' | 'refuse'; forMs?: number };
  /** `GET /v1/api_key` is empty for everyone. */
  emptyForEverybody: Fault;
  /** `DELETE /v1/api_key/{api_key_id}` responds with 200 and the key, but doesn't delete it. */
  deletedKeysLive: Fault;
  /** An impersonated `GET /v1/api_key` returns another member's keys. */
  wrongIdentity: Fault;
  /**
   * Makes people leave (IDs, emails, or a number) and join, once.
   * It happens after the member list was read and `afterKeyLists` (default 1) impersonated key lists were
   * answered.
   * Both count from when this fault was set.
   */
  rosterChange: {
    leave?: number | readonly string[];
    join?: number;
    afterKeyLists?: number;
  } | null;
  /** Added to the `Date` header and to a `Retry-After` date. */
  clockSkewMs: number;
  /** The organization-wide list misses the keys of about half of the members. */
  shortOrgList: boolean;
  /** Objects in lists have a raw `key` field. */
  straySecrets: Fault;
  /** Lifetime of impersonation tokens. `null` means until the simulator closes. */
  tokenTtlMs: number | null;
};

export type WrongShape = 'html' | 'empty' | 'array' | 'object' | 'null' | 'text';

export function noFaults(): Faults {
  return {
    latencyMs: 0,
    rateLimit: null,
    status: null,
    reset: null,
    hang: null,
    truncatedJson: null,
    pageCap: null,
    pageSizes: null,
    tooLargePages: null,
    loopingCursor: null,
    ignoredHeader: null,
    foreignMembers: 0,
    foreignKeys: 0,
    hostileNames: null,
    nullEverything: null,
    wrongShape: null,
    down: false,
    emptyForEverybody: null,
    deletedKeysLive: null,
    wrongIdentity: null,
    rosterChange: null,
    clockSkewMs: 0,
    shortOrgList: false,
    straySecrets: null,
    tokenTtlMs: null,
  };
}
