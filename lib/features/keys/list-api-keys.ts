import { getAudit, latestAudit } from '@/lib/features/audits';
import type { Context } from '@/lib/features/context';
import type { Audit, KeyRow, TableQuery } from '@/lib/contract';
import { AppError } from '@/lib/domain/core';
import { listKeys } from './list-keys';
import type { ListPlace, ListPlaces } from './list-places';

/** `auditId` selects one audit; `null` means the latest complete or partial one. */
export type LatestKeysInput = {
  auditId: string | null;
  query: TableQuery;
  limit: number;
  startingAfter: string | null;
  places: ListPlaces;
};

/**
 * One page of the keys of the latest complete or partial audit. All pages of one list come from the audit of
 * its first page, even if another one finishes before the last page. `places` remembers it by each page's last key.
 * *Errors*: `no-audit`, `bad-request`; `not-found` if the audit of `auditId` was deleted.
 */
export async function listApiKeys(
  ctx: Context,
  { auditId, query, limit, startingAfter, places }: LatestKeysInput,
): Promise<{ audit: Audit; keys: KeyRow[] }> {
  const placeAt = (lastId: string): ListPlace => ({
    organizationId: ctx.organization.id,
    caller: `${ctx.actor.kind} ${ctx.actor.label}`,
    query: JSON.stringify(query),
    lastId,
  });
  const pinned =
    auditId ?? (startingAfter === null ? null : places.auditOf(placeAt(startingAfter)));
  const audit = pinned === null ? await latestAudit(ctx) : await pinnedAudit(ctx, pinned);
  const keys = await listKeys(ctx, { auditId: audit.id, query, limit, startingAfter });
  const last = keys.at(-1);
  if (last !== undefined) places.note(placeAt(last.id), audit.id);
  return { audit, keys };
}

async function pinnedAudit(ctx: Context, auditId: string): Promise<Audit> {
  const audit = await getAudit(ctx, { auditId });
  if (audit.status === 'complete' || audit.status === 'partial') return audit;
  throw new AppError(
    'bad-request',
    `Couldn’t list keys. This audit is ${audit.status}. Choose a complete or partial audit.`,
  );
}
