import { perProcess } from '@/lib/domain/core';
import type { Log } from './log';
import { currentRequest } from './request-scope';

type Fields = Record<string, string | number | boolean | null>;

const slot = perProcess<{ log: Log | null }>('security-log', () => ({ log: null }));

/** Sets where security events are written. `null` discards them, as on the command line. */
export function logSecurityEventsTo(log: Log | null): void {
  slot.log = log;
}

/** Writes one JSON line with `"event":"security"` and the current request, regardless of LOG_LEVEL. */
export function securityEvent(action: string, fields: Fields): void {
  const request = currentRequest();
  slot.log?.always('security event', {
    event: 'security',
    action,
    address: request?.address ?? null,
    request_id: request?.id ?? null,
    ...fields,
  });
}
