import { memberId } from '@/lib/domain/core';
import { UNNAMED_HOLDER } from '@/lib/domain/organization';
import { REFUSED, grant, key, member, reaches, snapshot } from '../testing/builders';
import { testRule } from '../testing/rule-tester';
import { ownerHeldKey } from './owner-held-key';

const EIGHT = ['create', 'read', 'update', 'delete'].flatMap((verb) => [verb, `${verb}_acls`]);
const coras = {
  members: [member('cora')],
  keys: [key('key-1', { holderId: memberId('cora') })],
};

testRule(ownerHeldKey, {
  clean: [
    { name: 'a holder with one project', snapshot: snapshot() },
    {
      name: 'a holder who can grant herself everything is no owner yet',
      snapshot: snapshot({ reaches: reaches([grant('anna', 'create_acls')]) }),
    },
  ],
  flagged: [
    {
      name: 'the system role, by a group',
      snapshot: snapshot({ ...coras, reaches: reaches([grant('leads', 'role:owner')]) }),
      findings: { 'key-1': 'high' },
      evidence: [
        'cora@acme.example',
        'cora@acme.example → Platform leads → role Owner → organization',
      ],
    },
    {
      name: 'all eight permissions, granted one by one',
      snapshot: snapshot({ reaches: reaches(EIGHT.map((one) => grant('anna', one))) }),
      findings: { 'key-1': 'high' },
      evidence: ['anna@acme.example → organization'],
    },
    {
      name: 'grants could not be read, but the audit proved her an owner',
      snapshot: snapshot({
        members: [member('anna', { owner: true })],
        reaches: reaches([], { acls: REFUSED }),
      }),
      findings: { 'key-1': 'high' },
      evidence: ['anna@acme.example'],
    },
  ],
  notAssessed: [
    {
      name: 'grants were refused',
      snapshot: snapshot({
        members: [member('anna', { owner: null })],
        reaches: reaches([], { acls: REFUSED }),
      }),
      notAssessed: { 'key-1': 'Access rules: Braintrust answered 403.' },
    },
    {
      name: 'a holder of whom nobody knows who it is',
      snapshot: snapshot({ keys: [key('key-1', { holderId: UNNAMED_HOLDER })] }),
      notAssessed: { 'key-1': 'doesn’t report who holds' },
    },
    {
      name: 'a holder who is not on the roster',
      snapshot: snapshot({ members: [] }),
      notAssessed: { 'key-1': 'isn’t in the member list' },
    },
  ],
  edge: [
    {
      name: 'on Starter one finding on the organization stands for all keys',
      snapshot: snapshot({
        ...coras,
        keys: ['key-1', 'key-2'].map((id) => key(id, { holderId: memberId('cora') })),
        reaches: reaches([grant('leads', 'role:owner')]),
      }),
      settings: { plan: 'starter' },
      findings: { 'org-acme': 'high' },
      evidence: ['2', '1'],
    },
    {
      name: 'on Starter without a key of an owner: nothing',
      snapshot: snapshot(),
      settings: { plan: 'starter' },
    },
    {
      name: 'three owners and nobody else, plan unknown: it is not guessed to be Starter',
      snapshot: snapshot({
        members: ['anna', 'bob', 'cora'].map((id) => member(id, { owner: true })),
        keys: ['anna', 'bob', 'cora'].map((id) => key(`key-${id}`, { holderId: memberId(id) })),
        reaches: reaches(['anna', 'bob', 'cora'].map((id) => grant(id, 'role:owner'))),
      }),
      findings: { 'key-anna': 'high', 'key-bob': 'high', 'key-cora': 'high' },
    },
    {
      name: 'a role that only calls itself Owner in a group of that name is not looked at',
      snapshot: snapshot({
        ...coras,
        reaches: reaches([grant('leads', 'read')]),
      }),
    },
  ],
});
