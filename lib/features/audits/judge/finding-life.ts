import type { KeyState, MemberState, RosterState, RuleId, SubjectType } from '@/lib/domain/core';
import type { Evaluation, Snapshot } from '@/lib/domain/policy';
import type { Database, Transaction } from '@/lib/platform/database';
import { sql } from '@/lib/platform/database/sql';
import type { Reconciliation } from '../run/new-and-gone-keys';
import type { AuditRow } from '../read/to-wire';

/** Rows per statement, few enough not to block other queries for long. */
const ROWS_A_STATEMENT = 1000;

/** What an audit looked at, to decide which missing findings are resolved. */
export type LookedAt = {
  /** Every key that this audit or the previous one knew. */
  keys: ReadonlyMap<string, KeyState>;
  members: ReadonlyMap<string, { state: MemberState; roster: RosterState }>;
  /** Ids of service tokens; `null` if they could not be read. */
  serviceTokens: ReadonlySet<string> | null;
  evaluation: Pick<Evaluation, 'notAssessed' | 'switchedOff'>;
};

/**
 * Ids of open findings that an audit no longer found although it looked at their subjects. A subject that it could
 * not look at keeps its findings. An audit whose lists could not be confirmed resolves nothing. Call it once the
 * findings of the audit are written.
 */
export async function findResolved(
  db: Database,
  audit: Pick<AuditRow, 'id' | 'organizationId' | 'confirmed'>,
  lookedAt: () => LookedAt,
): Promise<string[]> {
  if (!audit.confirmed) return [];
  const lost = await readLost(db, audit);
  if (lost.length === 0) return [];
  return lost.filter(resolvedBy(lookedAt(), lost)).map(({ id }) => id);
}

/** Notes in the history that an audit resolved these findings, except those that it or another has resolved already. */
export async function resolveFindings(
  tx: Transaction,
  audit: Pick<AuditRow, 'id' | 'organizationId' | 'previousId'>,
  at: Date,
  ids: readonly string[],
): Promise<void> {
  if (ids.length === 0) return;
  await tx.execute(sql`
    update findings h set resolved_at = ${at.toISOString()}::timestamptz,
      resolved_by = ${audit.id}::uuid,
      severity = coalesce((select f.severity from audit_findings f
        where f.audit_id = ${audit.previousId}::uuid and f.id = h.id), h.severity)
    where h.organization_id = ${audit.organizationId} and h.resolved_at is null
      and h.id in (select jsonb_array_elements_text(${JSON.stringify(ids)}::jsonb))`);
}

/** Collects what an audit looked at. */
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

/** Open findings that the audit doesn't have. Reads them in parts, because an organization may have 400,000. */
async function readLost(
  db: Database,
  { id: auditId, organizationId }: Pick<AuditRow, 'id' | 'organizationId'>,
): Promise<LostFinding[]> {
  const lost: LostFinding[] = [];
  for (let after = ''; ;) {
    // Looks up each finding by its key, because the planner has no statistics yet on rows written just now.
    const { rows } = await db.execute<{ last: string | null; count: number; lost: LostFinding[] }>(
      sql`with part as materialized (
        select id, rule, subject_type, subject_id from findings
        where organization_id = ${organizationId} and resolved_at is null and id > ${after}
        order by id limit ${ROWS_A_STATEMENT}
      ), lost as (
        select * from part p where not exists (
          select from audit_findings f where f.audit_id = ${auditId}::uuid and f.id = p.id offset 0)
      )
      select max(id) as last, count(*)::int as count, coalesce((
        select jsonb_agg(jsonb_build_object('id', id, 'rule', rule, 'subjectType', subject_type,
          'subjectId', subject_id)) from lost), '[]') as lost
      from part`,
    );
    const [part] = rows;
    lost.push(...(part?.lost ?? []));
    if (part === undefined || part.count < ROWS_A_STATEMENT) return lost;
    after = part.last ?? '';
  }
}

type LostFinding = Subject & { id: string };

type Subject = { rule: RuleId; subjectType: SubjectType; subjectId: string };

/**
 * Returns a check of whether a missing finding is resolved. It is if the audit looked at the subject and the
 * rule could decide, or if the subject no longer exists.
 */
function resolvedBy(
  lookedAt: LookedAt,
  candidates: readonly Subject[],
): (finding: Subject) => boolean {
  const undecided = undecidedOf(lookedAt, candidates);
  return (finding) => {
    const seen = presenceOf(finding, lookedAt);
    return seen === 'gone' || (seen === 'there' && !undecided.has(nameOf(finding)));
  };
}

/** Candidates whose rule could not decide about them, is switched off, or lacked its data altogether. */
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

/** `unseen`: this audit can't tell. */
function presenceOf(
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
      // A member who left can't be checked, but being audited still resolves `member-not-audited`.
      return member.roster === 'left' && rule !== 'member-not-audited' ? 'unseen' : 'there';
    }
  }
}

const nameOf = ({ rule, subjectType, subjectId }: Subject): string =>
  JSON.stringify([rule, subjectType, subjectId]);
