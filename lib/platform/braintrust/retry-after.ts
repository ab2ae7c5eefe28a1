import { SECOND_MS } from '@/lib/domain/core';

const MAX_WAIT_MS = 120 * SECOND_MS;

/**
 * Returns how long a `Retry-After` header asks to wait. It is `null` if the header is missing, unreadable,
 * zero, or a date in the past; the caller then uses its own backoff.
 * *Units*: ms, at most 120 s.
 */
export function retryAfterMs(header: string | null, wallMs: number): number | null {
  if (header === null) return null;
  const text = header.trim();
  const waitMs = /^\d+(\.\d+)?$/.test(text) ? Number(text) * SECOND_MS : Date.parse(text) - wallMs;
  if (!(waitMs > 0)) return null;
  return Math.min(waitMs, MAX_WAIT_MS);
}
