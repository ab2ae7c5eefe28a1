import type {
  AuditId,
  KeyState,
  MemberState,
  OrganizationId,
  RosterState,
  RuleId,
  SubjectType,
} from '@/lib/core';
import type { Evaluation, Snapshot } from '@/lib/policy';
import { bulkInsert, schema, type Transaction } from '@/lib/store';
import { and, eq, sql } from '@/lib/store/sql';
import type { Reconciliation } from './reconcile';

const { auditFindings, resolvedFindings, unassessedFindings } = schema;

/** What this audit looked at, as far as it matters to findings that are no longer there. */
export type LookedAt = {
  /** Every key that this audit or the one before knew of. */
  keys: ReadonlyMap<string, KeyState>;
  members: ReadonlyMap<string, { state: MemberState; roster: RosterState }>;
  /** Ids of service tokens; `null`: they could not be read. */
  serviceTokens: ReadonlySet<string> | null;
  evaluation: Pick<Evaluation, 'notAssessed' | 'switchedOff'>;
};

type AbsentFinding = Omit<typeof unassessedFindings.$inferSelect, 'organizationId'>;

/**
 * Writes what has become of findings that the audit before had, or that have been waiting for a look
 * at their subject, and that this audit did not find: resolved where it looked, else neither.
 * To be called once the findings of this audit are written.
 */
export async function writeFindingLife(
  tx: Transaction,
  of: { organizationId: OrganizationId; id: AuditId; previousId: AuditId; now: Date },
  lookedAt: () => LookedAt,
): Promise<void> {
  const { organizationId, id: auditId, now } = of;
  const lost = await readLost(tx, of);
  const waiting = await readWaiting(tx, of);
  if (lost.length === 0 && waiting.length === 0) return;
  const isResolved = resolvedBy(lookedAt(), [...lost, ...waiting]);
  const resolved = [...lost, ...waiting].filter(isResolved);
  const found = waiting.filter(isResolved).map((finding) => finding.findingId);
  await dropWaiting(tx, organizationId, found);
  await bulkInsert(
    tx,
    resolvedFindings,
    resolved.map(({ reopenedAt: _, ...finding }) => ({
      ...finding,
      organizationId,
      auditId,
      resolvedAt: now,
    })),
  );
  await bulkInsert(
    tx,
    unassessedFindings,
    lost.filter((finding) => !isResolved(finding)).map((one) => ({ ...one, organizationId })),
  );
}

/** What an audit looked at, so that a finding which is gone can be told from one that was not looked for. */
export function lookedAt(
  { keys, members, serviceTokens }: Snapshot,
  { carried }: Reconciliation,
  evaluation: Evaluation,
): LookedAt {
  const states = new Map<string, KeyState>(carried.map((key) => [key.id, key.state]));
  for (const key of keys) states.set(key.id, 'seen');
  return {
    keys: states,
    members: new Map(members.map((member) => [member.id, member])),
    serviceTokens: serviceTokens.read ? new Set(serviceTokens.value.map(({ id }) => id)) : null,
    evaluation,
  };
}

/** Findings of the audit before that this one does not have. */
async function readLost(
  tx: Transaction,
  { id: auditId, previousId }: { id: AuditId; previousId: AuditId },
): Promise<AbsentFinding[]> {
  return tx
    .select({
      findingId: auditFindings.id,
      rule: auditFindings.rule,
      severity: auditFindings.severity,
      subjectType: auditFindings.subjectType,
      subjectId: auditFindings.subjectId,
      subjectName: auditFindings.subjectName,
      openedAt: auditFindings.openedAt,
      reopenedAt: auditFindings.reopenedAt,
    })
    .from(auditFindings)
    .where(
      and(
        eq(auditFindings.auditId, previousId),
        // Not as a join: the planner knows nothing yet of the rows that were written just now.
        sql`${auditFindings.id} not in (select f.id from audit_findings f
          where f.audit_id = ${auditId}::uuid)`,
      ),
    );
}

