import { expect, it } from 'vitest';
import { outcomeOf } from './audit-outcome';

it('counts the missing members with a separator of thousands', () => {
  const missing = Array.from(
    { length: 1200 },
    () => ({ state: 'blocked', reason: 'impersonation-refused' }) as const,
  );
  const row = {
    strategy: 'header',
    strategyWhy: null,
    confirmed: true,
    keyLists: null,
    membersTotal: 20_001,
  } as const;
  expect(outcomeOf(row, [...missing, { state: 'audited', reason: null }], null)).toMatchObject({
    reasonDetail: "1,200 of 20,001 members couldn't be audited.",
  });
});
