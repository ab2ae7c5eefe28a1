import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createBraintrustClient, type BraintrustClient } from '@/lib/braintrust';
import { memberId, organizationId, type AccessLevel, type MemberId } from '@/lib/core';
import {
  pathText,
  projectPowers,
  resolveAccess,
  type OrganizationContext,
  type Reach,
} from '@/lib/organization';
import { startSimulator, type Simulator } from '.';

/**
 * What everybody at Acme can reach, worked out by hand from `build-access.ts`: nine projects, a
 * tenth is deleted. A level is as wide as the widest grant; one way to it in words.
 */
type Expected = readonly [level: AccessLevel, projects: number, path: string | null];

const ENGINEER: Expected = ['writes-everywhere', 9, 'Engineers → role Engineer → every project'];
const VIEWER: Expected = ['reads-everywhere', 9, 'Viewers → role Viewer → every project'];
const LEAD: Expected = [
  'owner',
  9,
  'Platform leads → Organization admins → role Owner → organization',
];
const SEARCH: Expected = ['some-projects', 2, 'Search team → role Viewer → project Document Q&A'];
/** `create` of logs comes with the role Log writer, which Project maintainer inherits. */
const SUPPORT: Expected = [
  'some-projects',
  2,
  'Support team → role Project maintainer → role Log writer → project Support assistant',
];
/** Engineer in two, and of a third the datasets only. */
const DATA: Expected = ['some-projects', 3, 'Data science → project Invoice extraction'];
const NONE: Expected = ['none', 0, null];

const TABLE: Record<string, Expected> = {
  'ana.ferreira': ['owner', 9, 'role Owner → organization'],
  'ben.okafor': ENGINEER,
  // In a group that is merely called Owners, which may read the organization.
  'chiara.lombardi': ['reads-everywhere', 9, 'Owners → organization'],
  'daniel.weiss': LEAD,
  'emeka.nwosu': LEAD,
  'fatima.elamrani': ENGINEER,
  ci: ENGINEER,
  'ml-platform': ENGINEER,
  'gustav.lindqvist': ENGINEER,
  'haruka.sato': SEARCH,
  'ines.marchand': DATA,
  'jonas.becker': DATA,
  'lucia.hernandez': SUPPORT,
  'marek.nowak': SEARCH,
  'priya.raman': SEARCH,
  'tomas.silva': SUPPORT,
  'olena.kovalenko': ['access-admin', 9, 'organization'],
  'sipho.dlamini': ENGINEER,
  'wei.chen': DATA,
  'aoife.murphy': ENGINEER,
  'yusuf.demir': SUPPORT,
  'noor.vandijk': DATA,
  'mateusz.zielinski': ENGINEER,
  'hana.novakova': VIEWER,
  'kwame.mensah': ENGINEER,
  'leila.haddad': SEARCH,
  'pavel.dvorak': ENGINEER,
  'sofia.rojas': DATA,
  'minh.nguyen': ENGINEER,
  'grace.kimani': SUPPORT,
  'evals-bot': NONE,
  'arjun.patel': ENGINEER,
  'ivan.petrov': DATA,
  'elif.yilmaz': SEARCH,
  'oliver.smith': VIEWER,
  'amara.okonkwo': ENGINEER,
  'nils.johansson': ENGINEER,
  'zoe.janssens': SUPPORT,
  'rahul.iyer': VIEWER,
  'maria.papadopoulou': VIEWER,
  'chen.lin': NONE,
  'samuel.levi': VIEWER,
  'anna.kowalska': VIEWER,
  'diego.fuentes': SUPPORT,
  'aisha.bello': VIEWER,
  'lars.hansen': NONE,
  'yuki.tanaka': DATA,
  'contractor-17': NONE,
};

const ACCOUNTS: Record<string, Expected> = {
  'platform-automation': ['owner', 9, 'role Owner → organization'],
  'nightly-report': ['owner', 9, 'role Owner → organization'],
  'github-actions': [
    'some-projects',
    1,
    'GitHub Actions → role Log writer → project Evals sandbox',
  ],
};

let simulator: Simulator;
let client: BraintrustClient;
let context: OrganizationContext;
let reachOf: (holder: MemberId) => Reach;

