import type { Transaction } from '@/lib/platform/database';

/** Runs one part of a long write in a short transaction of its own, so that other queries run between the parts. */
export type InPart = (write: (tx: Transaction) => Promise<void>) => Promise<void>;
