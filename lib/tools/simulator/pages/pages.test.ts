import { afterEach, expect, test } from 'vitest';
import { SETTINGS_PAGES, settingsUrl, type SettingsPage } from '@/lib/domain/replacement-plan';
import { addKey, createGroup, hostileNames, removeMember, type Simulator } from '..';
import { ask, closeAll, simulate } from '../testing/client';

afterEach(closeAll);

type Shown = { status: number; url: string; html: string; headers: Headers };

async function open({ url }: Simulator, page: SettingsPage, query = ''): Promise<Shown> {
  return shown(await fetch(`${settingsUrl(url, page)}${query}`));
}

/** Sends a form as the simulator's own page does, unless `origin` says otherwise. */
async function submit(
  { url }: Simulator,
  page: SettingsPage,
  fields: Record<string, string> | [string, string][],
  { origin = url }: { origin?: string | null } = {},
): Promise<Shown> {
  return shown(
    await fetch(settingsUrl(url, page), {
      method: 'POST',
      headers: origin === null ? {} : { origin },
      body: new URLSearchParams(fields),
    }),
  );
}

async function shown(response: Response): Promise<Shown> {
  const { status, url, headers } = response;
  return { status, url, headers, html: await response.text() };
}

test('every page that Latchkey links to is there, says that it is simulated, and runs no script', async () => {
  const simulator = await simulate();
  for (const page of SETTINGS_PAGES) {
    const { status, html, headers } = await open(simulator, page);
    expect(status, page).toBe(200);
    expect(html).toMatch(/<h1>Simulated Braintrust: /);
    expect(html).not.toContain('<script');
    expect(headers.get('content-security-policy')).toContain("default-src 'none'");
  }
  expect((await shown(await fetch(simulator.url))).url).toBe(
    settingsUrl(simulator.url, 'api-keys'),
  );
  expect((await fetch(`${simulator.url}/app/~/configuration/org/people`)).status).toBe(404);
  expect(simulator.calls()).toMatchObject({ total: 0 });
});

test('a group, an account and a token created on the pages are what the API lists', async () => {
  const simulator = await simulate();
  const { organization, keys } = simulator;
  const list = async (path: string) => (await ask(simulator, keys.owner, `GET ${path}`)).objects();
  const [project] = organization.projects;
  if (project === undefined) throw new Error('no project');
  const made = await submit(simulator, 'groups', [
    ['act', 'create-group'],
    ['name', 'ci-evals'],
    ['project', project.id],
    ['grant', 'read:'],
    ['grant', 'update:experiment'],
  ]);
  expect(made.html).toContain('Group created.');
  await submit(simulator, 'service-tokens', {
    act: 'create-account',
    name: 'ci',
    group: organization.groups[0]?.id ?? '',
  });
  const account = organization.serviceAccounts[0]?.id ?? '';
  await submit(simulator, 'service-tokens', {
    act: 'create-token',
    name: 'ci-token',
    account,
    days: '90',
  });

  const [group] = await list('/v1/group?group_name=ci-evals');
  expect(group).toMatchObject({ member_users: [account] });
  const acls = (await ask(simulator, keys.owner, 'GET /v1/acl/list_org')).json as object[];
  expect(acls.filter((acl) => 'group_id' in acl && acl.group_id === group?.id)).toMatchObject([
    { object_id: project.id, permission: 'read', restrict_object_type: null },
    { object_id: project.id, permission: 'update', restrict_object_type: 'experiment' },
  ]);
  const [token] = await list('/v1/service_token?service_token_name=ci-token');
  expect(token).toMatchObject({ service_account_id: account });
  const days = (new Date(String(token?.expires_at)).getTime() - Date.now()) / 86_400_000;
  expect(Math.round(days)).toBe(90);
});

