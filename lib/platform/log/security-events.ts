import type { Log } from './log';
import { currentRequest } from './request-scope';

type Fields = Record<string, string | number | boolean | null>;

/** Shared by all copies of this module that a bundler creates. */
const SLOT = Symbol.for('latchkey.security-log');
const slots = globalThis as unknown as Record<symbol, Log | null | undefined>;

/** Sets where security events are written. `null` discards them, as on the command line. */
export function logSecurityEventsTo(log: Log | null): void {
  slots[SLOT] = log;
}

/** Writes one JSON line with `"event":"security"` and the current request, regardless of LOG_LEVEL. */
export function securityEvent(action: string, fields: Fields): void {
  const request = currentRequest();
  slots[SLOT]?.always('security event', {
    event: 'security',
    action,
    address: request?.address ?? null,
    request_id: request?.id ?? null,
    ...fields,
  });
}
