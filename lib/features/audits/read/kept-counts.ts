import type { Context } from '@/lib/features/context';
import { perProcess, type AuditId } from '@/lib/domain/core';
import { schema } from '@/lib/platform/database';
import { and, eq, isNotNull } from '@/lib/platform/database/sql';
import { AUDIT_VERSION } from './audit-columns';

/** Each takes a few kilobytes. */
const MOST_KEPT = 300;

/** The last used entry is last. */
const kept = perProcess('kept-counts', () => new Map<string, unknown>());

/**
 * What `count` counts of an audit's rows. It is kept in memory while a finished audit stays as it is, because
 * counting 100,000 keys takes a second. `name` names everything that it depends on apart from the audit.
 */
export async function keptCounts<T>(
  ctx: Context,
  auditId: AuditId,
  name: readonly unknown[],
  count: () => Promise<T>,
): Promise<T> {
  const version = await readVersion(ctx, auditId);
  if (version === null) return count();
  const entry = JSON.stringify([auditId, version, name]);
  const known = kept.get(entry) as T | undefined;
  const counted = known ?? (await count());
  kept.delete(entry);
  kept.set(entry, counted);
  const [oldest] = kept.keys();
  if (kept.size > MOST_KEPT && oldest !== undefined) kept.delete(oldest);
  return counted;
}

/**
 * The version of a finished audit. A re-evaluation changes it together with the results. Read it before you count: if
 * the results change during the count, the counts are kept under the old version and not used again.
 * *Shape*: `null` for an audit that hasn't finished, because its rows still change.
 */
async function readVersion(ctx: Context, auditId: AuditId): Promise<string | null> {
  const { audits } = schema;
  const [row] = await ctx.store.db
    .select({ version: AUDIT_VERSION })
    .from(audits)
    .where(and(eq(audits.id, auditId), isNotNull(audits.finishedAt)));
  return row?.version ?? null;
}
