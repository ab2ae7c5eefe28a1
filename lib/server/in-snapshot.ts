import type { Context } from '@/lib/features/context';

/**
 * Runs `work` on a context that reads one moment of the database. `work` gets `release` for what it
 * hands out to be read later; when it fails, the snapshot is released here.
 * *Errors*: those of `work`; `too-many-requests`.
 */
export async function inSnapshot<T>(
  ctx: Context,
  work: (frozen: Context, release: () => Promise<void>) => Promise<T>,
): Promise<T> {
  const { db, release } = await ctx.store.snapshot();
  try {
    return await work({ ...ctx, store: { ...ctx.store, db } }, release);
  } catch (error) {
    await release();
    throw error;
  }
}
