import { memberId } from '@/lib/domain/core';
import { daysAgo, key, member, snapshot } from '../testing/builders';
import { testRule } from '../testing/rule-tester';
import { severalKeysPerMember } from './several-keys-per-member';

const keys = (count: number) => Array.from({ length: count }, (_, index) => key(`key-${index}`));
const expired = { kind: 'at', at: daysAgo(3) } as const;

testRule(severalKeysPerMember, {
  clean: [
    { name: 'one key', snapshot: snapshot() },
    { name: 'four keys', snapshot: snapshot({ keys: keys(4) }) },
    {
      name: 'five keys of two members',
      snapshot: snapshot({
        keys: keys(5).map((one, index) =>
          index === 0 ? { ...one, holderId: memberId('bob') } : one,
        ),
      }),
    },
  ],
  flagged: [
    {
      name: 'five: one finding, on the member',
      snapshot: snapshot({ keys: keys(5) }),
      findings: { anna: 'low' },
      evidence: ['5', 'anna@acme.example'],
    },
    { name: 'nine', snapshot: snapshot({ keys: keys(9) }), findings: { anna: 'low' } },
    { name: 'ten', snapshot: snapshot({ keys: keys(10) }), findings: { anna: 'medium' } },
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
      snapshot: snapshot({ keys: [...keys(4), key('key-4', { expiry: expired })] }),
    },
    {
      name: 'a former member is left to the rule about former members',
      snapshot: snapshot({ keys: keys(5), members: [member('anna', { roster: 'left' })] }),
    },
    {
      name: 'a holder who is not on the roster is no member',
      snapshot: snapshot({ keys: keys(5), members: [] }),
    },
    {
      name: 'the thresholds are a setting',
      snapshot: snapshot({ keys: keys(2) }),
      settings: { severalKeys: { low: 2, medium: 5 } },
      findings: { anna: 'low' },
    },
    {
      name: '5,000 keys of one member',
      snapshot: snapshot({ keys: keys(5_000) }),
      findings: { anna: 'medium' },
    },
  ],
});
