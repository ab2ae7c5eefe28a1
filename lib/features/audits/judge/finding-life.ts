import type { KeyState, MemberState, RosterState, RuleId, SubjectType } from '@/lib/domain/core';
import type { Evaluation, Snapshot } from '@/lib/domain/policy';
import { schema, type Transaction } from '@/lib/platform/database';
import { and, eq, isNull, sql } from '@/lib/platform/database/sql';
import type { Reconciliation } from '../run/new-and-gone-keys';
import type { AuditRow } from '../read/to-wire';

const { findings } = schema;

/** What this audit looked at, as far as it matters to findings that are no longer there. */
export type LookedAt = {
  /** Every key that this audit or the one before knew of. */
  keys: ReadonlyMap<string, KeyState>;
  members: ReadonlyMap<string, { state: MemberState; roster: RosterState }>;
  /** Ids of service tokens; `null`: they could not be read. */
  serviceTokens: ReadonlySet<string> | null;
  evaluation: Pick<Evaluation, 'notAssessed' | 'switchedOff'>;
};

/**
 * Resolves the open findings that a finished audit no longer found although it looked at their
 * subjects. A subject that it could not look at resolves nothing, and neither does an audit whose
 * lists could not be confirmed. Call it once the findings of the audit are written.
 */
export async function resolveFindings(
  tx: Transaction,
  audit: Pick<AuditRow, 'id' | 'organizationId' | 'previousId' | 'confirmed'>,
  at: Date,
  lookedAt: () => LookedAt,
): Promise<void> {
  if (!audit.confirmed) return;
  const lost = await readLost(tx, audit);
  if (lost.length === 0) return;
  const ids = lost.filter(resolvedBy(lookedAt(), lost)).map(({ id }) => id);
  if (ids.length === 0) return;
  await tx.execute(sql`
    update findings h set resolved_at = ${at.toISOString()}::timestamptz,
      resolved_by = ${audit.id}::uuid,
      severity = coalesce((select f.severity from audit_findings f
        where f.audit_id = ${audit.previousId}::uuid and f.id = h.id), h.severity)
    where h.organization_id = ${audit.organizationId}
      and h.id in (select jsonb_array_elements_text(${JSON.stringify(ids)}::jsonb))`);
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

/** Open findings that the audit does not have. */
async function readLost(
  tx: Transaction,
  { id: auditId, organizationId }: Pick<AuditRow, 'id' | 'organizationId'>,
): Promise<(Subject & { id: string })[]> {
  return tx
    .select({
      id: findings.id,
      rule: findings.rule,
      subjectType: findings.subjectType,
      subjectId: findings.subjectId,
    })
    .from(findings)
    .where(
      and(
        eq(findings.organizationId, organizationId),
        isNull(findings.resolvedAt),
        // Not as a join: the planner knows nothing yet of the rows that were written just now.
        sql`${findings.id} not in (select f.id from audit_findings f
          where f.audit_id = ${auditId}::uuid)`,
      ),
    );
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
