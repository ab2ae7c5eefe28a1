import { findLatestAudit, type AuditRow } from '@/lib/features/audits';
import type { Context } from '@/lib/features/context';
import type { Assignment } from '@/lib/contract';
import {
  AppError,
  keyId,
  personName,
  type KeyId,
  type KeyState,
  type UsedBy,
} from '@/lib/domain/core';
import type { Kind, PlanKey } from '@/lib/domain/replacement-plan';
import type { Stage } from '@/lib/domain/replacement-plan/stages';
import { schema, type Database, type Transaction } from '@/lib/platform/database';
import { textArray } from '@/lib/platform/database/listing';
import { and, eq, inArray, sql } from '@/lib/platform/database/sql';

/** A key as the latest audit saw it. */
export type AuditedKey = { key: PlanKey; state: KeyState; usedBy: UsedBy | null };

/**
 * Returns the keys from the latest audit in the requested order, without duplicates.
 * *Errors*: `no-audit`; `not-found` for a key that isn't in that audit.
 */
export async function readKeys(
  db: Database | Transaction,
  ctx: Context,
  ids: readonly string[],
): Promise<{ audit: AuditRow; keys: AuditedKey[] }> {
  const audit = await findLatestAudit(ctx, db);
  if (audit === null) {
    throw new AppError(
      'no-audit',
      'Couldn’t plan the replacement because there’s no finished audit. Run an audit first.',
    );
  }
  const { auditKeys } = schema;
  // PostgreSQL text can't contain NUL, so no stored id does.
  const wanted = [...new Set(ids)].filter((id) => !id.includes('\0')).map(keyId);
  const rows = await db
    .select()
    .from(auditKeys)
    .where(and(eq(auditKeys.auditId, audit.id), inArray(auditKeys.keyId, wanted)));
  const found = new Map<string, AuditedKey>(rows.map((row) => [row.keyId, audited(row)]));
  const keys = [...new Set(ids)].map((id) => {
    const key = found.get(id);
    if (key !== undefined) return key;
    throw new AppError(
      'not-found',
      'Couldn’t plan the replacement. One of these keys isn’t in the latest audit. Reload the keys and select them again.',
    );
  });
  return { audit, keys };
}

function audited(row: typeof schema.auditKeys.$inferSelect): AuditedKey {
  const name = personName(row.holderGivenName, row.holderFamilyName);
  return {
    state: row.state,
    usedBy: row.usedBy,
    key: {
      id: row.keyId,
      name: row.name,
      preview: row.preview,
      holder_id: row.holderId,
      holder_name: name === '' ? null : name,
      holder_email: row.holderEmail,
      created: row.createdAt?.toISOString() ?? null,
    },
  };
}

/** The kind of plan for these keys. Workload keys need a replacement even if their holder has left. */
export function kindOf(keys: readonly AuditedKey[]): Kind {
  if (keys.some(({ usedBy }) => usedBy === 'workload')) return 'workload';
  if (keys.every(({ state }) => state === 'holder-left')) return 'leaver';
  return keys.every(({ usedBy }) => usedBy === 'person') ? 'person' : 'workload';
}

/** A plan and those of the asked keys that it contains. */
type PlanOfKeys = Assignment & { id: string; title: string; stage: Stage; keyIds: KeyId[] };

/** Plans that already contain some of these keys. */
export async function plansOf(
  db: Database | Transaction,
  ctx: Context,
  ids: readonly KeyId[],
): Promise<PlanOfKeys[]> {
  const { replacementKeys, replacements } = schema;
  const rows = await db
    .select({
      id: replacements.id,
      title: replacements.title,
      stage: replacements.stage,
      assignee: replacements.assignee,
      due: replacements.due,
      keyId: replacementKeys.keyId,
    })
    .from(replacementKeys)
    .innerJoin(replacements, eq(replacements.id, replacementKeys.replacementId))
    .where(
      and(
        eq(replacementKeys.organizationId, ctx.organization.id),
        sql`${replacementKeys.keyId} = any(${textArray(ids)})`,
      ),
    );
  const plans = new Map<string, PlanOfKeys>();
  for (const { keyId, ...row } of rows) {
    const plan = plans.get(row.id) ?? { ...row, keyIds: [] };
    plan.keyIds.push(keyId);
    plans.set(plan.id, plan);
  }
  return [...plans.values()];
}
