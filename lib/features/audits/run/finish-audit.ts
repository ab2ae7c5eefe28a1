import { recordActivity } from '@/lib/features/activity';
import type { AuditStatus, MemberId } from '@/lib/domain/core';
import type { Key } from '@/lib/domain/organization';
import { lockJudgement } from '@/lib/features/organizations';
import { schema, type Database, type Store, type Transaction } from '@/lib/platform/database';
import { and, eq, inArray, isNotNull, sql } from '@/lib/platform/database/sql';
import { outcomeOf } from './audit-outcome';
import { evaluateAudit, evaluationColumns, type Evaluated } from '../judge/evaluate-audit';
import { readReopened, recordNewFindings, reopenFindings } from '../judge/finding-history';
import { findResolved, lookedAt, resolveFindings } from '../judge/finding-life';
import { checkKeyLists, isKeyListDoubt } from './key-lists';
import { loadJudgement } from '../judge/load-settings';
import type { InPart } from '../judge/in-part';
import { writeEvaluation } from '../judge/write-evaluation';
import type { ReadAccess } from './member-access';
import type { OwnKey } from './own-key';
import {
  loadPrevious,
  readFirstSeen,
  writeReconciliation,
  type PreviousAudit,
} from './previous-audit';
import { reconcile, type Reconciliation } from './new-and-gone-keys';
import { recordImpersonations } from './record-impersonations';
import type { AuditDependencies } from './audit-dependencies';
import type { AuditRow } from '../read/to-wire';
import { writeCoverage } from './work-list';

const { auditChanges, auditFindings, auditKeys, auditMembers, audits, findings } = schema;

type End = {
  store: Store;
  audit: AuditRow;
  access: ReadAccess;
  calls: schema.StoredCalls;
  rosterUnread: string | null;
  ownKey: OwnKey;
  callerId: MemberId | null;
  now: () => Date;
  enqueuePlanChecks?: AuditDependencies['enqueuePlanChecks'];
};

/**
 * Ends an audit once every member has been tried: evaluates it by the current settings and decisions, compares it with
 * the previous audit, and deletes its sealed copy of the key.
 *
 * The evaluation is written in short transactions, and one more makes all of it the result. If settings or decisions
 * change before that one, the audit is evaluated again.
 *
 * The audit is complete when every member is audited. It is partial when some are not, or a list couldn't be
 * confirmed or read again. It fails when no one was audited, so that a blank never replaces a result.
 */
export async function finishAudit(end: End): Promise<void> {
  const { store, audit } = end;
  const observed = end.now();
  const inPart: InPart = (write) =>
    store.transaction(async (tx) => {
      if (await isRunning(tx, audit.id)) await write(tx);
    });
  await recordNewFindings(store, audit.organizationId);
  for (let ended = false; !ended;) {
    await inPart((tx) => writeCoverage(tx, audit.id));
    const [row] = await store.db.select().from(audits).where(eq(audits.id, audit.id));
    if (row?.finishedAt !== null) return;
    const at = { now: observed, today: observed };
    const evaluated = await evaluateAudit(store.db, row, at, end.access);
    const noOneAudited = evaluated.snapshot.members.every(({ state }) => state !== 'audited');
    const previous = noOneAudited ? null : await loadPrevious(store.db, row);
    const firstSeen = await readFirstSeen(store.db, row, previous, evaluated.snapshot.keys);
    await writeEvaluation(store.db, inPart, row, evaluated, firstSeen);
    ended = await writeEnd(end, { row, observed, evaluated, previous });
  }
  await store.analyze([auditMembers, auditKeys, auditFindings, auditChanges]);
  // After that, because without statistics each part would read all findings of the audit.
  await recordNewFindings(store, audit.organizationId);
  await store.analyze([findings]);
}

