import { memberId } from '@/lib/domain/core';
import { UNNAMED_HOLDER } from '@/lib/domain/organization';
import { REFUSED, grant, key, member, reaches, snapshot } from '../testing/builders';
import { testRule } from '../testing/rule-tester';
import { writesInEveryProject } from './writes-in-every-project';

const everyProject = (permission: string, narrowedTo: string | null = null) =>
  grant('anna', permission, 'org_project', 'org-acme', narrowedTo);

testRule(writesInEveryProject, {
  clean: [
    { name: 'one project', snapshot: snapshot() },
    {
      name: 'reads every project',
      snapshot: snapshot({ reaches: reaches([everyProject('read')]) }),
    },
    {
      name: 'writes in each project that there is, but in no future one',
      snapshot: snapshot({
        reaches: reaches(['pricing', 'chat'].map((id) => grant('anna', 'update', 'project', id))),
      }),
    },
  ],
  flagged: [
    {
      name: 'by a grant on all projects',
      snapshot: snapshot({ reaches: reaches([everyProject('update'), everyProject('delete')]) }),
      findings: { 'key-1': 'medium' },
      evidence: [
        'delete, update',
        '2, plus all future projects',
        'anna@acme.example → every project',
      ],
    },
    {
      name: 'by a grant on the organization, through a group',
      snapshot: snapshot({
        members: [member('cora')],
        keys: [key('key-1', { holderId: memberId('cora') })],
        reaches: reaches([grant('leads', 'create')]),
      }),
      findings: { 'key-1': 'medium' },
      evidence: ['create', 'cora@acme.example → Platform leads → organization'],
    },
    {
      name: 'narrowed to a type that lives in projects',
      snapshot: snapshot({ reaches: reaches([everyProject('create', 'dataset')]) }),
      findings: { 'key-1': 'medium' },
      evidence: ['create (dataset only)'],
    },
    {
      name: 'who can change grants in every project',
      snapshot: snapshot({ reaches: reaches([everyProject('update_acls')]) }),
      findings: { 'key-1': 'medium' },
      evidence: ['manage access'],
    },
    {
      name: 'who can grant herself everything and writes everywhere already',
      snapshot: snapshot({
        reaches: reaches([grant('anna', 'create_acls'), everyProject('delete')]),
      }),
      findings: { 'key-1': 'medium' },
      evidence: ['delete'],
    },
  ],
  notAssessed: [
    {
      name: 'roles could not be read',
      snapshot: snapshot({ reaches: reaches([grant('anna', 'role:x')], { roles: REFUSED }) }),
      notAssessed: { 'key-1': 'Roles: Braintrust answered 403.' },
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
      name: 'narrowed to groups: nothing in projects',
      snapshot: snapshot({
        reaches: reaches([grant('anna', 'update', 'organization', 'org-acme', 'group')]),
      }),
    },
    {
      name: 'projects could not be listed: writing everywhere is certain, their number is not',
      snapshot: snapshot({ reaches: reaches([everyProject('update')], { projects: REFUSED }) }),
      findings: { 'key-1': 'medium' },
      evidence: ['unknown, plus all future projects'],
    },
    {
      name: 'of another organization',
      snapshot: snapshot({
        reaches: reaches([grant('anna', 'update', 'org_project', 'org-else')]),
      }),
    },
  ],
});
