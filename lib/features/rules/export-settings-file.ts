import { recordActivity } from '@/lib/features/activity';
import { loadSettings } from '@/lib/features/audits';
import type { Context } from '@/lib/features/context';
import type { OrganizationId } from '@/lib/domain/core';
import type { SettingsFileText as File } from '@/lib/domain/policy';
import { schema, type Transaction } from '@/lib/platform/database';
import { and, asc, eq, isNull, sql } from '@/lib/platform/database/sql';
import { toWireDecision } from './workload-decisions';

/**
 * Returns the settings, the exceptions that aren't withdrawn, the usage overrides, and the decisions on workloads,
 * in the file format of the command line's `--settings`. `record` notes the export in the activity log.
 */
export async function exportSettingsFile(
  ctx: Context,
  { record }: { record: boolean },
): Promise<File> {
  const { id } = ctx.organization;
  const file = await ctx.store.transaction(async (tx) => {
    // All queries must see the same moment, so that the file is consistent.
    await tx.execute(sql`set transaction isolation level repeatable read, read only`);
    const { settings } = await loadSettings(tx, id);
    const exceptions = await exportExceptions(tx, id);
    return {
      ...settings,
      exceptions,
      used_by: await exportUsedBy(tx, id),
      workloads: await exportWorkloads(tx, id),
    };
  });
  if (record) {
    await recordActivity(ctx.store.db, {
      organizationId: id,
      actor: ctx.actor.label,
      action: 'exported',
      details: { view: 'rule settings', format: 'json', version: file.version },
      at: ctx.now(),
    });
  }
  return file;
}

async function exportExceptions(tx: Transaction, id: OrganizationId): Promise<File['exceptions']> {
  const { exceptions } = schema;
  const rows = await tx
    .select()
    .from(exceptions)
    .where(and(eq(exceptions.organizationId, id), isNull(exceptions.withdrawnAt)))
    .orderBy(asc(exceptions.until), asc(exceptions.id));
  return rows.map((row) => ({
    rule: row.rule,
    scope: row.scope,
    subject_type: row.subjectType,
    subject_id: row.subjectId,
    subject_name: row.subjectName,
    reason: row.reason,
    until: row.until.toISOString(),
    author: row.author,
    created_at: row.createdAt.toISOString(),
  }));
}

async function exportUsedBy(tx: Transaction, id: OrganizationId): Promise<File['used_by']> {
  const { auditKeys, audits, usedByDecisions } = schema;
  const rows = await tx
    .select({
      decision: usedByDecisions,
      // The key's latest known name, for people who read the file.
      name: sql<
        string | null
      >`(select k.name from ${auditKeys} k join ${audits} a on a.id = k.audit_id
        where k.key_id = ${usedByDecisions}.key_id and a.organization_id = ${id}
        order by a.created_at desc limit 1)`,
    })
    .from(usedByDecisions)
    .where(eq(usedByDecisions.organizationId, id))
    .orderBy(asc(usedByDecisions.keyId));
  return rows.map(({ decision, name }) => ({
    key_id: decision.keyId,
    ...(name === null ? {} : { key_name: name }),
    used_by: decision.usedBy,
    note: decision.note,
    author: decision.author,
    at: decision.at.toISOString(),
  }));
}

async function exportWorkloads(tx: Transaction, id: OrganizationId): Promise<File['workloads']> {
  const { workloadDecisions } = schema;
  const rows = await tx
    .select()
    .from(workloadDecisions)
    .where(eq(workloadDecisions.organizationId, id))
    .orderBy(asc(workloadDecisions.subject));
  return rows.map(toWireDecision);
}
