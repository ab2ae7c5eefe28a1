import { createHmac, randomBytes } from 'node:crypto';
import { recordActivity } from '@/lib/features/activity';
import type { Context } from '@/lib/features/context';
import type { EndpointId } from '@/lib/contract';
import { HOUR_MS, perProcess } from '@/lib/domain/core';

/** Endpoints that give a program the list of keys. An export makes an entry of its own each time. */
const INVENTORY: readonly string[] = ['listApiKeys', 'listAuditKeys'] satisfies EndpointId[];

const MOST_REMEMBERED = 1000;
/** In memory only, so that what is remembered of a key says nothing to anyone. */
const hmacKey = perProcess('inventory-reads-key', () => randomBytes(32));
const noted = perProcess('inventory-reads', () => new Map<string, number>());

/** Writes into the activity log that a program read the keys, once per key and hour. */
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
    // The read is refused, so the next one must be written down.
    noted.delete(name);
    throw error;
  }
}