/** Findings that wait for a look at their subject; those that this audit found wait no longer. */
async function readWaiting(
  tx: Transaction,
  { id: auditId, organizationId }: { id: AuditId; organizationId: OrganizationId },
): Promise<AbsentFinding[]> {
  const rows = await tx
    .select()
    .from(unassessedFindings)
    .where(eq(unassessedFindings.organizationId, organizationId));
  if (rows.length === 0) return [];
  const ids = JSON.stringify(rows.map((row) => row.findingId));
  const { rows: found } = await tx.execute<{ id: string }>(sql`
    select f.id from jsonb_array_elements_text(${ids}::jsonb) as w(id)
    join lateral (select x.id from audit_findings x
      where x.audit_id = ${auditId}::uuid and x.id = w.id limit 1) f on true`);
  const again = new Set(found.map((row) => row.id));
  await dropWaiting(tx, organizationId, [...again]);
  return rows
    .filter((row) => !again.has(row.findingId))
    .map(({ organizationId: _, ...finding }) => finding);
}

async function dropWaiting(
  tx: Transaction,
  organizationId: OrganizationId,
  ids: readonly string[],
): Promise<void> {
  if (ids.length === 0) return;
  await tx.execute(sql`
    delete from unassessed_findings where organization_id = ${organizationId}
      and finding_id in (select jsonb_array_elements_text(${JSON.stringify(ids)}::jsonb))`);
}

type Subject = { rule: RuleId; subjectType: SubjectType; subjectId: string };

/**
 * Whether an audit that did not find it resolved a finding: only where it looked at the subject, and
 * the rule could tell. What no longer exists has no findings, whatever the rules could tell.
 */
function resolvedBy(
  lookedAt: LookedAt,
  candidates: readonly Subject[],
): (finding: Subject) => boolean {
  const undecided = undecidedOf(lookedAt, candidates);
  return (finding) => {
    const seen = lookAt(finding, lookedAt);
    return seen === 'gone' || (seen === 'there' && !undecided.has(nameOf(finding)));
  };
}

/** Candidates whose rule could not tell of them, was not asked, or lacked its data altogether. */
function undecidedOf(
  { evaluation }: LookedAt,
  candidates: readonly Subject[],
): ReadonlySet<string> {
  const rules = new Set(evaluation.switchedOff.map(({ rule }) => rule));
  const names = new Set(candidates.map(nameOf));
  const undecided = new Set<string>();
  for (const { rule, subject } of evaluation.notAssessed) {
    if (subject.type === 'organization') rules.add(rule);
    const name = nameOf({ rule, subjectType: subject.type, subjectId: subject.id });
    if (names.has(name)) undecided.add(name);
  }
  for (const candidate of candidates) {
    if (rules.has(candidate.rule)) undecided.add(nameOf(candidate));
  }
  return undecided;
}

/** `unseen`: nothing can be said of it this time. */
function lookAt(
  { rule, subjectType, subjectId }: Subject,
  { keys, members, serviceTokens }: LookedAt,
): 'there' | 'gone' | 'unseen' {
  switch (subjectType) {
    case 'organization':
      return 'there';
    case 'service-token':
      if (serviceTokens === null) return 'unseen';
      return serviceTokens.has(subjectId) ? 'there' : 'gone';
    case 'key': {
      const state = keys.get(subjectId);
      return state === 'gone' ? 'gone' : state === 'seen' ? 'there' : 'unseen';
    }
    case 'member': {
      const member = members.get(subjectId);
      if (member?.state !== 'audited') return 'unseen';
      // A leaver cannot be checked; but that they were audited in the end is certain.
      return member.roster === 'left' && rule !== 'member-not-audited' ? 'unseen' : 'there';
    }
  }
}

const nameOf = ({ rule, subjectType, subjectId }: Subject): string =>
  JSON.stringify([rule, subjectType, subjectId]);
