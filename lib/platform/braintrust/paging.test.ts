import { expect, test } from 'vitest';
import { memberId } from '@/lib/domain/core';
import { connect } from './testing/connect';
import { sendJson, type Handler, type Seen } from './testing/upstream';

const users = (count: number) => Array.from({ length: count }, (_, i) => ({ id: `u${i}` }));
const keys = (count: number, holder: string) =>
  Array.from({ length: count }, (_, i) => ({ id: `${holder}-k${i}`, name: '', preview_name: '' }));

/** Pages like Braintrust, but never returns more than `cap` objects at once. */
function page(all: { id: string }[], seen: Seen, cap: number): { objects: { id: string }[] } {
  const after = seen.query.get('starting_after');
  const from = after === null ? 0 : all.findIndex(({ id }) => id === after) + 1;
  return { objects: all.slice(from, from + Math.min(cap, Number(seen.query.get('limit')))) };
}

const roster =
  (all: { id: string }[], cap: number): Handler =>
  (seen, answer) =>
    sendJson(answer, page(all, seen, cap));

test.each([
  { total: 0, cap: 1000, calls: 1 },
  { total: 1, cap: 1000, calls: 2 },
  { total: 250, cap: 100, calls: 4 },
  { total: 200, cap: 100, calls: 3 },
  { total: 2500, cap: 1000, calls: 4 },
])(
  '$total members in pages of at most $cap are all read, in $calls calls',
  async ({ total, cap, calls }) => {
    const { client, upstream } = await connect(roster(users(total), cap));
    const members = await client.listMembers({ orgName: 'Acme' });
    expect(members.map(({ id }) => id)).toEqual(users(total).map(({ id }) => id));
    expect(upstream.seen.length).toBe(calls);
  },
);

/** Reads key lists of these sizes one after the other. `cutAt` says where a list's first page ends. */
async function readKeyLists(sizes: readonly number[], cutAt: Record<number, number> = {}) {
  const { client, upstream } = await connect((seen, answer) => {
    const holder = Number(seen.headers['x-bt-impersonate-user']);
    const cap = seen.query.has('starting_after') ? Infinity : (cutAt[holder] ?? Infinity);
    sendJson(answer, page(keys(sizes[holder] ?? 0, String(holder)), seen, cap));
  });
  const lists: { keys: number; endedEarly: boolean; calls: number }[] = [];
  for (const holder of sizes.keys()) {
    const as = { kind: 'header', memberId: memberId(String(holder)) } as const;
    const before = upstream.seen.length;
    const { keys: found, endedEarly } = await client.listMemberKeys({ as });
    lists.push({ keys: found.length, endedEarly, calls: upstream.seen.length - before });
  }
  return { lists, client };
}

const repeat = (count: number, size: number) => Array.from({ length: count }, () => size);

test('after 25 lists that ended at a short page, a short page ends a list, and says so', async () => {
  const sizes = [5, ...repeat(25, 2), 0, 1, 5, 7, 3];
  const { lists, client } = await readKeyLists(sizes);
  expect(lists.map(({ keys: found }) => found)).toEqual(sizes);
  expect(lists.slice(0, 26).every((list) => list.calls === 2 && !list.endedEarly)).toBe(true);
  expect(lists.slice(26).map(({ calls, endedEarly }) => [calls, endedEarly])).toEqual([
    [1, false],
    [1, true],
    [2, false],
    [2, false],
    [1, true],
  ]);
  expect(client.shortPagesContinue()).toBe(false);
});

test('lists of the same length teach nothing of short pages', async () => {
  const { lists } = await readKeyLists([...repeat(40, 2), 1], { 40: 1 });
  expect(lists.every(({ calls }) => calls === 2)).toBe(true);
});

test.each([
  { when: 'among the first 25 lists', at: 3 },
  { when: 'later, on a page longer than any before', at: 40 },
])('a short page that is followed by more, $when, ends no list any more', async ({ at }) => {
  const sizes = [5, ...repeat(60, 2)];
  sizes[at] = 20;
  const { lists, client } = await readKeyLists(sizes, { [at]: at === 3 ? 4 : 6 });
  expect(lists.map(({ keys: found }) => found)).toEqual(sizes);
  expect(client.shortPagesContinue()).toBe(true);
  expect(lists.slice(at + 1).every(({ calls, endedEarly }) => calls === 2 && !endedEarly)).toBe(
    true,
  );
});

test('the own list and lists that decide something are read to the empty page', async () => {
  const { client } = await readKeyLists([5, ...repeat(26, 2)]);
  const before = client.calls().listKeys.calls;
  await client.listKeys({ as: { kind: 'header', memberId: memberId('3') } });
  expect(client.calls().listKeys.calls - before).toBe(2);
});

test('a member who comes twice is one', async () => {
  const { client } = await connect((seen, answer) => {
    const objects = seen.query.has('starting_after')
      ? []
      : [{ id: 'u1' }, { id: 'u1' }, { id: 'u2' }];
    sendJson(answer, { objects });
  });
  expect((await client.listMembers({ orgName: 'Acme' })).map(({ id }) => id)).toEqual(['u1', 'u2']);
});

test.each<{ what: string; handler: Handler }>([
  {
    what: 'ignores the cursor',
    handler: (_seen, answer) => sendJson(answer, { objects: users(3) }),
  },
  {
    what: 'leads in a circle',
    handler: (seen, answer) => {
      const after = seen.query.get('starting_after');
      sendJson(answer, { objects: [{ id: after === 'a' ? 'b' : 'a' }] });
    },
  },
  {
    what: 'begins its next page with the cursor itself',
    handler: (seen, answer) => {
      const from = Number(seen.query.get('starting_after')?.slice(1) ?? 0);
      sendJson(answer, { objects: users(8).slice(from, from + 3) });
    },
  },
  {
    what: 'brings one known object among new ones',
    handler: (seen, answer) =>
      sendJson(answer, {
        objects: seen.query.has('starting_after')
          ? [{ id: 'u3' }, { id: 'u1' }, { id: 'u4' }]
          : users(3),
      }),
  },
])('a list that $what is a fault, not a loop', async ({ handler }) => {
  const { client, upstream } = await connect(handler);
  await expect(client.listMembers({ orgName: 'Acme' })).rejects.toMatchObject({
    code: 'upstream-unexpected-answer',
    details: { operation: 'listMembers', kind: 'cursor-loop' },
  });
  expect(upstream.seen.length).toBeLessThan(5);
});

test('more keys than agreed is an error, not a cut list', async () => {
  const { client } = await connect((seen, answer) =>
    sendJson(answer, page(keys(30, 'u1'), seen, 10)),
  );
  await expect(client.listKeys({ maxKeys: 25 })).rejects.toMatchObject({
    details: { kind: 'too-many-keys' },
  });
  expect(await client.listKeys({ maxKeys: 30 })).toHaveLength(30);
});
