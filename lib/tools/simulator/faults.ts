/** To which requests a fault applies. What is left out does not narrow. */
export type Scope = {
  /** `METHOD /path-template` as `calls()` names them, e.g. `GET /v1/api_key`. */
  paths?: readonly string[];
  /** Ids or e-mails of the members that a request is about: impersonated, or to be. */
  members?: readonly string[];
  /** 0 to 1; the seed decides, the same for the n-th request about one member on one path. */
  probability?: number;
  /** Lets this many matching requests pass first. */
  skip?: number;
  /** Then strikes this many, and no more. */
  first?: number;
  /** Counts `skip` and `first` for each member by itself. */
  perMember?: boolean;
};

/** `true` is everywhere, `false` and `null` nowhere; several are tried in order. */
export type Fault<T extends object = object> =
  boolean | null | (T & Scope) | readonly (T & Scope)[];

/** As {@link Fault}, where `true` would say too little. */
export type ParameterFault<T extends object> = null | (T & Scope) | readonly (T & Scope)[];

export type RetryAfter = number | 'date' | 'missing';

/** Everything that can be made to go wrong. Change it while the simulator runs. */
export type Faults = {
  /** Added to every answer; a number is everywhere. */
  latencyMs: number | ParameterFault<{ ms: number; jitterMs?: number }>;
  /** One token bucket for all callers. `retryAfter` in seconds (1), as a date, or missing. */
  rateLimit: {
    perSecond: number;
    burst: number;
    retryAfter?: RetryAfter;
    paths?: readonly string[];
  } | null;
  /** Answers with this status instead; a body that begins with `{` goes as JSON. `retryAfter` for 429 and 503. */
  status: ParameterFault<{ status: number; body?: string; retryAfter?: RetryAfter }>;
  /** Cuts the connection: before an answer, or in the `middle` of its body. */
  reset: Fault<{ at?: 'start' | 'middle' }>;
  /** Never answers; `headers`: sends those and no body. */
  hang: Fault<{ after?: 'nothing' | 'headers' }>;
  /** Ends the body half-way, with a fitting Content-Length. */
  truncatedJson: Fault;
  /** The server's own most objects a page. */
  pageCap: number | ParameterFault<{ cap: number }>;
  /** Pages of these sizes, one after the other, whatever is asked for; the last size repeats. */
  pageSizes: ParameterFault<{ sizes: readonly number[] }>;
  /** A page of more objects than this is answered with the status instead, 413 or 502. */
  tooLargePages: ParameterFault<{ over: number; status: 413 | 502 }>;
  /** Any `starting_after` brings the first page again. */
  loopingCursor: Fault;
  /** `x-bt-impersonate-user` is taken for nothing, whatever the strategy says. */
  ignoredHeader: Fault;
  /** These members (ids or e-mails), or so many, also belong to another organization. */
  foreignMembers: number | readonly string[];
  /** So many keys of another organization stand in every member's list. */
  foreignKeys: number | ParameterFault<{ count: number }>;
  /** Keys and members bear names that break careless code. See `hostileName`. */
  hostileNames: Fault;
  /** Optional fields null or absent, unknown enum values, dates in the future. */
  nullEverything: Fault;
  /** Answers 200 with a body of the wrong kind. */
  wrongShape: WrongShape | ParameterFault<{ kind: WrongShape }>;
  /** `true`: 503 for everybody. `refuse` cuts every connection. `forMs` counts from the first request. */
  down: boolean | { mode?: '503' | 'refuse'; forMs?: number };
  /** `GET /v1/api_key` is empty for everybody. */
  emptyForEverybody: Fault;
  /** `DELETE /v1/api_key/{api_key_id}` answers 200 with the key, which lives on. */
  deletedKeysLive: Fault;
  /** An impersonated `GET /v1/api_key` answers with another member's keys. */
  wrongIdentity: Fault;
  /**
   * People leave (ids, e-mails, or so many) and join, once: when, since this was set, the roster was
   * listed and then `afterKeyLists` impersonated key lists were answered (1).
   */
  rosterChange: {
    leave?: number | readonly string[];
    join?: number;
    afterKeyLists?: number;
  } | null;
  /** Added to the `Date` header and to a `Retry-After` date. */
  clockSkewMs: number;
  /** The org-wide list lacks the keys of about half of the members. */
  shortOrgList: boolean;
  /** List answers carry a raw `key` field. */
  straySecrets: Fault;
  /** Impersonation tokens live so long. `null`: as long as the simulator. */
  tokenTtlMs: number | null;
};

export type WrongShape = 'html' | 'empty' | 'array' | 'object' | 'null' | 'text';

/** Nothing goes wrong. */
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
