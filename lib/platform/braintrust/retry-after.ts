import { SECOND_MS } from '@/lib/domain/core';

const MAX_WAIT_MS = 120 * SECOND_MS;

/**
 * How long a `Retry-After` header asks to wait, or `null` where it says nothing of use: missing,
 * unreadable, zero, or a date that has passed. The caller then backs off by itself.
 * *Units*: ms, at most 120 s.
 */
export function retryAfterMs(header: string | null, wallMs: number): number | null {
  if (header === null) return null;
  const text = header.trim();
  const waitMs = /^\d+(\.\d+)?$/.test(text) ? Number(text) * SECOND_MS : Date.parse(text) - wallMs;
  if (!(waitMs > 0)) return null;
  return Math.min(waitMs, MAX_WAIT_MS);
}
