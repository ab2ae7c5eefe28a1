import type { Context } from '@/lib/features/context';
import { keyId } from '@/lib/domain/core';
import { readRevoked } from '@/lib/features/revocation';
import type { Replacement } from './stored-replacement';

/** The plan, with the keys that were revoked from Latchkey since the latest check as no longer listed. */
export async function withRevoked(ctx: Context, replacement: Replacement): Promise<Replacement> {
  const { plan, state } = replacement;
  const ids = plan.keys.map(({ id }) => keyId(id));
  const revoked = await readRevoked(ctx.store.db, ctx, ids);
  const keys = { ...state.keys };
  for (const [id, at] of revoked) {
    if (state.checked_at === null || at > new Date(state.checked_at)) keys[id] = 'gone';
  }
  return { ...replacement, state: { ...state, keys } };
}
