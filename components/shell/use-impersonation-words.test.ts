import { describe, expect, it } from 'vitest';
import { impersonationWords } from './use-impersonation-words';

describe('what an audit will do', () => {
  const known = { roster_members: 1048, roster_service_accounts: 0, roster_unknown: null };

  it('says how many members', () => {
    const words = '1,048 members will be impersonated, one after the other.';
    expect(impersonationWords(known)).toBe(words);
    expect(impersonationWords({ ...known, roster_members: 1 })).toMatch(/^1 member /);
  });

  it('counts service accounts apart', () => {
    expect(impersonationWords({ ...known, roster_service_accounts: 1 })).toBe(
      '1,048 members will be impersonated, one after the other. Latchkey tries the same for 1 service account.',
    );
  });

  it('says why the number is not known, and no number then', () => {
    const words = impersonationWords({
      roster_members: null,
      roster_service_accounts: null,
      roster_unknown: 'It is away.',
    });
    expect(words).toBe(
      'Every member will be impersonated, one after the other. How many is not known: It is away.',
    );
    expect(impersonationWords(undefined)).toMatch(/^Every member will be impersonated/);
  });
});
