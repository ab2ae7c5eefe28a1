import { memberId } from '@/lib/domain/core';
import { key, member, snapshot } from '../testing/builders';
import { testRule } from '../testing/rule-tester';
import { sameKeyNameAcrossMembers } from './same-key-name-across-members';

/** One key of anna's and one of bob's. */
const pair = (annas: string, bobs: string) => ({
  keys: [key('key-1', { name: annas }), key('key-2', { name: bobs, holderId: memberId('bob') })],
});
const both = { 'key-1': 'medium', 'key-2': 'medium' } as const;

testRule(sameKeyNameAcrossMembers, {
  clean: [
    { name: 'different names', snapshot: snapshot(pair('langfuse bridge', 'sales summary')) },
    {
      name: 'the same name twice with one member',
      snapshot: snapshot({
        keys: [
          key('key-1', { name: 'langfuse bridge' }),
          key('key-2', { name: 'langfuse bridge' }),
        ],
      }),
    },
  ],
  flagged: [
    {
      name: 'the same name at two members',
      snapshot: snapshot(pair('langfuse bridge', 'langfuse bridge')),
      findings: both,
      evidence: ['langfusebridge', '2', 'bob@acme.example'],
    },
    {
      name: 'case, signs and numbers make no difference',
      snapshot: snapshot(pair('LangfuseBridge_01', 'langfuse-bridge')),
      findings: both,
    },
    {
      name: "nor does the holder's own name",
      snapshot: snapshot(pair('langfuse bridge anna', 'bob_langfuse_bridge')),
      findings: both,
    },
    {
      name: 'scripts without spaces',
      snapshot: snapshot(pair('売上要約', '売上要約2')),
      findings: both,
    },
  ],
  notAssessed: [
    {
      name: 'copies at members who were not read cannot be seen',
      snapshot: snapshot({ members: [member('anna'), member('bob', { state: 'blocked' })] }),
      notAssessed: { 'org-acme': '1 of 2 members' },
    },
  ],
  edge: [
    ...[
      'test',
      'my key',
      'API key 2',
      'apikey',
      'laptop',
      'Braintrust API Key',
      'MacBook Pro',
      '1',
      '',
      '🙂',
      'テストキー',
      'v2',
    ].map((name) => ({
      name: `a common name is no sign: ${JSON.stringify(name)}`,
      snapshot: snapshot(pair(name, name)),
    })),
    {
      name: 'a short name that the list of workload words knows',
      snapshot: snapshot(pair('ci', 'CI')),
      findings: both,
    },
    {
      name: 'names that differ in their common words only are not the same',
      snapshot: snapshot(pair('pricing test', 'rating test')),
    },
    {
      name: 'hostile names',
      snapshot: snapshot(
        pair('=HYPERLINK("https://x.example")\u202e\u0000', '<script>alert(1)</script>'.repeat(80)),
      ),
    },
    {
      name: 'a member who left is not asked for',
      snapshot: snapshot({
        members: [member('anna'), member('bob', { state: 'failed', roster: 'left' })],
      }),
    },
  ],
});