beforeAll(async () => {
  simulator = await startSimulator();
  client = createBraintrustClient({
    apiUrl: simulator.url,
    appUrl: null,
    apiKey: simulator.keys.owner,
  });
  const of = { orgName: simulator.orgName };
  context = {
    groups: { read: true, value: await client.listGroups(of) },
    roles: { read: true, value: await client.listRoles(of) },
    acls: { read: true, value: await client.listAcls(of) },
    projects: { read: true, value: await client.listProjects(of) },
    serviceTokens: { read: true, value: await client.listServiceTokens(of) },
  };
  reachOf = resolveAccess(context, organizationId(simulator.orgId));
});

afterAll(async () => {
  await client.close();
  await simulator.close();
});

function pathsOf(reach: Reach): string[] {
  const names = new Map<string, string>(
    context.projects.read ? context.projects.value.map(({ id, name }) => [id, name]) : [],
  );
  return reach.powers.map((power) => pathText(power, { object: names.get(power.on.id) ?? '' }));
}

function expectReach(reach: Reach, [level, projects, path]: Expected): void {
  expect(reach).toMatchObject({
    level,
    atLeast: level,
    projectsReached: projects,
    everyProject: projects === 9,
    grantsItself: level === 'owner' || level === 'access-admin',
    unread: [],
  });
  if (path === null) expect(reach.powers).toEqual([]);
  else expect(pathsOf(reach)).toContain(path);
}

describe('the access of everybody at Acme, by hand', () => {
  test.each(Object.entries(TABLE))('%s: %s', (mailbox, expected) => {
    const email = `${mailbox}@acme.example`;
    const member = simulator.organization.members.find((each) => each.email === email);
    expectReach(reachOf(memberId(member?.id ?? 'nobody has this address')), expected);
    expect(member).toBeDefined();
  });

  test.each(Object.entries(ACCOUNTS))('service account %s: %s', (account, expected) => {
    const tokens = context.serviceTokens.read ? context.serviceTokens.value : [];
    const token = tokens.find(({ serviceAccountName }) => serviceAccountName === account);
    expect(token?.serviceAccountId).toEqual(expect.any(String));
    expectReach(reachOf(token?.serviceAccountId ?? memberId('')), expected);
  });

  test('nobody is missing in the table', () => {
    const emails = simulator.organization.members.map(({ email }) => email);
    expect(emails.sort()).toEqual(
      Object.keys(TABLE)
        .map((mailbox) => `${mailbox}@acme.example`)
        .sort(),
    );
  });

  test('what is narrowed to a type is narrowed in the project too', () => {
    const member = simulator.organization.members.find(({ email }) => email?.startsWith('yuki.'));
    const powers = projectPowers(
      reachOf(memberId(member?.id ?? '')),
      context,
      organizationId(simulator.orgId),
    );
    const words = powers?.map(({ project, permissions }) => [
      project.name,
      permissions.map((each) => [each.permission, each.restrictObjectType].join(' ').trim()),
    ]);
    const engineer = ['create', 'read', 'update', 'delete'];
    expect(Object.fromEntries(words ?? [])).toEqual({
      'Fraud triage': engineer,
      'Evals sandbox': engineer,
      'Invoice extraction': ['read dataset'],
    });
  });
});

describe('each of the five calls can be refused', () => {
  const CALLS = {
    'GET /v1/group': 'listGroups',
    'GET /v1/role': 'listRoles',
    'GET /v1/acl/list_org': 'listAcls',
    'GET /v1/project': 'listProjects',
    'GET /v1/service_token': 'listServiceTokens',
  } as const;
  const paths = Object.keys(CALLS);

  test.each([...paths.map((path) => [path]), paths])('%s', async (...refused) => {
    simulator.faults.status = { status: 403, paths: refused };
    try {
      for (const [path, call] of Object.entries(CALLS)) {
        const asked = client[call]({ orgName: simulator.orgName });
        if (refused.includes(path)) {
          await expect(asked).rejects.toMatchObject({ code: 'upstream-refused' });
        } else {
          expect((await asked).length).toBeGreaterThan(0);
        }
      }
    } finally {
      simulator.faults.status = null;
    }
  });
});
