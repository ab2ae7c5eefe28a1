import { ERROR_CODES, type AppError } from '@/lib/domain/core';

/**
 * True if Braintrust answered and would answer the same again for this key. Internal errors and upstream
 * failures don't count as answers.
 */
export function isDefinite({ code }: AppError): boolean {
  return !ERROR_CODES[code].retryable && code !== 'internal' && !code.startsWith('upstream-');
}
