import { readAccess, type AuditRow } from '@/lib/features/audits';
import { AppError, type AuditId, type OrganizationId } from '@/lib/domain/core';
import {
  judgePlan,
  nextState,
  observeContext,
  type KeyList,
  type ObservedFacts,
  type Plan,
} from '@/lib/domain/replacement-plan';
import { waitForDeletion } from '@/lib/features/organizations';
import { schema, type Store, type Transaction } from '@/lib/platform/database';
import { and, asc, eq } from '@/lib/platform/database/sql';
import { writeChange } from './change-replacement';
import { readHolders } from './read-holders';
import { isReadable, readStored, type Replacement } from './stored-replacement';

const { audits, replacements } = schema;

/**
 * Checks every plan of an organization against one audit. It completes the steps that the audit saw and
 * reopens those that no longer hold. The revision stays, so an owner who is editing loses nothing.
 *
 * Each plan has its own transaction, so a failure doesn't affect other plans. Repeating it is safe.
 * *Errors*: `internal` if a plan couldn't be checked; the next call retries it.
 */
export async function checkReplacements(
  { store, now, log }: PlanCheckDependencies,
  auditId: AuditId,
  signal: AbortSignal,
): Promise<void> {
  const [audit] = await store.db.select().from(audits).where(eq(audits.id, auditId));
  if (audit === undefined || !hasEnded(audit) || !audit.planChecksPending) return;
  const plans = await loadPlans(store, audit.organizationId);
  const observed = plans.length === 0 ? null : await observe(store, audit, plans);
  const failed: string[] = [];
  for (const { row } of plans) {
    signal.throwIfAborted();
    if (observed === null) break;
    try {
      await store.transaction((tx) => checkPlan(tx, row.id, { audit, observed, at: now() }));
    } catch (error) {
      failed.push(row.id);
      log('error', 'a plan could not be checked', { auditId, replacementId: row.id, error });
    }
  }
  if (failed.length > 0) {
    throw new AppError('internal', 'Couldn’t check some of the replacement plans.', {
      message: `${failed.length} of ${plans.length} plans could not be checked`,
    });
  }
  await store.db.update(audits).set({ planChecksPending: false }).where(eq(audits.id, auditId));
}

export type PlanCheckDependencies = {
  store: Store;
  now: () => Date;
  log: (level: 'error', message: string, details: object) => void;
};

/** Audits whose plans still have to be checked, oldest first. */
export async function auditsToCheckPlans(store: Store): Promise<AuditId[]> {
  const rows = await store.db
    .select({ id: audits.id })
    .from(audits)
    .where(eq(audits.planChecksPending, true))
    .orderBy(asc(audits.finishedAt));
  return rows.map(({ id }) => id);
}

/** Skips unreadable plans; opening one shows an error. */
async function loadPlans(store: Store, organizationId: OrganizationId): Promise<Replacement[]> {
  const rows = await store.db
    .select()
    .from(replacements)
    .where(eq(replacements.organizationId, organizationId))
    .orderBy(asc(replacements.id));
  return rows.filter(isReadable).map(readStored);
}

type EndedAudit = AuditRow & { finishedAt: Date };

const hasEnded = (audit: AuditRow): audit is EndedAudit => audit.finishedAt !== null;

async function observe(
  store: Store,
  audit: EndedAudit,
  plans: readonly Replacement[],
): Promise<ObservedFacts> {
  const { context } = await readAccess(store.db, audit);
  const holders = plans.flatMap(({ plan }) => plan.keys.map(({ holder_id }) => holder_id));
  const keysOf = await readHolders(store.db, audit, new Set(holders));
  return observeContext(context, audit.organizationId, { keysOf, at: audit.finishedAt });
}

async function checkPlan(
  tx: Transaction,
  id: string,
  { audit, observed, at }: { audit: EndedAudit; observed: ObservedFacts; at: Date },
): Promise<void> {
  const { organizationId, finishedAt } = audit;
  await waitForDeletion(tx, organizationId);
  const [row] = await tx
    .select()
    .from(replacements)
    .where(and(eq(replacements.id, id), eq(replacements.organizationId, organizationId)))
    .for('update');
  if (row === undefined || !isReadable(row)) return;
  const current = readStored(row);
  const evaluated = current.state.evaluated_at ?? current.state.checked_at;
  // Skip the plan if this or a later audit has already checked it, or if it was created after this audit.
  if (evaluated !== null && new Date(evaluated) >= finishedAt) return;
  if (row.createdAt > finishedAt) return;
  const keysOf = provable(audit, current.plan, observed.keysOf);
  const next = nextState(current.plan, current.state, {
    type: 'checked',
    ...judgePlan(current.plan, { ...observed, keysOf }),
    by: audit.startedBy,
    at: finishedAt.toISOString(),
  });
  if (!next.ok) return;
  const change = { plan: current.plan, state: next.state, what: 'the check results' };
  await writeChange(tx, current, change, { label: audit.startedBy, at, audit: audit.id });
}

/** An unconfirmed list proves that a key still exists, but not that one is gone. */
function provable(
  { confirmed }: AuditRow,
  plan: Plan,
  keysOf: ReadonlyMap<string, KeyList>,
): ReadonlyMap<string, KeyList> {
  if (confirmed) return keysOf;
  const proved = new Map(keysOf);
  for (const { id, holder_id } of plan.keys) {
    const list = keysOf.get(holder_id);
    if (list?.read !== true || list.value.has(id)) continue;
    proved.set(holder_id, {
      read: false,
      reason: 'this audit couldn’t confirm that its key lists are complete',
    });
  }
  return proved;
}
