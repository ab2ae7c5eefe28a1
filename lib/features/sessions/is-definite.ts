import { ERROR_CODES, type AppError } from '@/lib/domain/core';

/**
 * True where Braintrust has answered, and trying the same key again would not end differently. Our own
 * faults, and trouble between us and Braintrust, are no answers.
 */
export function isDefinite({ code }: AppError): boolean {
  return !ERROR_CODES[code].retryable && code !== 'internal' && !code.startsWith('upstream-');
}
