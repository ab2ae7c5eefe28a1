import type { Credential, ImpersonationToken } from './credentials';
import type { Directory } from './directory';
import type { FaultGate, Occasion } from './fault-gate';
import type { Faults } from './faults';
import type { Strategies } from './options';
import type { OrganizationData } from './records';

/** The state of one simulator. Handlers get it with each request. */
export type World = {
  seed: number;
  /** The audited organization, which is the first of `organizations`. */
  organization: OrganizationData;
  organizations: readonly OrganizationData[];
  directory: Directory;
  /** Keyed by secret. */
  credentials: Map<string, Credential>;
  /** Impersonation tokens, keyed by the token's text. */
  tokens: Map<string, ImpersonationToken>;
  /** Secrets of new service tokens that the settings page has yet to show once, by a random ID. */
  newTokens: Map<string, string>;
  faults: Faults;
  strategies: Strategies;
  gate: FaultGate;
  /** `api_url` in the login's response. Set once the port is known. */
  apiUrl: string;
  roster: RosterWatch;
};

/** How far an audit has come, for the fault `rosterChange`. */
type RosterWatch = {
  /** The fault that the other fields are counted for. */
  of: Faults['rosterChange'];
  listed: boolean;
  keyLists: number;
  done: boolean;
};

/** One response, before network faults are applied. */
export type Reply = { status: number; type: string; body: string; headers?: string[] };

export type Call = Occasion & {
  query: URLSearchParams;
  /** The `{…_id}` in the path. */
  id: string;
  body: unknown;
};

export function json(value: unknown, status = 200): Reply {
  return { status, type: 'application/json; charset=utf-8', body: JSON.stringify(value) };
}

/** A plain-text response, which is how Braintrust sends errors. */
export function text(status: number, body: string): Reply {
  return { status, type: 'text/plain; charset=utf-8', body };
}

/** The response of a route that this data plane doesn't have. */
export function absentRoute({ strategies }: Pick<World, 'strategies'>): Reply {
  return strategies.absentRoute === 'gateway'
    ? json({ message: 'Missing Authentication Token' }, 403)
    : text(404, 'Not found');
}
