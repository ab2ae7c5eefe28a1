import { afterEach, expect, it } from 'vitest';
import { createLog } from './log';
import { inRequest } from './request-scope';
import { logSecurityEventsTo, securityEvent } from './security-events';

afterEach(() => {
  logSecurityEventsTo(null);
});

it.each(['debug', 'info', 'warn', 'error', 'fatal', 'silent'])(
  'security events are written whatever the log level is: %s',
  (level) => {
    const lines: string[] = [];
    logSecurityEventsTo(createLog({ level, to: { write: (line) => lines.push(line) } }));
    inRequest({ id: 'request-1', address: '192.0.2.1' }, () => {
      securityEvent('sign-in-failed', { reason: 'wrong-key', key: 'sk-fake-mistyped-0001' });
    });
    expect(lines.map((line): unknown => JSON.parse(line))).toEqual([
      expect.objectContaining({
        level: 'info',
        event: 'security',
        action: 'sign-in-failed',
        reason: 'wrong-key',
        address: '192.0.2.1',
        request_id: 'request-1',
      }),
    ]);
    expect(lines.join('')).not.toContain('sk-fake-mistyped-0001');
  },
);
