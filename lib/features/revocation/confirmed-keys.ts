import { latestAudit } from '@/lib/features/audits';
import type { Context } from '@/lib/features/context';
import { confirmationText, isConfirmed } from '@/lib/contract';
import {
  AppError,
  auditId,
  keyId,
  type AuditId,
  type KeyId,
  type MemberId,
} from '@/lib/domain/core';
import { schema } from '@/lib/platform/database';
import { and, eq, inArray } from '@/lib/platform/database/sql';

/** A key as the latest audit saw it, which is what the screen showed when the user typed its name. */
export type Target = {
  keyId: KeyId;
  name: string;
  preview: string;
  holderId: MemberId;
  holderEmail: string | null;
};

/**
 * Returns the keys from the latest audit in the requested order, after comparing each typed name.
 * *Errors*: `no-audit`, `not-found`, `name-differs`, `conflict`. If one key fails, none is revoked.
 */
export async function readTargets(
  ctx: Context,
  asked: readonly { key_id: string; name_typed: string }[],
): Promise<{ auditId: AuditId; targets: Target[] }> {
  const id = auditId((await latestAudit(ctx)).id);
  const { auditKeys } = schema;
  // PostgreSQL text can't contain NUL, so no stored id does.
  const ids = asked.map(({ key_id }) => key_id).filter((each) => !each.includes('\0'));
  const rows = await ctx.store.db
    .select({
      keyId: auditKeys.keyId,
      name: auditKeys.name,
      preview: auditKeys.preview,
      holderId: auditKeys.holderId,
      holderEmail: auditKeys.holderEmail,
    })
    .from(auditKeys)
    .where(and(eq(auditKeys.auditId, id), inArray(auditKeys.keyId, ids.map(keyId))));
  const found = new Map<string, Target>(rows.map((row) => [row.keyId, row]));
  const targets: Target[] = [];
  for (const { key_id, name_typed } of asked) {
    const target = found.get(key_id);
    if (target !== undefined && !isConfirmed(target, name_typed)) {
      await refuseOldName(ctx, target, name_typed, id);
    }
    targets.push(confirmed(target, name_typed));
  }
  return { auditId: id, targets };
}

/** Throws if the typed name belongs to the same key in an earlier audit. *Errors*: `conflict`. */
async function refuseOldName(
  ctx: Context,
  target: Target,
  typed: string,
  latest: AuditId,
): Promise<void> {
  const { auditKeys, audits } = schema;
  const names = await ctx.store.db
    .selectDistinct({ name: auditKeys.name, preview: auditKeys.preview })
    .from(auditKeys)
    .innerJoin(audits, eq(audits.id, auditKeys.auditId))
    .where(and(eq(audits.organizationId, ctx.organization.id), eq(auditKeys.keyId, target.keyId)));
  if (!names.some((key) => isConfirmed(key, typed))) return;
  throw new AppError(
    'conflict',
    `The latest audit found this key under another name, “${confirmationText(target)}”. Nothing was revoked. Reload the page and check the key.`,
    { details: { auditId: latest } },
  );
}

function confirmed(target: Target | undefined, typed: string): Target {
  if (target === undefined) {
    throw new AppError(
      'not-found',
      'The latest audit has no such key. Nothing was revoked. Reload the page and check the key.',
    );
  }
  if (isConfirmed(target, typed)) return target;
  const wanted = confirmationText(target);
  throw new AppError(
    'name-differs',
    wanted === ''
      ? 'A key has no name or preview to confirm. Nothing was revoked. Revoke it in Braintrust, under Settings → API keys.'
      : `The text that you typed isn’t the key’s name. Nothing was revoked. Type “${wanted}” exactly.`,
  );
}
