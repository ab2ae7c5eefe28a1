import { daysAgo, key, snapshot } from '../testing/builders';
import { testRule } from '../testing/rule-tester';
import { oldKey } from './old-key';

const aged = (days: number) => snapshot({ keys: [key('key-1', { createdAt: daysAgo(days) })] });

testRule(oldKey, {
  clean: [{ name: '89 days', snapshot: aged(89) }],
  flagged: [
    {
      name: '90 days',
      snapshot: aged(90),
      findings: { 'key-1': 'low' },
      evidence: ['2026-08-22', '90'],
    },
    { name: '180 days', snapshot: aged(180), findings: { 'key-1': 'medium' } },
    { name: '365 days', snapshot: aged(365), findings: { 'key-1': 'high' } },
  ],
  notAssessed: [
    {
      name: 'no date of creation',
      snapshot: snapshot({ keys: [key('key-1', { createdAt: null })] }),
      notAssessed: { 'key-1': 'didn’t report' },
    },
    {
      name: 'a date that Braintrust sent and that is none',
      snapshot: snapshot({
        keys: [key('key-1', { createdAt: null, createdRaw: '0001-01-01T00:00:00Z' })],
      }),
      notAssessed: { 'key-1': 'can’t be used' },
      sent: ['0001-01-01T00:00:00Z'],
    },
    {
      name: 'a date in the future',
      snapshot: aged(-2),
      notAssessed: { 'key-1': 'future' },
    },
    {
      name: 'a date that cannot be read',
      snapshot: snapshot({ keys: [key('key-1', { createdAt: new Date('soon') })] }),
      notAssessed: { 'key-1': 'can’t be read' },
    },
  ],
  edge: [
    { name: 'just short of 90 days', snapshot: aged(89.999) },
    { name: 'a clock that is half a day ahead of ours', snapshot: aged(-0.5) },
    {
      name: 'thresholds are settings',
      snapshot: aged(31),
      settings: { oldKeyDays: { low: 30, medium: 60, high: 90 } },
      findings: { 'key-1': 'low' },
    },
    { name: 'the year 1970', snapshot: aged(20_000), findings: { 'key-1': 'high' } },
  ],
});
