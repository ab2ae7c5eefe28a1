import { recordActivity } from '@/lib/features/activity';
import type { Context } from '@/lib/features/context';
import type { UsedByDecision } from '@/lib/contract';
import { AppError, formatNumber, keyId, type KeyId } from '@/lib/domain/core';
import { bulkInsert, schema, type Transaction } from '@/lib/platform/database';
import { and, eq, inArray, sql } from '@/lib/platform/database/sql';
import { changeJudgement } from './change-judgement';
import { decisionText } from './decision-text';

const { auditKeys, audits, usedByDecisions } = schema;

/**
 * Overrides the detected usage of keys in this and later audits. `null` removes the override.
 * *Shape*: the previous decisions for the same keys in the same order; send them back to undo.
 * *Errors*: `bad-request` for a key named twice; `not-found` for keys that no audit of this organization has
 * seen. Then nothing changes.
 */
export async function setUsedBy(
  ctx: Context,
  input: { decisions: readonly UsedByDecision[] },
): Promise<UsedByDecision[]> {
  const wanted = new Map(
    input.decisions.map((one) => [keyId(one.key_id), { ...one, note: decisionText(one.note) }]),
  );
  if (wanted.size < input.decisions.length) {
    throw new AppError('bad-request', 'A key is listed twice. Nothing was changed.');
  }
  return changeJudgement(ctx, async (tx) => {
    const ids = [...wanted.keys()];
    const names = await namesOfKeys(tx, ctx, ids);
    const before = await loadBefore(tx, ctx, ids);
    const previous = ids.map((id) => before.get(id) ?? { key_id: id, used_by: null, note: '' });
    const changes = previous.flatMap((old) => {
      const next = wanted.get(keyId(old.key_id));
      const same =
        next?.used_by === old.used_by && (old.used_by === null || next.note === old.note);
      return next === undefined || same ? [] : [next];
    });
    if (changes.length === 0) return { changed: false, result: previous };
    await write(tx, ctx, changes);
    await recordChanges(tx, ctx, changes, names);
    return { changed: true, result: previous };
  });
}

async function namesOfKeys(
  tx: Transaction,
  ctx: Context,
  ids: readonly KeyId[],
): Promise<Map<KeyId, string>> {
  const rows = await tx
    .select({ id: auditKeys.keyId, name: sql<string>`max(${auditKeys.name})` })
    .from(auditKeys)
    .innerJoin(audits, eq(audits.id, auditKeys.auditId))
    .where(and(eq(audits.organizationId, ctx.organization.id), inArray(auditKeys.keyId, [...ids])))
    .groupBy(auditKeys.keyId);
  const names = new Map(rows.map((row) => [row.id, row.name]));
  const unknown = ids.filter((id) => !names.has(id));
  if (unknown.length > 0) {
    throw new AppError(
      'not-found',
      `${formatNumber(unknown.length)} of these keys ${unknown.length === 1 ? "isn't" : "aren't"} in any audit of this organization. Nothing was changed.`,
    );
  }
  return names;
}

async function loadBefore(
  tx: Transaction,
  ctx: Context,
  ids: readonly KeyId[],
): Promise<Map<KeyId, UsedByDecision>> {
  const rows = await tx
    .select()
    .from(usedByDecisions)
    .where(
      and(
        eq(usedByDecisions.organizationId, ctx.organization.id),
        inArray(usedByDecisions.keyId, [...ids]),
      ),
    );
  return new Map(
    rows.map((row) => [row.keyId, { key_id: row.keyId, used_by: row.usedBy, note: row.note }]),
  );
}

async function write(
  tx: Transaction,
  ctx: Context,
  changes: readonly UsedByDecision[],
): Promise<void> {
  const organizationId = ctx.organization.id;
  await tx.delete(usedByDecisions).where(
    and(
      eq(usedByDecisions.organizationId, organizationId),
      inArray(
        usedByDecisions.keyId,
        changes.map((change) => keyId(change.key_id)),
      ),
    ),
  );
  const rows = changes.flatMap(({ key_id, used_by, note }) =>
    used_by === null
      ? []
      : [
          {
            organizationId,
            keyId: keyId(key_id),
            usedBy: used_by,
            note,
            author: ctx.actor.label,
            at: ctx.now(),
          },
        ],
  );
  await bulkInsert(tx, usedByDecisions, rows);
}

async function recordChanges(
  tx: Transaction,
  ctx: Context,
  changes: readonly UsedByDecision[],
  names: ReadonlyMap<KeyId, string>,
): Promise<void> {
  const words = new Set(changes.map((change) => change.used_by ?? 'as-judged'));
  const [first] = changes;
  const one = changes.length === 1 && first !== undefined ? keyId(first.key_id) : null;
  await recordActivity(tx, {
    organizationId: ctx.organization.id,
    actor: ctx.actor.label,
    action: 'used-by-set',
    details: {
      keys: changes.length,
      used_by: words.size === 1 ? ([...words][0] ?? null) : 'several',
      ...(one === null ? {} : { key_id: one, key_name: names.get(one) ?? one }),
    },
    at: ctx.now(),
  });
}
