import type { ServerResponse } from 'node:http';
import {
  addKey,
  addKeys,
  addMember,
  addServiceToken,
  multiplyKeys,
  removeKey,
  removeMember,
} from './change-organization';
import { noFaults } from './faults';
import { defaultStrategies } from './options';
import type { ApiKeyRecord, OrganizationData, ServiceTokenRecord, UserRecord } from './records';
import * as page from './settings-page';
import type { Simulator } from './simulator';

/** Path prefix of the requests by which another process changes a simulator started with `control: true`. */
export const CONTROL_PREFIX = '/__simulator/';

/**
 * Body of `POST /__simulator/organization`. Several changes may be combined; they run in this order.
 * `revoke` takes a secret of `keys`, or the name of its field.
 */
type OrganizationChange = {
  addMember?: Partial<UserRecord>;
  removeMember?: string;
  addKey?: Partial<ApiKeyRecord>;
  addKeys?: Partial<ApiKeyRecord> & { count: number };
  multiplyKeys?: number;
  removeKey?: string;
  addServiceToken?: Partial<ServiceTokenRecord>;
  revoke?: string;
  createGroup?: Given<typeof page.createGroup>;
  createServiceAccount?: Given<typeof page.createServiceAccount>;
  createServiceToken?: Given<typeof page.createServiceToken>;
  addToGroup?: Given<typeof page.addToGroup>;
  grantDirectly?: Given<typeof page.grantDirectly>;
  /** ID or name; the same applies to `deleteServiceToken`. */
  deleteProject?: string;
  deleteServiceToken?: string;
};
type Given<Act extends (organization: OrganizationData, given: never) => unknown> =
  Parameters<Act>[1];

type ControlRequest = { method: string; path: string; body: unknown };

/** Answers one control request with JSON. Control requests aren't counted in `calls()`. */
export function answerControl(
  simulator: Simulator,
  { method, path, body }: ControlRequest,
  response: ServerResponse,
): void {
  const given = typeof body === 'object' && body !== null ? body : {};
  const action = actions[`${method} ${path}`];
  const result = action && outcomeOf(() => action(simulator, given));
  const text = JSON.stringify(result ?? { error: `No such control: ${method} ${path}` });
  const isError = typeof result === 'object' && result !== null && 'error' in result;
  response.writeHead(action === undefined ? 404 : isError ? 400 : 200, {
    'content-type': 'application/json',
  });
  response.end(text);
}

/** Returns the action's result. A thrown error, such as an unknown name, becomes `{ error }`. */
function outcomeOf(act: () => unknown): unknown {
  try {
    return act();
  } catch (error) {
    return { error: error instanceof Error ? error.message : String(error) };
  }
}

const actions: Record<string, ((simulator: Simulator, given: object) => unknown) | undefined> = {
  'GET calls': (simulator) => simulator.calls(),
  'GET requests': (simulator) => simulator.requests(),
  'GET organization': (simulator) => simulator.organization,
  'GET faults': (simulator) => simulator.faults,
  'GET strategies': (simulator) => simulator.strategies,
  'GET keys': (simulator) => simulator.keys,
  'POST reset-calls': (simulator) => {
    simulator.resetCalls();
    return simulator.calls();
  },
  'POST faults': (simulator, given) => merge(simulator.faults, given, noFaults()),
  'POST strategies': (simulator, given) => merge(simulator.strategies, given, defaultStrategies),
  'POST organization': changeOrganization,
  /** Refuses connections for `forMs` milliseconds (1,000 by default). */
  'POST outage': (simulator, given) => {
    const forMs = 'forMs' in given && typeof given.forMs === 'number' ? given.forMs : 1000;
    // Wait until this response has been sent.
    setTimeout(() => {
      void simulator.goDown().then(() => {
        setTimeout(() => void simulator.listenAgain(), forMs);
      });
    }, 20);
    return { forMs };
  },
};

/** Merges the given fields; `{}` restores all defaults. An unknown field name is an error. */
function merge(current: object, given: object, initial: object): object {
  const unknown = Object.keys(given).filter((name) => !(name in initial));
  if (unknown.length > 0) return { error: `Unknown: ${unknown.join(', ')}` };
  return Object.assign(current, Object.keys(given).length === 0 ? initial : given);
}

function changeOrganization(simulator: Simulator, change: OrganizationChange) {
  const { organization } = simulator;
  return {
    addMember: change.addMember && addMember(organization, change.addMember),
    removeMember:
      change.removeMember === undefined
        ? undefined
        : (removeMember(organization, change.removeMember) ?? null),
    addKey: change.addKey && addKey(organization, change.addKey),
    addKeys: change.addKeys && addManyKeys(organization, change.addKeys).length,
    multiplyKeys: change.multiplyKeys && multiplyKeys(organization, change.multiplyKeys),
    removeKey:
      change.removeKey === undefined
        ? undefined
        : (removeKey(organization, change.removeKey) ?? null),
    addServiceToken:
      change.addServiceToken && addServiceToken(organization, change.addServiceToken),
    revoked: change.revoke === undefined ? undefined : revoke(simulator, change.revoke),
    ...settingsPage(organization, change),
  };
}

/** Runs the actions of Braintrust's settings page, in this order. */
function settingsPage(organization: OrganizationData, change: OrganizationChange) {
  return {
    createGroup: change.createGroup && page.createGroup(organization, change.createGroup),
    createServiceAccount:
      change.createServiceAccount &&
      page.createServiceAccount(organization, change.createServiceAccount),
    createServiceToken:
      change.createServiceToken && page.createServiceToken(organization, change.createServiceToken),
    addToGroup: change.addToGroup && page.addToGroup(organization, change.addToGroup),
    grantDirectly: change.grantDirectly && page.grantDirectly(organization, change.grantDirectly),
    deleteProject: change.deleteProject && page.deleteProject(organization, change.deleteProject),
    deleteServiceToken:
      change.deleteServiceToken && page.deleteServiceToken(organization, change.deleteServiceToken),
  };
}

function addManyKeys(
  organization: OrganizationData,
  { count, ...given }: Partial<ApiKeyRecord> & { count: number },
) {
  return addKeys(organization, count, given);
}

function revoke(simulator: Simulator, named: string): boolean {
  const fields = Object.entries(simulator.keys);
  const secret = fields.find(([field, value]) => field === named || value === named)?.[1];
  if (secret === undefined) return false;
  simulator.revoke(secret);
  return true;
}
