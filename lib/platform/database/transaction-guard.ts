import { AsyncLocalStorage } from 'node:async_hooks';
import { AppError, perProcess } from '@/lib/domain/core';

interface OpenTransaction {
  guard: TransactionGuard;
  open: boolean;
  afterCommit: (() => void)[];
}

const storage = perProcess('transaction', () => new AsyncLocalStorage<OpenTransaction>());

/** Calls `hook` once the current transaction has committed, or immediately if there is none. */
export function afterCommit(hook: () => void): void {
  const transaction = storage.getStore();
  if (transaction?.open === true) transaction.afterCommit.push(hook);
  else hook();
}

/**
 * Detects code that uses the outer database inside a transaction. It would wait forever for its own
 * transaction (embedded) or write outside it (PostgreSQL). Both are bugs, so both throw.
 */
export class TransactionGuard {
  /** *Errors*: `internal` inside an open transaction. */
  refuseInside(): void {
    const transaction = storage.getStore();
    if (transaction?.guard !== this || !transaction.open) return;
    throw new AppError(
      'internal',
      'Latchkey had an internal error. If you were changing something, reload to check whether it was saved, then try again.',
      { message: 'the outer database was used inside a transaction; pass tx on instead' },
    );
  }

  /** Runs the work of a transaction. `settle` commits or rolls back before any hook runs. */
  async run<T>(work: () => Promise<T>, settle: (outcome: Promise<T>) => Promise<T>): Promise<T> {
    const transaction: OpenTransaction = { guard: this, open: true, afterCommit: [] };
    try {
      const result = await settle(storage.run(transaction, work));
      transaction.open = false;
      for (const hook of transaction.afterCommit) hook();
      return result;
    } finally {
      transaction.open = false;
    }
  }

  afterCommit(hook: () => void): void {
    afterCommit(hook);
  }
}
