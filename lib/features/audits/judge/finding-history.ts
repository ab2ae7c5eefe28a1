import type { AuditId, OrganizationId } from '@/lib/domain/core';
import { schema, type Database, type Transaction } from '@/lib/platform/database';
import { and, eq, inArray, sql, type SQL } from '@/lib/platform/database/sql';
import type { AuditRow } from '../read/to-wire';

const { findings } = schema;

/** One row of `findings`. */
export type FindingHistory = typeof findings.$inferSelect;

/** Rows per statement: few enough that writing them holds up nothing else. */
const ROWS_A_STATEMENT = 5000;

/** Notes what an audit found, at its end: what is new is opened, what was resolved is reopened. */
export async function openFindings(tx: Transaction, audit: AuditRow, at: Date): Promise<void> {
  await insertFindings(tx, audit, at, {
    unless: sql`x.resolved_at is null`,
    onConflict: sql`do update set reopened_at = excluded.opened_at, resolved_at = null,
      resolved_by = null, severity = excluded.severity,
      earlier = h.earlier || jsonb_build_object('severity', h.severity,
        'reopened_at', h.reopened_at, 'resolved_at', h.resolved_at, 'audit_id', h.resolved_by)`,
  });
}

/**
 * Notes what re-evaluation found in an audit. It opens only what no audit had before, and moves no
 * date: a finding that this audit resolved and now has again was not resolved.
 */
export async function noteReEvaluation(tx: Transaction, audit: AuditRow, at: Date): Promise<void> {
  await insertFindings(tx, audit, at, { unless: sql`true`, onConflict: sql`do nothing` });
  await tx.execute(sql`
    update findings h set resolved_at = null, resolved_by = null
    where h.organization_id = ${audit.organizationId} and h.resolved_by = ${audit.id}::uuid
      and exists (select from audit_findings f
        where f.audit_id = ${audit.id}::uuid and f.id = h.id offset 0)`);
}

/** Puts the findings of an audit into the history, `unless` a row that is there says it is known. */
async function insertFindings(
  tx: Transaction,
  { id: auditId, organizationId }: { id: AuditId; organizationId: OrganizationId },
  at: Date,
  { unless, onConflict }: { unless: SQL; onConflict: SQL },
): Promise<void> {
  let after = '';
  for (;;) {
    // Each is looked up by its key, because the planner knows nothing of rows written just now.
    const { rows } = await tx.execute<{ last: string | null; count: number }>(sql`
      with part as (
        select f.id, f.rule, f.severity, f.subject_type, f.subject_id from audit_findings f
        where f.audit_id = ${auditId}::uuid and f.id > ${after}
        order by f.id limit ${ROWS_A_STATEMENT}
      ), written as (
        insert into findings as h (organization_id, id, rule, subject_type, subject_id, severity,
          opened_at)
        select ${organizationId}, p.id, p.rule, p.subject_type, p.subject_id, p.severity,
          ${at.toISOString()}::timestamptz
        from part p left join lateral (
          select x.id from findings x
          where x.organization_id = ${organizationId} and x.id = p.id and ${unless} limit 1
        ) known on true
        where known.id is null
        on conflict (organization_id, id) ${onConflict}
      )
      select max(id) as last, count(*)::int as count from part`);
    const [part] = rows;
    if (part?.last == null || part.count < ROWS_A_STATEMENT) return;
    after = part.last;
  }
}

/** The history of some findings, by id. */
export async function readFindingHistory(
  db: Database | Transaction,
  organizationId: OrganizationId,
  ids: readonly string[],
): Promise<Map<string, FindingHistory>> {
  const rows = await db
    .select()
    .from(findings)
    .where(and(eq(findings.organizationId, organizationId), inArray(findings.id, [...ids])));
  return new Map(rows.map((row) => [row.id, row]));
}

/** When a finding was last reopened, as an audit that finished at `asOf` knew it. */
export function reopenedBy({ earlier, reopenedAt }: FindingHistory, asOf: Date): Date | null {
  const times = [
    ...earlier.flatMap(({ reopened_at }) => (reopened_at === null ? [] : [new Date(reopened_at)])),
    ...(reopenedAt === null ? [] : [reopenedAt]),
  ];
  return times.filter((time) => time <= asOf).at(-1) ?? null;
}

/** Every time that a finding had been resolved by `asOf`, oldest first. */
export function resolutionsBy(history: FindingHistory, asOf: Date) {
  const { earlier, severity, resolvedAt, resolvedBy } = history;
  const all = earlier.map((one) => ({
    severity: one.severity,
    at: new Date(one.resolved_at),
    auditId: one.audit_id,
  }));
  if (resolvedAt !== null && resolvedBy !== null) {
    all.push({ severity, at: resolvedAt, auditId: resolvedBy });
  }
  return all.filter(({ at }) => at <= asOf);
}
