import { describe, expect, it } from 'vitest';
import { impersonationWords } from './use-impersonation-words';

describe('what an audit will do', () => {
  const known = { roster_members: 1048, roster_service_accounts: 0, roster_unknown: null };

  it('says how many members', () => {
    const words = 'Latchkey impersonates each of your 1,048 members to list their keys.';
    expect(impersonationWords(known)).toBe(words);
    expect(impersonationWords({ ...known, roster_members: 1 })).toMatch(/ your 1 member /);
  });

  it('counts service accounts apart', () => {
    expect(impersonationWords({ ...known, roster_service_accounts: 1 })).toBe(
      'Latchkey impersonates each of your 1,048 members to list their keys. It tries the same for 1 service account.',
    );
  });

  it('says why the number is not known, and no number then', () => {
    const words = impersonationWords({
      roster_members: null,
      roster_service_accounts: null,
      roster_unknown: 'It is away.',
    });
    expect(words).toBe(
      'Latchkey impersonates every member to list their keys. Couldn’t count the members. It is away.',
    );
    expect(impersonationWords(undefined)).toMatch(/impersonates every member/);
  });
});
