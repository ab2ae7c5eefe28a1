import type { Context } from '@/lib/features/context';
import { createSealer } from '@/lib/platform/sealing/sealing';
import type { Audit, KeyRow, MemberRow } from '@/lib/contract';
import { auditId as asAuditId, organizationId, type Strategy } from '@/lib/domain/core';
import { listKeys } from '@/lib/features/keys';
import { listMembers } from '@/lib/features/members';
import type { Simulator } from '@/lib/tools/simulator';
import { schema, type Store } from '@/lib/platform/database';
import { asc, eq } from '@/lib/platform/database/sql';
import { openCredential } from '../run/credential';
import { getAudit, runAudit, startAudit, type AuditDependencies } from '../index';

/** The sealer of the tests. */
export const SEALER = createSealer('a secret of the tests, not of anybody else');

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
    enqueueReEvaluation: () => Promise.resolve(),
    now: () => new Date(),
    ...options,
  };
}

export function dependenciesOf(
  store: Store,
  simulator: Simulator,
  options: Partial<AuditDependencies> = {},
): AuditDependencies {
  return {
    store,
    apiUrl: simulator.url,
    concurrency: 8,
    openCredential: (row) => openCredential({ sealer: SEALER, store }, row, new Date()),
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

/** Keys of an audit that may still exist, or those in `states`. */
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

export function membersOf(store: Store, simulator: Simulator, audit: Audit): Promise<MemberRow[]> {
  return listMembers(contextOf(store, simulator), {
    auditId: audit.id,
    query: EVERYTHING,
    limit: 1000,
    startingAfter: null,
  });
}

/** Sorted ids of the keys that the simulated organization really has. */
export function trueKeyIds(simulator: Simulator): string[] {
  return simulator.organization.keys.map((key) => key.id).sort();
}

/** Every stored row of an audit. */
export async function rowsOf(store: Store, auditId: string) {
  const id = asAuditId(auditId);
  const { auditChanges, auditFindings, auditKeys, auditMembers, audits } = schema;
  const { db } = store;
  return {
    audit: await db.select().from(audits).where(eq(audits.id, id)),
    members: await db
      .select()
      .from(auditMembers)
      .where(eq(auditMembers.auditId, id))
      .orderBy(asc(auditMembers.memberId)),
    keys: await db
      .select()
      .from(auditKeys)
      .where(eq(auditKeys.auditId, id))
      .orderBy(asc(auditKeys.keyId)),
    findings: await db
      .select()
      .from(auditFindings)
      .where(eq(auditFindings.auditId, id))
      .orderBy(asc(auditFindings.id)),
    changes: await db
      .select()
      .from(auditChanges)
      .where(eq(auditChanges.auditId, id))
      .orderBy(asc(auditChanges.keyId)),
  };
}

/** The result of an audit without values that differ from run to run, to compare two audits. */
export async function resultOf(store: Store, auditId: string) {
  const { audit, members, keys, findings } = await rowsOf(store, auditId);
  return {
    audit: audit.map((row) => [
      row.status,
      row.membersAudited,
      row.membersBlocked,
      row.membersFailed,
      row.keysSeen,
      row.foreignKeysLeftOut,
      row.verdictCounts,
      row.severityCounts,
    ]),
    members: members.map((row) => [row.memberId, row.state, row.reason, row.keys, row.owner]),
    keys: keys.map((row) => [row.keyId, row.holderId, row.state, row.verdict, row.severity]),
    findings: findings.map((row) => [row.id, row.severity]),
  };
}
