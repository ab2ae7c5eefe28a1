import type { Log } from './log';
import { currentRequest } from './request-scope';

type Fields = Record<string, string | number | boolean | null>;

/** Shared by all copies of this module that a bundler makes. */
const SLOT = Symbol.for('latchkey.security-log');
const slots = globalThis as unknown as Record<symbol, Log | null | undefined>;

/** Where security events go from now on; `null`: nowhere, as on the command line. */
export function logSecurityEventsTo(log: Log | null): void {
  slots[SLOT] = log;
}

/**
 * Writes one JSON line with `"event":"security"` and the request that it happened in, whatever
 * LOG_LEVEL says.
 */
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
