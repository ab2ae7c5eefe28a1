import { memberId, type Severity } from '@/lib/domain/core';
import { daysAgo, key, member, snapshot } from '../testing/builders';
import { testRule } from '../testing/rule-tester';
import { severalKeysPerMember } from './several-keys-per-member';

const keys = (count: number) => Array.from({ length: count }, (_, index) => key(`key-${index}`));
const all = (count: number, severity: Severity) =>
  Object.fromEntries(keys(count).map(({ id }) => [id, severity]));
const expired = { kind: 'at', at: daysAgo(3) } as const;

testRule(severalKeysPerMember, {
  clean: [
    { name: 'one key', snapshot: snapshot() },
    {
      name: 'one key each',
      snapshot: snapshot({ keys: [key('key-1'), key('key-2', { holderId: memberId('bob') })] }),
    },
  ],
  flagged: [
    {
      name: 'two',
      snapshot: snapshot({ keys: keys(2) }),
      findings: all(2, 'low'),
      evidence: ['2', 'anna@acme.example'],
    },
    { name: 'four', snapshot: snapshot({ keys: keys(4) }), findings: all(4, 'low') },
    { name: 'five', snapshot: snapshot({ keys: keys(5) }), findings: all(5, 'medium') },
  ],
  notAssessed: [
    {
      name: 'keys that were not read cannot be counted',
      snapshot: snapshot({ members: [member('anna'), member('bob', { state: 'failed' })] }),
      notAssessed: { bob: 'can’t be counted' },
    },
  ],
  edge: [
    {
      name: 'expired keys do not count',
      snapshot: snapshot({ keys: [key('key-1'), key('key-2', { expiry: expired })] }),
    },
    {
      name: 'a holder who is not on the roster is counted too',
      snapshot: snapshot({ keys: keys(2), members: [] }),
      findings: all(2, 'low'),
      evidence: ['anna'],
    },
    {
      name: '5,000 keys of one member',
      snapshot: snapshot({ keys: keys(5_000) }),
      findings: all(5_000, 'medium'),
    },
  ],
});
