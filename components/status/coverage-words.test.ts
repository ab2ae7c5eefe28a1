import { describe, expect, it } from 'vitest';
import type { Audit } from '@/lib/contract';
import { coverageWords } from './coverage-words';

const audit = (change: Partial<Audit>) =>
  ({
    status: 'complete',
    reason: null,
    reason_detail: null,
    members: { total: 48, audited: 48, blocked: 0, failed: 0, pending: 0 },
    ...change,
  }) as Audit;

describe('coverageWords', () => {
  it('calls a complete audit whole', () => {
    expect(coverageWords(audit({}))).toEqual({
      text: '48 of 48 members',
      count: '48 of 48 members audited',
      missing: 0,
      whole: true,
      why: null,
    });
  });

  it.each(['roster-unreadable', 'not-confirmed'] as const)(
    'never calls a partial audit whole though nobody is missing: %s',
    (reason) => {
      const words = coverageWords(
        audit({ status: 'partial', reason, reason_detail: 'Members who joined may be missing.' }),
      );
      expect(words).toMatchObject({
        text: '48 of 48 members · partial',
        count: '48 of 48 members audited',
        missing: 0,
        whole: false,
      });
      expect(words.why).toBe('Members who joined may be missing.');
      expect(coverageWords(audit({ status: 'partial', reason })).why).toMatch(
        /^(Couldn’t read the member list|Key lists couldn’t be confirmed)\.$/,
      );
    },
  );

  it('is not whole while members are missing', () => {
    const members = { total: 1048, audited: 1046, blocked: 2, failed: 0, pending: 0 };
    expect(coverageWords(audit({ status: 'running', members }))).toMatchObject({
      text: '1,046 of 1,048 members',
      count: '1,046 of 1,048 members audited',
      missing: 2,
      whole: false,
      why: null,
    });
  });
});
