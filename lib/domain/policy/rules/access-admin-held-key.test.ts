import { memberId } from '@/lib/domain/core';
import { UNNAMED_HOLDER } from '@/lib/domain/organization';
import { REFUSED, grant, key, member, reaches, snapshot } from '../testing/builders';
import { testRule } from '../testing/rule-tester';
import { accessAdminHeldKey } from './access-admin-held-key';

testRule(accessAdminHeldKey, {
  clean: [
    { name: 'a holder with one project', snapshot: snapshot() },
    {
      name: 'grants may be read and deleted, but not written',
      snapshot: snapshot({
        reaches: reaches([grant('anna', 'read_acls'), grant('anna', 'delete_acls')]),
      }),
    },
  ],
  flagged: [
    {
      name: 'may create grants, through a group',
      snapshot: snapshot({
        members: [member('cora')],
        keys: [key('key-1', { holderId: memberId('cora') })],
        reaches: reaches([grant('leads', 'create_acls')]),
      }),
      findings: { 'key-1': 'high' },
      evidence: ['grant access', 'cora@acme.example → Platform leads → organization'],
    },
    {
      name: 'may change grants',
      snapshot: snapshot({ reaches: reaches([grant('anna', 'update_acls')]) }),
      findings: { 'key-1': 'high' },
    },
    {
      name: 'certain, although roles could not be read',
      snapshot: snapshot({
        reaches: reaches([grant('anna', 'create_acls'), grant('anna', 'role:some')], {
          roles: REFUSED,
        }),
      }),
      findings: { 'key-1': 'high' },
    },
  ],
  notAssessed: [
    {
      name: 'groups could not be read and one of them may grant',
      snapshot: snapshot({
        reaches: reaches([grant('leads', 'create_acls')], { groups: REFUSED }),
      }),
      notAssessed: { 'key-1': 'Groups: Braintrust answered 403.' },
    },
    {
      name: 'access was never resolved',
      snapshot: snapshot({ reaches: new Map() }),
      notAssessed: { 'key-1': 'couldn’t be read' },
    },
    {
      name: 'whose key it is, is not known',
      snapshot: snapshot({ keys: [key('key-1', { holderId: UNNAMED_HOLDER })] }),
      notAssessed: { 'key-1': 'doesn’t report who holds' },
    },
  ],
  edge: [
    {
      name: "an owner's key has a finding of its own",
      snapshot: snapshot({ reaches: reaches([grant('anna', 'role:owner')]) }),
    },
    {
      name: 'a grant narrowed to another type gives nothing to itself',
      snapshot: snapshot({
        reaches: reaches([grant('anna', 'create_acls', 'organization', 'org-acme', 'project')]),
      }),
    },
    {
      name: 'grants of one project only',
      snapshot: snapshot({ reaches: reaches([grant('anna', 'create_acls', 'project', 'chat')]) }),
    },
    {
      name: 'a leaver without grants: what the key still reaches is not known',
      snapshot: snapshot({ members: [] }),
      notAssessed: { 'key-1': 'isn’t in the member list' },
    },
  ],
});
