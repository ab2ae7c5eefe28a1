import { expect, it } from 'vitest';
import { AUDIT } from '@/lib/platform/files/testing/rows';
import { countMembers } from './member-words';

it('counts service accounts apart from members', () => {
  const members = { total: 12, audited: 12, blocked: 0, failed: 0, pending: 0 };
  expect(countMembers({ ...AUDIT, members })).toBe('12 members');
  expect(countMembers({ ...AUDIT, members, service_accounts: 1 })).toBe(
    '12 members and 1 service account',
  );
});
