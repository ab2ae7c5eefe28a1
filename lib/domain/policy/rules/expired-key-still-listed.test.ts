import { NOW, daysAgo, key, snapshot } from '../testing/builders';
import { testRule } from '../testing/rule-tester';
import { expiredKeyStillListed } from './expired-key-still-listed';

const ends = (at: Date) => snapshot({ keys: [key('key-1', { expiry: { kind: 'at', at } })] });

testRule(expiredKeyStillListed, {
  clean: [
    { name: 'an end to come', snapshot: ends(daysAgo(-1)) },
    { name: 'no end', snapshot: snapshot({ keys: [key('key-1', { expiry: { kind: 'never' } })] }) },
  ],
  flagged: [
    {
      name: 'past its end',
      snapshot: ends(daysAgo(12)),
      findings: { 'key-1': 'info' },
      evidence: ['2026-11-08', '12'],
    },
  ],
  notAssessed: [
    {
      name: 'a data plane that does not report ends',
      snapshot: snapshot({ keys: [key('key-1', { expiry: { kind: 'unknown' } })] }),
      notAssessed: { 'key-1': 'doesn’t report' },
    },
    {
      name: 'a date that cannot be read',
      snapshot: ends(new Date(Number.NaN)),
      notAssessed: { 'key-1': 'can’t be read' },
    },
  ],
  edge: [
    {
      name: 'at the very instant',
      snapshot: ends(new Date(NOW)),
      findings: { 'key-1': 'info' },
      evidence: ['0'],
    },
    { name: 'one millisecond before', snapshot: ends(new Date(NOW.getTime() + 1)) },
  ],
});
