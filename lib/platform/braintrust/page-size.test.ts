import { expect, test } from 'vitest';
import type { ClientLimits } from './types';
import { connect } from './testing/connect';
import { sendJson, type Handler, type Seen } from './testing/upstream';

const users = Array.from({ length: 40 }, (_, i) => ({ id: `u${i}`, given_name: 'x'.repeat(50) }));

function pageOf({ query }: Seen): { id: string }[] {
  const after = query.get('starting_after');
  const from = after === null ? 0 : users.findIndex(({ id }) => id === after) + 1;
  return users.slice(from, from + Number(query.get('limit')));
}

/** Lists members, but answers a page of more than `most` objects with this status. */
const tooLargeAbove =
  (most: number, status: number): Handler =>
  (seen, answer) => {
    const objects = pageOf(seen);
    if (objects.length > most) sendJson(answer, {}, status);
    else sendJson(answer, { objects });
  };

async function listMembers(handler: Handler, limits: Partial<ClientLimits> = {}) {
  const { client, upstream } = await connect(handler, {
    limits: { pageSize: 32, outagePatienceMs: 300, ...limits },
  });
  const list = () => client.listMembers({ orgName: 'Acme' });
  const asked = () =>
    upstream.seen.map(({ query }) => [query.get('limit'), query.get('starting_after')]);
  return { list, asked, client };
}

const ids = users.map(({ id }) => id);

test.each([413, 502])(
  'a page answered with %i is asked for again with half the limit, and that is remembered',
  async (status) => {
    const { list, asked } = await listMembers(tooLargeAbove(10, status));
    expect((await list()).map(({ id }) => id)).toEqual(ids);
    const first = status === 502 ? ['32', '32', '16', '8'] : ['32', '16', '8'];
    expect(asked().map(([limit]) => limit)).toEqual([...first, '8', '8', '8', '8', '8']);
    expect(asked().at(first.length)).toEqual(['8', 'u7']);
    expect((await list()).length).toBe(40);
    expect(
      asked()
        .slice(first.length)
        .every(([limit]) => limit === '8'),
    ).toBe(true);
  },
);

test.each([413, 502])('down to a single object (%i)', async (status) => {
  const { list } = await listMembers(tooLargeAbove(1, status));
  expect((await list()).map(({ id }) => id)).toEqual(ids);
});

test('a body over our own bound is asked for in smaller pages', async () => {
  const { list, asked } = await listMembers(tooLargeAbove(100, 413), { maxBodyBytes: 1000 });
  expect((await list()).map(({ id }) => id)).toEqual(ids);
  expect(asked().slice(0, 3)).toEqual([
    ['32', null],
    ['16', null],
    ['8', null],
  ]);
});

test('what is too large even as a single object is told as that', async () => {
  const refused = await listMembers(tooLargeAbove(0, 413));
  await expect(refused.list()).rejects.toMatchObject({
    code: 'upstream-refused',
    details: { status: 413 },
  });
  expect(refused.asked().map(([limit]) => limit)).toEqual(['32', '16', '8', '4', '2', '1']);
  const large = await listMembers(tooLargeAbove(100, 413), { maxBodyBytes: 10 });
  await expect(large.list()).rejects.toMatchObject({ details: { kind: 'too-large' } });
});

test('a gateway that is down ends as an outage, with the limit as it was', async () => {
  const { list, asked } = await listMembers((_seen, answer) => sendJson(answer, {}, 502));
  await expect(list()).rejects.toMatchObject({ code: 'upstream-error', details: { status: 502 } });
  expect(
    asked()
      .slice(0, 7)
      .map(([limit]) => limit),
  ).toEqual(['32', '32', '16', '8', '4', '2', '1']);
  expect(
    asked()
      .slice(7)
      .every(([limit]) => limit === '32'),
  ).toBe(true);
  expect(asked().length).toBeLessThan(40);
});

test('a 502 that passes does not make later pages smaller', async () => {
  let answered = 0;
  const { list, asked } = await listMembers((seen, answer) => {
    answered += 1;
    // The last page of the list, where the rest would have fit at once.
    const fails = seen.query.has('starting_after') && answered < 4;
    if (fails) sendJson(answer, {}, 502);
    else sendJson(answer, { objects: pageOf(seen) });
  });
  expect((await list()).map(({ id }) => id)).toEqual(ids);
  answered = 100;
  await list();
  expect(asked().at(-1)?.[0]).toBe('32');
});
