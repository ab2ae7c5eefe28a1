import { createHmac, randomBytes } from 'node:crypto';
import { recordActivity } from '@/lib/features/activity';
import type { Context } from '@/lib/features/context';
import type { EndpointId } from '@/lib/contract';
import { HOUR_MS, perProcess } from '@/lib/domain/core';

/** Endpoints that list keys. Exports aren't among them, because each records its own entry. */
const INVENTORY: readonly string[] = ['listApiKeys', 'listAuditKeys'] satisfies EndpointId[];

const MOST_REMEMBERED = 1000;
/** Kept only in memory, so that the remembered hashes can't be traced back to a key. */
const hmacKey = perProcess('inventory-reads-key', () => randomBytes(32));
const noted = perProcess('inventory-reads', () => new Map<string, number>());

/** Records in the activity log that a Bearer key read the inventory, once per key and hour. */
export async function noteInventoryRead(ctx: Context, endpoint: string): Promise<void> {
  if (ctx.actor.kind !== 'bearer' || !INVENTORY.includes(endpoint)) return;
  const text = JSON.stringify([ctx.organization.id, await ctx.credential()]);
  const name = createHmac('sha256', hmacKey).update(text).digest('base64url');
  const atMs = ctx.now().getTime();
  const before = noted.get(name);
  if (before !== undefined && atMs - before < HOUR_MS) return;
  if (noted.size > MOST_REMEMBERED) noted.clear();
  noted.set(name, atMs);
  try {
    await recordActivity(ctx.store.db, {
      organizationId: ctx.organization.id,
      actor: ctx.actor.label,
      action: 'inventory-read',
      details: { endpoint },
      at: ctx.now(),
    });
  } catch (error) {
    // This read fails with the error, so the next one must be recorded.
    noted.delete(name);
    throw error;
  }
}
