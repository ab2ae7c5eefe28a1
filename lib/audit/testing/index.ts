import type { Context } from '@/lib/auth';
import { createSealer } from '@/lib/auth';
import type { Audit, KeyRow, MemberRow } from '@/lib/contract';
import { auditId as asAuditId, organizationId, type Strategy } from '@/lib/core';
import { listKeys } from '@/lib/keys';
import { listMembers } from '@/lib/members';
import type { Simulator } from '@/lib/simulator';
import type { Store } from '@/lib/store';
import { openCredential } from '../credential';
import { getAudit, runAudit, startAudit, type AuditDependencies } from '../index';

const SEALER = createSealer('a secret of the tests, not of anybody else');

/** A context of an owner of the simulated organization. */
export function contextOf(
  store: Store,
  simulator: Simulator,
  options: Partial<Context> = {},
): Context {
  return {
    store,
    organization: { id: organizationId(simulator.orgId), name: simulator.orgName },
    actor: {
      kind: 'session',
      userId: null,
      email: 'owner@acme.example',
      label: 'owner@acme.example',
    },
    credential: () => Promise.resolve(simulator.keys.owner),
    sealer: SEALER,
    proveOwner: () => Promise.resolve(),
    enqueueAudit: () => Promise.resolve(),
    now: () => new Date(),
    ...options,
  };
}

/** What the engine runs with in tests. */
export function dependenciesOf(
  store: Store,
  simulator: Simulator,
  options: Partial<AuditDependencies> = {},
): AuditDependencies {
  return {
    store,
    apiUrl: simulator.url,
    concurrency: 8,
    openCredential: (row) => openCredential(SEALER, row, new Date()),
    now: () => new Date(),
    log: () => undefined,
    ...options,
  };
}

/** Starts an audit and runs it to its end. */
export async function auditOnce(
  store: Store,
  simulator: Simulator,
  options: {
    strategy?: Strategy;
    parentId?: string;
    memberIds?: string[];
    context?: Partial<Context>;
    dependencies?: Partial<AuditDependencies>;
  } = {},
): Promise<Audit> {
  const ctx = contextOf(store, simulator, options.context);
  const { id } = await startAudit(ctx, options);
  await runAudit(
    dependenciesOf(store, simulator, options.dependencies),
    asAuditId(id),
    new AbortController().signal,
  );
  return getAudit(ctx, { auditId: id });
}

const EVERYTHING = { q: null, filters: {}, sort: { column: 'name', direction: 'asc' } } as const;

/** Keys of an audit that may still exist, with `states` those in other states. */
export function keysOf(
  store: Store,
  simulator: Simulator,
  audit: Audit,
  states?: string[],
): Promise<KeyRow[]> {
  const filters: Record<string, string[]> = states === undefined ? {} : { state: states };
  return listKeys(contextOf(store, simulator), {
    auditId: audit.id,
    query: { ...EVERYTHING, filters },
    limit: 1000,
    startingAfter: null,
  });
}

/** Members of an audit. */
export function membersOf(store: Store, simulator: Simulator, audit: Audit): Promise<MemberRow[]> {
  return listMembers(contextOf(store, simulator), {
    auditId: audit.id,
    query: EVERYTHING,
    limit: 1000,
    startingAfter: null,
  });
}

/** Ids of the keys that the simulated organization truly has, sorted. */
export function trueKeyIds(simulator: Simulator): string[] {
  return simulator.organization.keys.map((key) => key.id).sort();
}
