import { describe, expect, it } from 'vitest';
import fc from 'fast-check';
import { AppError } from '@/lib/domain/core';
import { createLog } from './log';

const OWNER = 'sk-fake-owner-0001';
const SERVICE = 'bt-st-fake-service-0002';
const COOKIE = 'next-auth.session-token=eyJhbGciOiJkaXIifQ..aaaa.bbbb.cccc';
const SECRETS = [OWNER, SERVICE, 'eyJhbGciOiJkaXIifQ', 'aaaa.bbbb', 'tok-of-nobody', 'hunter2'];

function capture(level = 'info') {
  const lines: string[] = [];
  const log = createLog({ level, to: { write: (line) => lines.push(line) } });
  return { log, lines, text: () => lines.join('') };
}

describe('createLog', () => {
  it('writes one JSON line with time, level, message and fields', () => {
    const { log, lines } = capture();
    log.child({ audit_id: 'a1' }).warn('slow', { duration_ms: 12, at: new Date(0) });
    expect(lines).toHaveLength(1);
    expect(JSON.parse(lines[0] ?? '')).toMatchObject({
      level: 'warn',
      message: 'slow',
      audit_id: 'a1',
      duration_ms: 12,
      at: '1970-01-01T00:00:00.000Z',
    });
  });

  it('keeps to its level', () => {
    const { log, lines } = capture('error');
    log.info('quiet');
    log.error('loud');
    expect(lines).toHaveLength(1);
  });

  it('never shows a key, an Authorization header or a cookie, however they come', () => {
    const { log, text } = capture();
    const deep = new Error(`fetch with ${OWNER} failed`, {
      cause: new Error(`Authorization: Bearer tok-of-nobody and ${SERVICE}`, {
        cause: { headers: { authorization: 'Bearer tok-of-nobody', Cookie: COOKIE } },
      }),
    });
    log.error(`could not ask with ${OWNER}`, {
      error: deep,
      app: new AppError('internal', 'x', { cause: deep, details: { apiKey: 'hunter2' } }),
      many: new AggregateError([deep], SERVICE),
      headers: new Headers({ Authorization: 'Bearer tok-of-nobody', cookie: COOKIE }),
      url: `https://u:hunter2@db.example.com/?a=${OWNER}`,
      list: [COOKIE, { token: 'hunter2', sealedKey: 'hunter2', [OWNER]: 1 }],
      json: JSON.stringify({ authorization: 'Bearer tok-of-nobody' }),
    });
    for (const secret of SECRETS) expect(text()).not.toContain(secret);
    expect(text()).toContain('[redacted]');
  });

  it('never shows a key inside any other text', () => {
    const key = fc.stringMatching(/^(sk|bt-st)-[A-Za-z0-9]{8,30}$/);
    fc.assert(
      fc.property(key, fc.string(), fc.string(), (secret, before, after) => {
        const { log, text } = capture();
        log.info(`${before} ${secret} ${after}`, { note: `${before}"${secret}"${after}` });
        expect(text()).not.toContain(secret);
      }),
      { numRuns: 200 },
    );
  });

  it('survives cycles and depth', () => {
    const { log, lines } = capture();
    const cycle: Record<string, unknown> = {};
    cycle.self = cycle;
    log.info('cycle', { cycle });
    expect(lines[0]).toContain('[circular]');
  });
});
