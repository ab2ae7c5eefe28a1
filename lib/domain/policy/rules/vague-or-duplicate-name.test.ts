import { memberId } from '@/lib/domain/core';
import { daysAgo, key, snapshot } from '../testing/builders';
import { testRule } from '../testing/rule-tester';
import { vagueOrDuplicateName } from './vague-or-duplicate-name';

const named = (name: string) => snapshot({ keys: [key('key-1', { name })] });
const twins = (first: string, second: string) => [
  key('key-1', { name: first }),
  key('key-2', { name: second }),
];

testRule(vagueOrDuplicateName, {
  clean: [
    'pricing report',
    'ci',
    'k8s',
    'my laptop',
    'PC',
    'test of the pricing report',
    '本番',
    '売上要約',
    'mein rechner',
  ].map((name) => ({ name: `tells something: ${name}`, snapshot: named(name) })),
  flagged: [
    ...[
      'test',
      'New Key',
      'api_key-2',
      'APIKey',
      'asdf',
      'aaaa',
      'x',
      'q7',
      '12',
      '2024-05-01',
    ].map((name) => ({
      name: `tells nothing: ${name}`,
      snapshot: named(name),
      findings: { 'key-1': 'low' as const },
      evidence: [name],
    })),
    {
      name: 'the same name twice with one holder, in another case',
      snapshot: snapshot({ keys: twins('pricing report', ' Pricing  Report') }),
      findings: { 'key-1': 'low', 'key-2': 'low' },
      evidence: ['2'],
    },
    {
      name: 'only common words of a script without spaces',
      snapshot: named('テストキー'),
      findings: { 'key-1': 'low' },
    },
  ],
  notAssessed: [
    {
      name: 'never: an empty name is a name that tells nothing',
      snapshot: named(''),
      findings: { 'key-1': 'low' },
      evidence: ['no letters'],
    },
  ],
  edge: [
    {
      name: 'the same name with two holders belongs to another rule',
      snapshot: snapshot({
        keys: [
          key('key-1', { name: 'pricing report' }),
          key('key-2', { name: 'pricing report', holderId: memberId('bob') }),
        ],
      }),
    },
    {
      name: 'a twin that has expired is no twin',
      snapshot: snapshot({
        keys: [
          key('key-1', { name: 'pricing report' }),
          key('key-2', { name: 'pricing report', expiry: { kind: 'at', at: daysAgo(1) } }),
        ],
      }),
    },
    {
      name: 'signs and emoji only, direction characters made visible',
      snapshot: named('🙂\u202e!\u0000'),
      findings: { 'key-1': 'low' },
      evidence: ['🙂\ufffd!\ufffd'],
    },
    { name: '2,000 characters', snapshot: named('pricing '.repeat(250)) },
  ],
});
