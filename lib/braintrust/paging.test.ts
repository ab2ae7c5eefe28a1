import { expect, test } from 'vitest';
import { memberId } from '@/lib/core';
import { connect } from './testing/connect';
import { sendJson, type Handler, type Seen } from './testing/upstream';

const users = (count: number) => Array.from({ length: count }, (_, i) => ({ id: `u${i}` }));
const keys = (count: number, holder: string) =>
  Array.from({ length: count }, (_, i) => ({ id: `${holder}-k${i}`, name: '', preview_name: '' }));

/** Pages as Braintrust does, but never more than `cap` at once. */
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
  { total: 250, cap: 100, calls: 3 },
  { total: 200, cap: 100, calls: 3 },
  { total: 2500, cap: 1000, calls: 3 },
])(
  '$total members in pages of at most $cap are all read, in $calls calls',
  async ({ total, cap, calls }) => {
    const { client, upstream } = await connect(roster(users(total), cap));
    const members = await client.listMembers({ orgName: 'Acme' });
    expect(members.map(({ id }) => id)).toEqual(users(total).map(({ id }) => id));
    expect(upstream.seen.length).toBe(calls);
  },
);

test('short lists cost one call each, once a longer one was seen, and none is cut', async () => {
  const sizes = [5, 2, 0, 7, 2, 3, 1, 6];
  const { client, upstream } = await connect((seen, answer) => {
    const holder = String(seen.headers['x-bt-impersonate-user']);
    sendJson(answer, page(keys(sizes[Number(holder)] ?? 0, holder), seen, 4));
  });
  const counts: number[] = [];
  for (const holder of sizes.keys()) {
    const as = { kind: 'header', memberId: memberId(String(holder)) } as const;
    counts.push((await client.listKeys({ as })).length);
  }
  expect(counts).toEqual(sizes);
  // The first, 5 and 7 and 6 need a second page; 2, 0, 2, 3, 1 need one call only.
  expect(upstream.seen.length).toBe(2 + 1 + 1 + 2 + 1 + 1 + 1 + 2);
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
