import { expect, test } from 'vitest';
import { memberId, organizationId } from '@/lib/domain/core';
import { createBraintrustClient } from './client';
import { connect, FAKE_KEY } from './testing/connect';
import { sendJson, type Handler } from './testing/upstream';
import type { ClientLogEntry } from './types';

const key = (id: string, more: Record<string, unknown> = {}) => ({
  id,
  name: `key ${id}`,
  preview_name: 'sk-***1234',
  created: '2026-01-02T03:04:05Z',
  user_id: 'u1',
  user_email: 'ann@example.com',
  org_id: 'o1',
  ...more,
});

/** Answers with one page, then with an empty one. */
const onePage =
  (objects: unknown[]): Handler =>
  (seen, answer) =>
    sendJson(answer, { objects: seen.query.has('starting_after') ? [] : objects });

test('a stray secret and all unknown fields are dropped at the edge', async () => {
  const stray = { key: 'sk-fake-raw-secret', secret: { key: 'sk-fake-raw-secret' } };
  const { client } = await connect(onePage([key('k1', { ...stray, expires_at: null })]));
  expect(await client.listKeys()).toEqual([
    {
      id: 'k1',
      name: 'key k1',
      preview: 'sk-***1234',
      createdAt: new Date('2026-01-02T03:04:05Z'),
      expiry: { kind: 'never' },
      userId: 'u1',
      userEmail: 'ann@example.com',
      organizationId: 'o1',
    },
  ]);
});

test('an end that is not told is unknown, which is not the same as no end', async () => {
  const { client } = await connect(
    onePage([
      key('absent'),
      key('null', { expires_at: null }),
      key('date', { expires_at: '2027-05-06 07:08:09.5+02' }),
      key('nonsense', { expires_at: 'next spring' }),
    ]),
  );
  expect((await client.listKeys()).map(({ expiry }) => expiry)).toEqual([
    { kind: 'unknown' },
    { kind: 'never' },
    { kind: 'at', at: new Date('2027-05-06T05:08:09.500Z') },
    { kind: 'unknown', raw: 'next spring' },
  ]);
});

test('nullable fields stay null, an unreadable date is not said', async () => {
  const nothing = { created: null, user_id: null, user_email: null, org_id: null };
  const { client } = await connect(
    onePage([
      key('k1', { ...nothing, expires_at: null }),
      { id: 'k2', name: 'k2', preview_name: '', created: 'yesterday' },
    ]),
  );
  const empty = { createdAt: null, userId: null, userEmail: null, organizationId: null };
  expect(await client.listKeys()).toMatchObject([empty, empty]);
});

test('a hostile name is kept as it is, but for what a database refuses', async () => {
  const name = `<b>"=1+1"\n‮gpj.exe 🔑${'x'.repeat(2000)}`;
  const { client } = await connect(
    onePage([key('k1', { name }), key('k2', { name: 'a\u0000b\ud800c' })]),
  );
  expect((await client.listKeys()).map((one) => one.name)).toEqual([name, 'a\ufffdb\ufffdc']);
});

test('impersonation is asked for by member id, and its token or header carries the next call', async () => {
  const { client, upstream } = await connect((seen, answer) =>
    sendJson(answer, seen.path === '/v1/impersonate' ? { token: 'tok-1' } : { objects: [] }),
  );
  const { token } = await client.impersonate(memberId('u1'));
  await client.listKeys({ as: { kind: 'token', token } });
  await client.listKeys({ as: { kind: 'header', memberId: memberId('u2') } });
  const asked = upstream.seen.map(({ headers, body }) => [
    headers.authorization,
    headers['x-bt-impersonate-user'],
    body,
  ]);
  expect(asked).toEqual([
    [`Bearer ${FAKE_KEY}`, undefined, '{"user_id":"u1"}'],
    ['Bearer tok-1', undefined, ''],
    [`Bearer ${FAKE_KEY}`, 'u2', ''],
  ]);
});

