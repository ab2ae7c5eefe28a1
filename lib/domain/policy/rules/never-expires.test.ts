import { daysAgo, key, snapshot } from '../testing/builders';
import { testRule } from '../testing/rule-tester';
import { neverExpires } from './never-expires';

testRule(neverExpires, {
  clean: [{ name: 'a key with an end', snapshot: snapshot() }],
  flagged: [
    {
      name: 'expires_at is null',
      snapshot: snapshot({ keys: [key('key-1', { expiry: { kind: 'never' } })] }),
      findings: { 'key-1': 'medium' },
    },
  ],
  notAssessed: [
    {
      name: 'expires_at was not sent: unknown is neither a pass nor a finding',
      snapshot: snapshot({ keys: [key('key-1', { expiry: { kind: 'unknown' } })] }),
      notAssessed: { 'key-1': 'doesn’t report' },
    },
  ],
  edge: [
    {
      name: 'an end long past is an end',
      snapshot: snapshot({ keys: [key('key-1', { expiry: { kind: 'at', at: daysAgo(400) } })] }),
    },
  ],
});
