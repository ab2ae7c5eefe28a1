import type { Context } from '@/lib/features/context';

/**
 * Runs `work` on a context whose reads all see one database snapshot. `work` must call `release` when
 * its result has been read; if `work` fails, the snapshot is released here.
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
