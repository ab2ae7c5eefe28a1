import type { Transaction } from '@/lib/platform/database';

/** Runs one part of a long write in a short transaction of its own, so that nobody waits for all of it. */
export type InPart = (write: (tx: Transaction) => Promise<void>) => Promise<void>;
