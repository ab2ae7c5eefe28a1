import { recordActivity } from '@/lib/features/activity';
import type { AuditStatus, MemberId } from '@/lib/domain/core';
import type { Key } from '@/lib/domain/organization';
import { lockJudgement } from '@/lib/features/organizations';
import { schema, type Store, type Transaction } from '@/lib/platform/database';
import { and, eq, inArray, isNotNull } from '@/lib/platform/database/sql';
import { outcomeOf } from './audit-outcome';
import { openFindings } from '../judge/finding-history';
import { lookedAt, resolveFindings } from '../judge/finding-life';
import { judgeAudit } from '../judge/judge-audit';
import { checkKeyLists, isKeyListDoubt } from './key-lists';
import { loadSnapshot } from '../judge/load-snapshot';
import type { ReadAccess } from './member-access';
import type { OwnKey } from './own-key';
import {
  keepFirstSeen,
  loadPrevious,
  writeReconciliation,
  type PreviousAudit,
} from './previous-audit';
import { reconcile, type Reconciliation } from './new-and-gone-keys';
import { recordImpersonations } from './record-impersonations';
import type { AuditDependencies } from './run';
import type { AuditRow } from '../read/to-wire';
import { writeCoverage } from './work-list';

const { auditChanges, auditFindings, auditKeys, auditMembers, audits, findings } = schema;

/**
 * Ends an audit once every member has been tried.
 *
 * One transaction compares it with the previous audit, evaluates it by the current settings and decisions,
 * writes everything, and deletes its sealed copy of the key.
 *
 * The audit is complete when every member is audited. It is partial when some are not, or a list couldn't be
 * confirmed or read again. It fails when no one was audited, so that a blank never replaces a result.
 */
export async function finishAudit(end: {
  store: Store;
  audit: AuditRow;
  access: ReadAccess;
  calls: schema.StoredCalls;
  rosterUnread: string | null;
  ownKey: OwnKey;
  callerId: MemberId | null;
  now: () => Date;
  enqueuePlanChecks?: AuditDependencies['enqueuePlanChecks'];
}): Promise<void> {
  const observed = end.now();
  await end.store.transaction(async (tx) => {
    await lockJudgement(tx, end.audit.organizationId);
    await writeCoverage(tx, end.audit.id);
    const row = await reload(tx, end.audit);
    if (row === null) return;
    const snapshot = await loadSnapshot(tx, row, end.access);
    const { members, keys } = snapshot;
    const noOneAudited = members.every((member) => member.state !== 'audited');
    const previous = noOneAudited ? null : await loadPrevious(tx, row);
    const lists = await confirmLists(tx, row, { ...end, keys, previous });
    const outcome = outcomeOf({ ...row, ...lists }, members, end.rosterUnread);
    const after = { ...row, ...lists, previousId: previous?.id ?? null };
    const at = { now: observed, today: observed };
    const { columns, evaluation } = await judgeAudit(tx, after, snapshot, at);
    const compared = reconcile({
      before: previous?.keys ?? null,
      since: previous?.since ?? null,
      now: keys,
      roster: new Map(members.map((m) => [m.id, { state: m.state, left: m.roster === 'left' }])),
      confirmed: lists.confirmed,
    });
    if (previous !== null) {
      await keepFirstSeen(tx, row);
      await writeReconciliation(tx, row, previous, compared);
    }
    const checkPlans = outcome.status !== 'failed' && end.enqueuePlanChecks !== undefined;
    // Taken as late as possible: in a large organization, writing takes longer than reading.
    const finishedAt = end.now();
    if (outcome.status !== 'failed') {
      await resolveFindings(tx, after, finishedAt, () => lookedAt(snapshot, compared, evaluation));
      await openFindings(tx, row, finishedAt);
    }
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
  });
  await end.store.analyze([auditMembers, auditKeys, auditFindings, auditChanges, findings]);
}

/** Decides whether keys that are missing from this audit's lists count as gone. */
async function confirmLists(
  tx: Transaction,
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
    caller: of.callerId && (await findImpersonated(tx, row, of.callerId)),
    previous: of.previous?.since ?? of.previous?.keys ?? null,
  });
  return { keyLists, confirmed: row.confirmed && !isKeyListDoubt(keyLists) };
}

/** The member, if this audit itself read their list by impersonation. */
async function findImpersonated(
  tx: Transaction,
  row: AuditRow,
  memberId: MemberId,
): Promise<{ id: string } | null> {
  const [found] = await tx
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

async function reload(tx: Transaction, audit: AuditRow): Promise<AuditRow | null> {
  const [row] = await tx.select().from(audits).where(eq(audits.id, audit.id));
  return row?.finishedAt === null ? row : null;
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
