import { partsOf, type AuditId, type OrganizationId } from '@/lib/domain/core';
import { schema, type Database, type Store, type Transaction } from '@/lib/platform/database';
import { and, asc, eq, inArray, sql, type SQL } from '@/lib/platform/database/sql';
import type { AuditRow } from '../read/to-wire';

const { audits, findings } = schema;

export type FindingHistory = typeof findings.$inferSelect;

/** Rows per statement, few enough not to block other queries for long. */
const ROWS_A_STATEMENT = 1000;

/** Findings of an audit that the history has as resolved, so they are back. */
export async function readReopened(
  db: Database,
  { id: auditId, organizationId }: AuditRow,
): Promise<string[]> {
  // Looks up each finding by its key, because the planner has no statistics yet on rows written just now.
  const { rows } = await db.execute<{ id: string }>(sql`
    select h.id from findings h
    where h.organization_id = ${organizationId} and h.resolved_at is not null and exists (
      select from audit_findings f where f.audit_id = ${auditId}::uuid and f.id = h.id offset 0)`);
  return rows.map(({ id }) => id);
}

/** Reopens findings at the end of an audit that found them again. */
export async function reopenFindings(
  tx: Transaction,
  audit: AuditRow,
  at: Date,
  ids: readonly string[],
): Promise<void> {
  await insertFindings(tx, audit, at, ids, REOPEN_RESOLVED);
}

const REOPEN_RESOLVED = sql`do update set reopened_at = excluded.opened_at, resolved_at = null,
    resolved_by = null, severity = excluded.severity,
    earlier = h.earlier || jsonb_build_object('severity', h.severity,
      'reopened_at', h.reopened_at, 'resolved_at', h.resolved_at, 'audit_id', h.resolved_by)
  where h.resolved_at is not null`;

/**
 * Adds the new findings of ended audits to the history, in short transactions. Until then, a finding without history
 * counts as opened by the audit that has it, so the result of an audit doesn't wait for this. It must be called before
 * the next audit of the organization ends. Without `organizationId`, it continues what a stopped server left.
 */
export async function recordNewFindings(
  store: Store,
  organizationId?: OrganizationId,
): Promise<void> {
  const pending = await store.db
    .select({ id: audits.id })
    .from(audits)
    .where(
      and(
        eq(audits.historyPending, true),
        organizationId === undefined ? undefined : eq(audits.organizationId, organizationId),
      ),
    )
    .orderBy(asc(audits.finishedAt));
  for (const { id } of pending) {
    for (let after: string | null = ''; after !== null;) {
      after = await recordPart(store.db, id, after);
    }
    await store.db.update(audits).set({ historyPending: false }).where(eq(audits.id, id));
  }
}

/** *Shape*: the id of the part's last finding; `null` if it was the last part. */
async function recordPart(db: Database, auditId: AuditId, after: string): Promise<string | null> {
  const { rows } = await db.execute<{ last: string | null; count: number }>(sql`
    with part as (
      select f.id, f.rule, f.subject_type, f.subject_id, f.severity from audit_findings f
      where f.audit_id = ${auditId}::uuid and f.id > ${after}
      order by f.id limit ${ROWS_A_STATEMENT}
    ), recorded as (
      insert into findings (organization_id, id, rule, subject_type, subject_id, severity, opened_at)
      select a.organization_id, p.id, p.rule, p.subject_type, p.subject_id, p.severity, a.finished_at
      from part p join audits a on a.id = ${auditId}::uuid
      on conflict (organization_id, id) do nothing
    )
    select max(id) as last, count(*)::int as count from part`);
  const [part] = rows;
  return part === undefined || part.count < ROWS_A_STATEMENT ? null : part.last;
}

/**
 * Records the findings of a re-evaluated audit, of which `ids` are new or changed. It opens only findings that no audit
 * had before and moves no date. A finding that this audit had resolved and now has again counts as never resolved.
 */
export async function noteReEvaluation(
  tx: Transaction,
  audit: AuditRow,
  at: Date,
  ids: readonly string[],
): Promise<void> {
  await insertFindings(tx, audit, at, ids, sql`do nothing`);
  await tx.execute(sql`
    update findings h set resolved_at = null, resolved_by = null
    where h.organization_id = ${audit.organizationId} and h.resolved_by = ${audit.id}::uuid
      and exists (select from audit_findings f
        where f.audit_id = ${audit.id}::uuid and f.id = h.id offset 0)`);
}

async function insertFindings(
  tx: Transaction,
  { id: auditId, organizationId }: { id: AuditId; organizationId: OrganizationId },
  at: Date,
  ids: readonly string[],
  onConflict: SQL,
): Promise<void> {
  for (const part of partsOf(ids, ROWS_A_STATEMENT)) {
    await tx.execute(sql`
      insert into findings as h (organization_id, id, rule, subject_type, subject_id, severity,
        opened_at)
      select ${organizationId}, f.id, f.rule, f.subject_type, f.subject_id, f.severity,
        ${at.toISOString()}::timestamptz
      from jsonb_array_elements_text(${JSON.stringify(part)}::jsonb) as part(id)
      join audit_findings f on f.audit_id = ${auditId}::uuid and f.id = part.id
      on conflict (organization_id, id) ${onConflict}`);
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
