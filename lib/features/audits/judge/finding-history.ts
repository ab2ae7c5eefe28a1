import type { AuditId, OrganizationId } from '@/lib/domain/core';
import { schema, type Database, type Transaction } from '@/lib/platform/database';
import { and, eq, inArray, sql, type SQL } from '@/lib/platform/database/sql';
import type { AuditRow } from '../read/to-wire';

const { findings } = schema;

export type FindingHistory = typeof findings.$inferSelect;

/** Rows per statement, few enough not to block other queries for long. */
const ROWS_A_STATEMENT = 5000;

/** Records the findings of an audit at its end: new ones are opened, resolved ones reopened. */
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
 * Records the findings of a re-evaluated audit. It opens only findings that no audit had before and moves no
 * date. A finding that this audit had resolved and now has again counts as never resolved.
 */
export async function noteReEvaluation(tx: Transaction, audit: AuditRow, at: Date): Promise<void> {
  await insertFindings(tx, audit, at, { unless: sql`true`, onConflict: sql`do nothing` });
  await tx.execute(sql`
    update findings h set resolved_at = null, resolved_by = null
    where h.organization_id = ${audit.organizationId} and h.resolved_by = ${audit.id}::uuid
      and exists (select from audit_findings f
        where f.audit_id = ${audit.id}::uuid and f.id = h.id offset 0)`);
}

/** Adds an audit's findings to the history, except those with a row that matches `unless`. */
async function insertFindings(
  tx: Transaction,
  { id: auditId, organizationId }: { id: AuditId; organizationId: OrganizationId },
  at: Date,
  { unless, onConflict }: { unless: SQL; onConflict: SQL },
): Promise<void> {
  let after = '';
  for (;;) {
    // Looks up each finding by its key, because the planner has no statistics yet on rows written just now.
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

/** When a finding was last reopened, as of an audit that finished at `asOf`. */
export function reopenedBy({ earlier, reopenedAt }: FindingHistory, asOf: Date): Date | null {
  const times = [
    ...earlier.flatMap(({ reopened_at }) => (reopened_at === null ? [] : [new Date(reopened_at)])),
    ...(reopenedAt === null ? [] : [reopenedAt]),
  ];
  return times.filter((time) => time <= asOf).at(-1) ?? null;
}

/** Every resolution of a finding up to `asOf`, oldest first. */
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