test('a token’s secret is fake, is shown once, and is in no URL', async () => {
  const simulator = await simulate();
  const account = simulator.organization.serviceAccounts[0]?.id ?? '';
  const fields = { act: 'create-token', name: 'once', account };
  const first = await submit(simulator, 'service-tokens', fields);
  const secret = /bt-st-fake-[0-9a-f]{12}/.exec(first.html)?.[0] ?? 'no secret';
  const preview = simulator.organization.serviceTokens[0]?.preview_name ?? '';
  expect(secret.slice(-4)).toBe(preview.slice(-4));
  expect(first.url).not.toContain(secret);
  const again = await shown(await fetch(first.url));
  expect(again.html).not.toContain(secret);
  expect(again.html).toContain('can’t be shown again');
  const twice = await submit(simulator, 'service-tokens', fields);
  expect(twice).toMatchObject({ status: 400 });
  expect(twice.html).toContain('A service token has this name already.');
});

test('a group’s permissions and members can be corrected', async () => {
  const simulator = await simulate();
  const { organization } = simulator;
  const group = createGroup(organization, {
    name: 'too-broad',
    grants: [{ permissions: ['delete'] }],
  });
  const account = organization.serviceAccounts[0]?.id ?? '';
  const grant = organization.acls.find(({ group_id }) => group_id === group.id)?.id ?? '';
  await submit(simulator, 'groups', { act: 'add-account', group: group.id, account });
  expect(organization.groups[0]).toMatchObject({ member_users: [account] });
  await submit(simulator, 'groups', { act: 'revoke-grant', group: group.id, id: grant });
  await submit(simulator, 'groups', { act: 'remove-member', group: group.id, id: account });
  expect(organization.groups[0]).toMatchObject({ member_users: [] });
  expect(organization.acls.some(({ group_id }) => group_id === group.id)).toBe(false);
});

test('a deleted key is no longer listed, also one of a former member; the demo’s own key stays', async () => {
  const simulator = await simulate();
  const { organization } = simulator;
  const key = organization.keys.find(({ name }) => name === 'nightly-eval');
  const former = organization.departedKeys[0];
  for (const each of [key, former]) {
    expect((await open(simulator, 'api-keys', `?q=${each?.name}`)).html).toContain(
      each?.preview_name,
    );
    await submit(simulator, 'api-keys', { act: 'delete-key', id: each?.id ?? '' });
    expect((await open(simulator, 'api-keys')).html).not.toContain(each?.preview_name);
  }
  expect(organization.keys).not.toContain(key);
  expect(organization.departedKeys).not.toContain(former);

  const own = organization.keys.find(({ name }) => name === 'latchkey-audit');
  const refused = await submit(simulator, 'api-keys', { act: 'delete-key', id: own?.id ?? '' });
  expect(refused.status).toBe(400);
  expect(organization.keys).toContain(own);
});

test('no name becomes markup', async () => {
  const simulator = await simulate({ members: 3 });
  const { organization } = simulator;
  for (const name of hostileNames) {
    addKey(organization, { name, user_given_name: name });
    createGroup(organization, { name });
  }
  removeMember(organization, organization.members[0]?.id ?? '');
  for (const page of SETTINGS_PAGES) {
    const { html } = await open(simulator, page);
    expect(html, page).not.toMatch(/<script|<img/);
  }
  const { html } = await open(simulator, 'api-keys', '?q=%22%3E%3Cimg');
  expect(html).toContain('value="&quot;&gt;&lt;img"');
  expect(html).not.toContain('<img');
});

test('a form from another site changes nothing, and no page opens the control API', async () => {
  const simulator = await simulate();
  const before = simulator.organization.keys.length;
  const key = { act: 'delete-key', id: simulator.organization.keys[0]?.id ?? '' };
  for (const origin of ['https://evil.example', 'null', null]) {
    expect((await submit(simulator, 'api-keys', key, { origin })).status).toBe(403);
  }
  const control = await fetch(`${simulator.url}/__simulator/organization`);
  expect(control.status).toBe(401);
  expect(simulator.organization.keys).toHaveLength(before);
});
