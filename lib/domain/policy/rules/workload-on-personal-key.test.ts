import { memberId, type Severity } from '@/lib/domain/core';
import { REFUSED, daysAgo, grant, key, member, reaches, snapshot } from '../testing/builders';
import { testRule } from '../testing/rule-tester';
import { workloadOnPersonalKey } from './workload-on-personal-key';

const ciKey = key('key-1', { name: 'github-actions' });
const oldCiKey = key('key-1', { name: 'github-actions', createdAt: daysAgo(366) });
const everyProject = (permission: string) => grant('anna', permission, 'org_project');

/** Access → severity of a leak, and of a key over a year old. */
const LEAKS: [
  access: string,
  grants: ReturnType<typeof grant>[],
  severity: Severity,
  old: Severity,
][] = [
  ['owner', [grant('anna', 'role:owner')], 'critical', 'critical'],
  ['access admin', [grant('anna', 'create_acls')], 'critical', 'critical'],
  ['writes everywhere', [everyProject('update')], 'high', 'critical'],
  ['reads everywhere', [everyProject('read')], 'medium', 'high'],
  ['some projects', [grant('anna', 'update', 'project', 'pricing')], 'medium', 'high'],
  ['no access', [], 'low', 'medium'],
];

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
    ...LEAKS.flatMap(([access, grants, severity, old]) => [
      {
        name: `what a leak gives away: ${access}`,
        snapshot: snapshot({ keys: [ciKey], reaches: reaches(grants) }),
        findings: { 'key-1': severity },
      },
      {
        name: `a key over a year old: ${access}`,
        snapshot: snapshot({ keys: [oldCiKey], reaches: reaches(grants) }),
        findings: { 'key-1': old },
        evidence: ['over a year old'],
      },
    ]),
    {
      name: 'three copies raise the severity, and name their number',
      snapshot: snapshot({
        keys: ['anna', 'anna', 'bob'].map((holder, index) =>
          key(`key-${index + 1}`, { name: 'langfuse bridge', holderId: memberId(holder) }),
        ),
      }),
      findings: { 'key-1': 'high', 'key-2': 'high', 'key-3': 'medium' },
      evidence: ['3 keys with this name'],
    },
    {
      name: 'a holder outside the company domains raises the severity',
      snapshot: snapshot({ keys: [ciKey] }),
      settings: { domains: ['acme.com'] },
      findings: { 'key-1': 'high' },
      evidence: ['holder outside company domains'],
    },
    {
      name: 'several reasons raise it one step altogether',
      snapshot: snapshot({ keys: [oldCiKey], reaches: reaches([]) }),
      settings: { domains: ['acme.com'] },
      findings: { 'key-1': 'medium' },
      evidence: ['over a year old; holder outside company domains'],
    },
    {
      name: 'a word in the name',
      snapshot: snapshot({ keys: [ciKey] }),
      findings: { 'key-1': 'medium' },
      evidence: ['github actions', 'some projects'],
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
      evidence: ['github actions', 'anna@acme.example → role Owner → organization'],
    },
    {
      name: 'a shared mailbox holds it',
      snapshot: snapshot({ members: [member('anna', { email: 'ci@acme.example' })] }),
      findings: { 'key-1': 'medium' },
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
      findings: { 'key-1': 'medium', 'key-2': 'low' },
      evidence: ['bob@acme.example'],
    },
  ],
  notAssessed: [
    {
      name: 'access that could not be read: high, and said',
      snapshot: snapshot({
        keys: [ciKey],
        members: [member('anna', { owner: null })],
        reaches: new Map(),
      }),
      findings: { 'key-1': 'high' },
      notAssessed: { 'key-1': 'Couldn’t assess access' },
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
      name: 'a year to the day is not over a year',
      snapshot: snapshot({
        keys: [key('key-1', { name: 'github-actions', createdAt: daysAgo(365) })],
      }),
      findings: { 'key-1': 'medium' },
    },
    {
      name: 'unknown access is never raised to critical',
      snapshot: snapshot({ keys: [oldCiKey], reaches: new Map() }),
      findings: { 'key-1': 'high' },
      notAssessed: { 'key-1': 'Couldn’t assess access' },
    },
    {
      name: 'an access admin is known even if the roles could not be read',
      snapshot: snapshot({
        keys: [ciKey],
        reaches: reaches([grant('anna', 'create_acls'), grant('anna', 'role:x')], {
          roles: REFUSED,
        }),
      }),
      findings: { 'key-1': 'critical' },
    },
    {
      name: 'on Starter being an owner counts as write access',
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
      findings: { 'key-1': 'medium' },
      evidence: ['Zeppelin'],
    },
  ],
});
