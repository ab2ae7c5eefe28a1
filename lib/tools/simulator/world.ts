import type { Credential, ImpersonationToken } from './credentials';
import type { Directory } from './directory';
import type { FaultGate, Occasion } from './fault-gate';
import type { Faults } from './faults';
import type { Strategies } from './options';
import type { OrganizationData } from './records';

/** Everything that one simulator holds; what answers a request gets this and the request. */
export type World = {
  seed: number;
  /** The audited organization, which is the first of `organizations`. */
  organization: OrganizationData;
  organizations: readonly OrganizationData[];
  directory: Directory;
  /** By their secret. */
  credentials: Map<string, Credential>;
  /** By their text. */
  tokens: Map<string, ImpersonationToken>;
  faults: Faults;
  strategies: Strategies;
  gate: FaultGate;
  /** `api_url` of the login's answer; known once the port is. */
  apiUrl: string;
  roster: RosterWatch;
};

/** How far an audit has come, for the fault `rosterChange`. */
type RosterWatch = {
  /** The fault that the rest counts for. */
  of: Faults['rosterChange'];
  listed: boolean;
  keyLists: number;
  done: boolean;
};

/** One answer before it meets the network. */
export type Reply = { status: number; type: string; body: string; headers?: string[] };

/** One request, understood. */
export type Call = Occasion & {
  query: URLSearchParams;
  /** The `{…_id}` of the path. */
  id: string;
  body: unknown;
};

/** An answer in JSON. */
export function json(value: unknown, status = 200): Reply {
  return { status, type: 'application/json; charset=utf-8', body: JSON.stringify(value) };
}

/** An answer in words, as Braintrust gives errors. */
export function text(status: number, body: string): Reply {
  return { status, type: 'text/plain; charset=utf-8', body };
}

/** The answer of a route that is not there. */
export function absentRoute({ strategies }: Pick<World, 'strategies'>): Reply {
  return strategies.absentRoute === 'gateway'
    ? json({ message: 'Missing Authentication Token' }, 403)
    : text(404, 'Not found');
}
