import { memberId } from '@/lib/domain/core';
import { grant, key, member, reaches, snapshot } from '../testing/builders';
import { testRule } from '../testing/rule-tester';
import { workloadOnPersonalKey } from './workload-on-personal-key';

const ciKey = key('key-1', { name: 'github-actions' });

testRule(workloadOnPersonalKey, {
  clean: [
    { name: 'a name that says nothing of a program', snapshot: snapshot() },
    {
      name: "a person's laptop",
      snapshot: snapshot({ keys: [key('key-1', { name: 'macbook' })] }),
    },
    {
      name: 'signals that contradict each other',
      snapshot: snapshot({ keys: [key('key-1', { name: 'ci on my laptop' })] }),
    },
  ],
  flagged: [
    {
      name: 'a word in the name',
      snapshot: snapshot({ keys: [ciKey] }),
      findings: { 'key-1': 'high' },
      evidence: ['github', 'actions', 'no'],
    },
    {
      name: 'the holder is an owner',
      snapshot: snapshot({ keys: [ciKey], members: [member('anna', { owner: true })] }),
      findings: { 'key-1': 'critical' },
      evidence: ['anna@acme.example'],
    },
    {
      name: 'the holder is an owner by a grant: its path is told',
      snapshot: snapshot({ keys: [ciKey], reaches: reaches([grant('anna', 'role:owner')]) }),
      findings: { 'key-1': 'critical' },
      evidence: ['github', 'anna@acme.example → role Owner → organization'],
    },
    {
      name: 'a shared mailbox holds it',
      snapshot: snapshot({ members: [member('anna', { email: 'ci@acme.example' })] }),
      findings: { 'key-1': 'high' },
      evidence: ['ci@acme.example'],
    },
    {
      name: 'copies at two members',
      snapshot: snapshot({
        keys: [
          key('key-1', { name: 'langfuse bridge' }),
          key('key-2', { name: 'Langfuse-Bridge 2', holderId: memberId('bob') }),
        ],
      }),
      findings: { 'key-1': 'high', 'key-2': 'high' },
      evidence: ['bob@acme.example'],
    },
  ],
  notAssessed: [
    {
      name: 'whether the holder is an owner could not be read: high, and said',
      snapshot: snapshot({
        keys: [ciKey],
        members: [member('anna', { owner: null })],
        reaches: new Map(),
      }),
      findings: { 'key-1': 'high' },
      notAssessed: { 'key-1': 'Couldn’t assess ownership' },
      evidence: ['unknown'],
    },
    {
      name: 'a holder who is not on the roster',
      snapshot: snapshot({ keys: [ciKey], members: [] }),
      findings: { 'key-1': 'high' },
      notAssessed: { 'key-1': 'isn’t in the member list' },
    },
  ],
  edge: [
    {
      name: 'on Starter being an owner raises nothing',
      snapshot: snapshot({ keys: [ciKey], members: [member('anna', { owner: true })] }),
      settings: { plan: 'starter' },
      findings: { 'key-1': 'high' },
    },
    {
      name: 'no keys, no members',
      snapshot: snapshot({ keys: [], members: [] }),
    },
    {
      name: 'a word within a word is no word',
      snapshot: snapshot({ keys: [key('key-1', { name: 'decide later about robotics' })] }),
    },
    {
      name: 'the words are a setting',
      snapshot: snapshot({ keys: [key('key-1', { name: 'zeppelin' })] }),
      settings: { workloadWords: ['Zeppelin'] },
      findings: { 'key-1': 'high' },
      evidence: ['Zeppelin'],
    },
  ],
});
