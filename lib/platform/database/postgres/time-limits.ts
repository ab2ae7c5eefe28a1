import { MINUTE_MS, SECOND_MS } from '@/lib/domain/core';

/** Outside a transaction, a statement serves one page or one job of the queue. */
export const STATEMENT_TIMEOUT_MS = MINUTE_MS;
/** In a transaction, a statement may affect every key of a large organization. */
export const IN_TRANSACTION_TIMEOUT_MS = 10 * MINUTE_MS;
/** Between two statements, keys may be evaluated, or a slow client may read an export. */
export const IDLE_IN_TRANSACTION_MS = 5 * MINUTE_MS;
/** BEGIN and ROLLBACK take no time if the server answers at all. */
export const CONTROL_TIMEOUT_MS = 10 * SECOND_MS;
