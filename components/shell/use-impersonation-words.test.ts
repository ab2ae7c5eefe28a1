import { describe, expect, it } from 'vitest';
import { impersonationWords } from './use-impersonation-words';

describe('what an audit will do', () => {
  it('says how many members', () => {
    expect(impersonationWords({ roster_members: 1048, roster_unknown: null })).toBe(
      '1,048 members will be impersonated, one after the other.',
    );
    expect(impersonationWords({ roster_members: 1, roster_unknown: null })).toMatch(/^1 member /);
  });

  it('says why the number is not known, and no number then', () => {
    const words = impersonationWords({ roster_members: null, roster_unknown: 'It is away.' });
    expect(words).toBe(
      'Every member will be impersonated, one after the other. How many is not known: It is away.',
    );
    expect(impersonationWords(undefined)).toMatch(/^Every member will be impersonated/);
  });
});
