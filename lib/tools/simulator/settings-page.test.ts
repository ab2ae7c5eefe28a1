import { afterEach, expect, test } from 'vitest';
import {
  addToGroup,
  createGroup,
  createServiceAccount,
  createServiceToken,
  deleteProject,
  deleteServiceToken,
  grantDirectly,
} from '.';
import { ask, closeAll, simulate } from './testing/client';

afterEach(closeAll);

const LOGS = { project: 'Search ranking', permissions: ['create', 'read'] };

test('a group, an account and a token made as on the settings page are what the API then lists', async () => {
  const simulator = await simulate();
  const { keys, organization } = simulator;
  const list = async (path: string) => (await ask(simulator, keys.owner, `GET ${path}`)).objects();
  const group = createGroup(organization, { name: 'ci-search', grants: [LOGS] });
  const account = createServiceAccount(organization, { name: 'ci', groups: ['ci-search'] });
  const expiresAt = '2027-01-01T00:00:00.000Z';
  const token = createServiceToken(organization, { name: 'ci-token', account: 'ci', expiresAt });
  expect((await list('/v1/group')).find(({ id }) => id === group.id)).toMatchObject({
    name: 'ci-search',
    member_users: [account.id],
  });
  expect((await list('/v1/service_token')).find(({ id }) => id === token.id)).toMatchObject({
    name: 'ci-token',
    service_account_id: account.id,
    service_account_name: 'ci',
    expires_at: expiresAt,
  });
  const project = organization.projects.find(({ name }) => name === 'Search ranking');
  const acls = (await ask(simulator, keys.owner, 'GET /v1/acl/list_org')).json as object[];
  const ofGroup = acls.filter((acl) => 'group_id' in acl && acl.group_id === group.id);
  const on = { object_type: 'project', object_id: project?.id };
  expect(ofGroup).toMatchObject([
    { ...on, permission: 'create' },
    { ...on, permission: 'read' },
  ]);
  expect((await list('/v1/user')).some(({ id }) => id === account.id)).toBe(false);

  deleteServiceToken(organization, 'ci-token');
  deleteProject(organization, 'Search ranking');
  expect((await list('/v1/service_token')).some(({ id }) => id === token.id)).toBe(false);
  const gone = (await list('/v1/project')).find(({ id }) => id === project?.id);
  expect(gone?.deleted_at).toEqual(expect.any(String));
});

test('a group takes whom it is told, and grants go to a holder directly', async () => {
  const simulator = await simulate();
  const { organization } = simulator;
  const [member] = organization.members;
  if (member?.email == null) throw new Error('The first member has no address.');
  createGroup(organization, { name: 'readers' });
  const changed = addToGroup(organization, { group: 'readers', account: member.email });
  expect(changed.member_users).toEqual([member.id]);
  const granted = grantDirectly(organization, {
    account: member.id,
    grants: [{ permissions: ['read'], restrictObjectType: 'dataset' }],
  });
  expect(granted).toMatchObject([
    { object_type: 'organization', user_id: member.id, restrict_object_type: 'dataset' },
  ]);
  expect(() => addToGroup(organization, { group: 'nobody', account: member.id })).toThrow(
    'There is no group “nobody”.',
  );
});

test('permissions set on a token itself come back with the ACLs only where the strategy says so', async () => {
  const simulator = await simulate();
  const { keys, organization, strategies } = simulator;
  const account = createServiceAccount(organization, { name: 'direct' });
  createServiceToken(organization, { name: 'direct', account: account.id, permissions: [LOGS] });
  const ofAccount = async () => {
    const acls = (await ask(simulator, keys.owner, 'GET /v1/acl/list_org')).json as object[];
    return acls.filter((acl) => 'user_id' in acl && acl.user_id === account.id).length;
  };
  expect(await ofAccount()).toBe(0);
  strategies.tokenAclsShown = true;
  expect(await ofAccount()).toBe(2);
});

test('the same from outside; what names nothing is told', async () => {
  const simulator = await simulate({ control: true });
  const control = async (change: object) => {
    const body = JSON.stringify(change);
    const response = await fetch(`${simulator.url}/__simulator/organization`, {
      method: 'POST',
      body,
    });
    return { status: response.status, json: (await response.json()) as object };
  };
  const made = await control({
    createGroup: { name: 'ci', grants: [LOGS] },
    createServiceAccount: { name: 'ci', groups: ['ci'] },
    createServiceToken: { name: 'ci', account: 'ci', expiresAt: null },
  });
  expect(made.json).toMatchObject({ createServiceToken: { service_account_name: 'ci' } });
  expect(simulator.organization.serviceTokens[0]).toMatchObject({ name: 'ci' });
  expect(await control({ deleteProject: 'nowhere' })).toEqual({
    status: 400,
    json: { error: 'There is no project “nowhere”.' },
  });
});
