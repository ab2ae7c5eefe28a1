import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createBraintrustClient, type BraintrustClient } from '@/lib/platform/braintrust';
import { memberId, organizationId, type MemberId } from '@/lib/domain/core';
import {
  pathText,
  projectPowers,
  resolveAccess,
  type OrganizationContext,
  type Reach,
} from '@/lib/domain/organization';
import { startSimulator, type Simulator } from '.';
import { ACCESS_TABLE, ACCOUNT_ACCESS, type ExpectedAccess } from './testing/access-table';

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

function expectReach(reach: Reach, [level, projects, path]: ExpectedAccess): void {
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
  test.each(Object.entries(ACCESS_TABLE))('%s: %s', (mailbox, expected) => {
    const email = `${mailbox}@acme.example`;
    const member = simulator.organization.members.find((each) => each.email === email);
    expectReach(reachOf(memberId(member?.id ?? 'nobody has this address')), expected);
    expect(member).toBeDefined();
  });

  test.each(Object.entries(ACCOUNT_ACCESS))('service account %s: %s', (account, expected) => {
    const tokens = context.serviceTokens.read ? context.serviceTokens.value : [];
    const token = tokens.find(({ serviceAccountName }) => serviceAccountName === account);
    expect(token?.serviceAccountId).toEqual(expect.any(String));
    expectReach(reachOf(token?.serviceAccountId ?? memberId('')), expected);
  });

  test('nobody is missing in the table', () => {
    const emails = simulator.organization.members.map(({ email }) => email);
    expect(emails.sort()).toEqual(
      Object.keys(ACCESS_TABLE)
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