/** *Shape*: false if the judgement changed since the evaluation, so that nothing was written. */
async function writeEnd(
  { store, ...end }: End,
  {
    row,
    observed,
    evaluated,
    previous,
  }: { row: AuditRow; observed: Date; evaluated: Evaluated; previous: PreviousAudit | null },
): Promise<boolean> {
  const { snapshot, evaluation, judgement } = evaluated;
  const { members, keys } = snapshot;
  const lists = await confirmLists(store.db, row, { ...end, keys, previous });
  const outcome = outcomeOf({ ...row, ...lists }, members, end.rosterUnread);
  const after = { ...row, ...lists, previousId: previous?.id ?? null };
  const compared = reconcile({
    before: previous?.keys ?? null,
    since: previous?.since ?? null,
    now: keys,
    roster: new Map(members.map((m) => [m.id, { state: m.state, left: m.roster === 'left' }])),
    confirmed: lists.confirmed,
  });
  const looked = () => lookedAt(snapshot, compared, evaluation);
  const resolved = await findResolved(store.db, after, looked);
  const reopened = await readReopened(store.db, row);
  return store.transaction(async (tx) => {
    await lockJudgement(tx, row.organizationId);
    if (!(await isRunning(tx, row.id))) return true;
    const current = await loadJudgement(tx, row.organizationId);
    if (current.fingerprint !== judgement.fingerprint) return false;
    if (previous !== null) await writeReconciliation(tx, row, previous, compared);
    const checkPlans = outcome.status !== 'failed' && end.enqueuePlanChecks !== undefined;
    // Taken as late as possible: in a large organization, writing takes longer than reading.
    const finishedAt = end.now();
    if (outcome.status !== 'failed') {
      await resolveFindings(tx, after, finishedAt, resolved);
      await reopenFindings(tx, row, finishedAt, reopened);
    }
    const columns = evaluationColumns(evaluated, observed);
    await tx
      .update(audits)
      .set({
        ...outcome,
        ...lists,
        ...columns,
        verdictCountsAtFinish: columns.verdictCounts,
        previousId: after.previousId,
        observedAt: observed,
        finishedAt,
        planChecksPending: checkPlans,
        historyPending: outcome.status !== 'failed',
        calls: end.calls,
        sealedCredential: null,
        credentialExpiresAt: null,
        keysSeen: keys.length,
        keysNotSeen: compared.carried.filter((key) => key.state !== 'gone').length,
        changeCounts: changeCounts(previous === null ? null : compared),
      })
      .where(eq(audits.id, row.id));
    await recordEnd(tx, row, outcome.status, keys.length, finishedAt);
    if (checkPlans) {
      await end.enqueuePlanChecks?.(tx, { auditId: row.id, organizationId: row.organizationId });
    }
    return true;
  });
}

/** Whether the audit hasn't ended. If so, nobody deletes it until the transaction ends. */
async function isRunning(tx: Transaction, id: AuditRow['id']): Promise<boolean> {
  const { rows } = await tx.execute(
    sql`select id from audits where id = ${id}::uuid and finished_at is null for key share`,
  );
  return rows.length > 0;
}

/** Decides whether keys that are missing from this audit's lists count as gone. */
async function confirmLists(
  db: Database,
  row: AuditRow,
  of: {
    ownKey: OwnKey;
    callerId: MemberId | null;
    keys: readonly Key[];
    previous: PreviousAudit | null;
  },
): Promise<Pick<AuditRow, 'confirmed' | 'keyLists'>> {
  const keyLists = checkKeyLists({
    ...of,
    before: row.keyLists,
    caller: of.callerId && (await findImpersonated(db, row, of.callerId)),
    previous: of.previous?.since ?? of.previous?.keys ?? null,
  });
  return { keyLists, confirmed: row.confirmed && !isKeyListDoubt(keyLists) };
}

/** The member, if this audit itself read their list by impersonation. */
async function findImpersonated(
  db: Database,
  row: AuditRow,
  memberId: MemberId,
): Promise<{ id: string } | null> {
  const [found] = await db
    .select({ id: auditMembers.memberId })
    .from(auditMembers)
    .where(
      and(
        eq(auditMembers.auditId, row.id),
        eq(auditMembers.memberId, memberId),
        eq(auditMembers.state, 'audited'),
        isNotNull(auditMembers.askedAt),
        inArray(auditMembers.via, ['token', 'header']),
      ),
    );
  return found ?? null;
}

function changeCounts(
  compared: Reconciliation | null,
): { new: number; gone: number; changed: number } | null {
  if (compared === null) return null;
  const counts = { new: 0, gone: 0, changed: 0 };
  for (const change of compared.changes) counts[change.kind] += 1;
  return counts;
}

async function recordEnd(
  tx: Transaction,
  row: AuditRow,
  status: AuditStatus,
  keys: number,
  at: Date,
): Promise<void> {
  await recordImpersonations(tx, row, at);
  await recordActivity(tx, {
    organizationId: row.organizationId,
    actor: row.startedBy,
    action: 'audit-finished',
    auditId: row.id,
    details: { status, keys, audited: row.membersAudited, members: row.membersTotal },
    at,
  });
}