test.each([
  ['token', { token: 'tok-1' }],
  ['access_token', { access_token: 'tok-1', token_type: 'bearer' }],
  ['impersonation_token', { impersonation_token: 'tok-1' }],
  ['a bare string', 'tok-1'],
])('a token may come as %s', async (_form, body) => {
  const { client } = await connect((_seen, answer) => sendJson(answer, body));
  expect(await client.impersonate(memberId('u1'))).toEqual({ token: 'tok-1' });
});

test.each([
  [{ jwt: 'secret-1', user: 'u1' }, 'the fields jwt, user'],
  [{ token: null }, 'the fields token'],
  [{ token: 'two words' }, 'the fields token'],
  [{ 'secret-1 as a name': 1 }, 'the fields ?'],
  [['secret-1'], 'an array'],
  [null, 'null'],
  ['secret-1\r\nx: y', 'a text that cannot be a token'],
])('without a token the error names what came, not its value (%#)', async (body, came) => {
  const { client } = await connect((_seen, answer) => sendJson(answer, body));
  const error: unknown = await client.impersonate(memberId('u1')).catch((e: unknown) => e);
  expect(error).toMatchObject({
    code: 'upstream-unexpected-answer',
    details: { operation: 'impersonate', kind: 'shape' },
  });
  expect((error as Error).message).toContain(came);
  expect(JSON.stringify(error) + (error as Error).message).not.toContain('secret-1');
});

test.each([404, 405])(
  'a call that the data plane does not have (%i) is told as null',
  async (status) => {
    const { client } = await connect((_seen, answer) => sendJson(answer, {}, status));
    expect(await client.selfMe()).toBeNull();
    expect(await client.listOrganizationKeys({ organizationId: organizationId('o1') })).toBeNull();
    await expect(client.listKeys()).rejects.toMatchObject({
      code: 'upstream-refused',
      details: { status },
    });
  },
);

test('the app is asked to sign in only where its address was given', async () => {
  const without = await connect((_seen, answer) => sendJson(answer, {}));
  expect(await without.client.appLogin()).toBeNull();
  expect(without.upstream.seen).toEqual([]);

  const handler: Handler = (_seen, answer) =>
    sendJson(answer, { org_info: [{ id: 'o1', name: 'Acme', api_url: 'https://other.example' }] });
  const app = await connect(handler);
  const { client, upstream } = await connect(handler, { appUrl: app.upstream.url });
  expect(await client.appLogin()).toEqual({
    organizations: [{ id: 'o1', name: 'Acme', apiUrl: 'https://other.example' }],
  });
  expect(upstream.seen).toEqual([]);
  expect(app.upstream.seen[0]?.headers.authorization).toBe(`Bearer ${FAKE_KEY}`);
});

