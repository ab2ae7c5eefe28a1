import { NOW, daysAgo, key, snapshot } from '../testing/builders';
import { testRule } from '../testing/rule-tester';
import { expiresSoon } from './expires-soon';

const ends = (at: Date) => snapshot({ keys: [key('key-1', { expiry: { kind: 'at', at } })] });

testRule(expiresSoon, {
  clean: [
    { name: 'in 31 days', snapshot: ends(daysAgo(-31)) },
    {
      name: 'never',
      snapshot: snapshot({ keys: [key('key-1', { expiry: { kind: 'never' } })] }),
    },
  ],
  flagged: [
    {
      name: 'in 30 days',
      snapshot: ends(daysAgo(-30)),
      findings: { 'key-1': 'low' },
      evidence: ['2026-12-20', '30'],
    },
    { name: 'in 8 days', snapshot: ends(daysAgo(-8)), findings: { 'key-1': 'low' } },
    { name: 'in 7 days', snapshot: ends(daysAgo(-7)), findings: { 'key-1': 'medium' } },
  ],
  notAssessed: [
    {
      name: 'a data plane that does not report ends',
      snapshot: snapshot({ keys: [key('key-1', { expiry: { kind: 'unknown' } })] }),
      notAssessed: { 'key-1': 'doesn’t report' },
    },
  ],
  edge: [
    { name: 'expired already: another rule says so', snapshot: ends(daysAgo(1)) },
    { name: 'this very instant', snapshot: ends(new Date(NOW)) },
    {
      name: 'the last millisecond',
      snapshot: ends(new Date(NOW.getTime() + 1)),
      findings: { 'key-1': 'medium' },
      evidence: ['0'],
    },
  ],
});