test('people and power are read in our own types', async () => {
  const pages: Record<string, unknown> = {
    '/v1/user': { objects: [{ id: 'u1', given_name: 'Ann', family_name: null, email: 'a@b.c' }] },
    '/v1/group': {
      objects: [
        {
          id: 'g1',
          org_id: 'o1',
          name: 'Owners',
          deleted_at: '2026-01-01',
          member_users: null,
          member_groups: ['g2'],
        },
      ],
    },
    '/v1/role': {
      objects: [
        {
          id: 'r1',
          org_id: null,
          name: 'Owner',
          member_permissions: [{ permission: 'read', restrict_object_type: null }],
          member_roles: null,
        },
      ],
    },
    '/v1/acl/list_org': [
      {
        id: 'a1',
        object_type: 'brand_new_type',
        object_id: 'o1',
        group_id: 'g1',
        role_id: 'r1',
        _object_org_id: 'o1',
      },
    ],
    '/v1/project': { objects: [{ id: 'p1', org_id: 'o1', name: 'Chat', deleted_at: null }] },
    '/v1/organization': { objects: [{ id: 'o1', name: 'Acme', api_url: 'https://x.example' }] },
    '/v1/service_token': {
      objects: [
        {
          id: 's1',
          name: 'ci',
          preview_name: 'bt-st-***',
          key: 'bt-st-fake-raw',
          service_account_id: 'sa1',
          service_account_name: 'CI',
          org_id: 'o1',
        },
      ],
    },
  };
  const { client, upstream } = await connect((seen, answer) => {
    const page = pages[seen.path];
    const isEnd = seen.query.has('starting_after');
    sendJson(answer, isEnd ? (Array.isArray(page) ? [] : { objects: [] }) : page);
  });
  const orgName = 'Acme & Sons';
  expect(await client.listMembers({ orgName })).toEqual([
    { id: 'u1', email: 'a@b.c', givenName: 'Ann', familyName: null, lastActiveAt: null },
  ]);
  expect(await client.listGroups({ orgName })).toEqual([
    { id: 'g1', name: 'Owners', deleted: true, memberUsers: [], memberGroups: ['g2'] },
  ]);
  expect(await client.listRoles({ orgName })).toEqual([
    {
      id: 'r1',
      name: 'Owner',
      deleted: false,
      organizationId: null,
      memberPermissions: [{ permission: 'read', restrictObjectType: null }],
      memberRoles: [],
    },
  ]);
  expect(await client.listAcls({ orgName })).toEqual([
    {
      id: 'a1',
      objectType: 'brand_new_type',
      objectId: 'o1',
      userId: null,
      groupId: 'g1',
      permission: null,
      roleId: 'r1',
      restrictObjectType: null,
    },
  ]);
  expect(await client.listProjects({ orgName })).toEqual([
    { id: 'p1', name: 'Chat', deleted: false },
  ]);
  expect(await client.listOrganizations()).toEqual([{ id: 'o1', name: 'Acme' }]);
  const [token] = await client.listServiceTokens({ orgName });
  expect(token).toMatchObject({ id: 's1', expiry: { kind: 'unknown' }, serviceAccountName: 'CI' });
  expect(JSON.stringify(token)).not.toContain('fake-raw');
  expect(upstream.seen[0]?.query.get('org_name')).toBe(orgName);
  expect(upstream.seen.find(({ path }) => path === '/v1/organization')?.query.has('org_name')).toBe(
    false,
  );
});

test('what was sent is counted, and nothing secret is logged', async () => {
  const lines: ClientLogEntry[] = [];
  const { client } = await connect(
    (_seen, answer, index) =>
      index === 0 ? sendJson(answer, {}, 500) : sendJson(answer, { objects: [] }),
    { log: (entry) => lines.push(entry) },
  );
  await client.listKeys({ orgName: 'Acme', as: { kind: 'token', token: 'tok-1' } });
  expect(client.calls().listKeys).toEqual({ calls: 2, refused429: 0, retried: 1, failed: 0 });
  expect(client.calls().impersonate).toEqual({ calls: 0, refused429: 0, retried: 0, failed: 0 });
  expect(lines).toMatchObject([{ event: 'retry', operation: 'listKeys', status: 500 }]);
  expect(JSON.stringify(lines)).not.toMatch(/sk-|tok-1|Acme/);
});

test.each([
  'http://api.example.com',
  'http://10.0.0.1',
  'http://127.0.0.1.example.com',
  'http://localhost.example.com',
  'ftp://api.example.com',
  'https://user:pass@api.example.com',
  'https://api.example.com/?a=1',
  'not a url',
  '',
])('a key is not sent to %j', (apiUrl) => {
  const create = () => createBraintrustClient({ apiUrl, appUrl: null, apiKey: FAKE_KEY });
  expect(create).toThrow(expect.objectContaining({ code: 'configuration' }));
});

test.each([
  'https://api.example.com',
  'http://127.9.9.9:1',
  'http://localhost:1',
  'http://[::1]:1',
])('a key may be sent to %s', async (apiUrl) => {
  await createBraintrustClient({ apiUrl, appUrl: null, apiKey: FAKE_KEY }).close();
});

test.each(['', 'two words', 'line\nbreak', 'schlüssel'])('%j is no key', (apiKey) => {
  const create = () =>
    createBraintrustClient({ apiUrl: 'https://api.example.com', appUrl: null, apiKey });
  expect(create).toThrow(expect.objectContaining({ code: 'wrong-key' }));
});
