import { fireEvent, screen, waitFor } from '@testing-library/react';
import { NuqsTestingAdapter } from 'nuqs/adapters/testing';
import { beforeEach, expect, it, vi } from 'vitest';
import { AUDIT, keyRow, memberRow } from '@/lib/platform/files/testing/rows';
import { CommandMenu } from './command-menu';
import { refusal, renderInShell } from './testing/render-in-shell';

const push = vi.fn();

type Asked = { path: string; q: string; signal: AbortSignal };

/** The searches sent to the server, and what it answers about a list. */
let searches: Asked[];
let answer: (asked: Asked) => Response | Promise<Response>;
let latest: typeof AUDIT | null;

const objects = (...rows: object[]) => Response.json({ objects: rows });
const isOf = ({ path }: Asked, list: string) => path.endsWith(`/${list}`);

beforeEach(() => {
  push.mockReset();
  searches = [];
  latest = AUDIT;
  answer = () => objects();
  vi.stubGlobal('fetch', (url: string, { signal }: { signal: AbortSignal }) => {
    const { pathname: path, searchParams } = new URL(url, 'http://latchkey');
    const q = searchParams.get('q');
    if (q === null) {
      if (path.endsWith('/overview')) return Response.json({ audit: latest, running: null });
      if (path.endsWith('/audits')) return objects(AUDIT);
      return Response.json({ ...AUDIT, id: path.split('/').at(-1) });
    }
    expect(searchParams.get('limit')).toBe('5');
    const asked = { path, q, signal };
    searches.push(asked);
    return answer(asked);
  });
});

async function open(parameters = '') {
  renderInShell(
    <NuqsTestingAdapter searchParams={parameters}>
      <CommandMenu onClose={() => undefined} />
    </NuqsTestingAdapter>,
    { push },
  );
  // The latest audit is known once its command is offered.
  if (latest !== null) await screen.findByRole('option', { name: 'Run audit' });
}

const field = () => screen.getByRole('combobox');
const type = (value: string) => fireEvent.change(field(), { target: { value } });
const status = () => screen.getByRole('status').textContent;
const option = (name: RegExp) => screen.findByRole('option', { name });
const selected = () => screen.getByRole('option', { selected: true }).textContent;
const press = (key: string) => fireEvent.keyDown(field(), { key });

it('finds keys, members, workloads, plans and audits, each with what tells it apart', async () => {
  answer = (asked) => {
    if (isOf(asked, 'keys')) return objects(keyRow({ id: 'k-1', name: 'nov-ingest' }));
    if (isOf(asked, 'members')) {
      return objects(
        memberRow({ id: 'm-1', keys: 3 }),
        memberRow({ id: 'm-2', keys: null, given_name: null, family_name: null }),
        memberRow({ id: 'm-3', keys: null, kind: 'service-account', given_name: 'Bot' }),
      );
    }
    if (isOf(asked, 'workloads')) {
      return objects({ id: 'ingest prod', name: 'ingest prod', keys: 3, holders: 2 });
    }
    return objects({ id: 'p-1', title: 'Move ingest', stage: 'both-keys-live', keys: 1 });
  };
  await open();
  type('nov');
  await option(/^nov-ingest/);
  const groups = screen.getAllByRole('group').slice(-5);
  expect(groups.map((group) => group.textContent)).toEqual([
    'nov-ingestAnna Kowalska · sk-…abcd',
    'Anna Kowalskaanna@acme.example · 3 keys' +
      'anna@acme.exampleKeys unknown' +
      'Bot Kowalskaanna@acme.example · Service account',
    'ingest prod3 keys · 2 holders',
    'Move ingestMigrating · 1 key',
    'Nov 20, 2026, 12:00 UTCPartial · 94 keys',
  ]);
  expect(groups.map((group) => group.getAttribute('aria-labelledby'))).not.toContain(null);
  expect(status()).toBe('7 results');
  expect(searches.map(({ q }) => q)).toEqual(['nov', 'nov', 'nov', 'nov']);
});

it.each([
  ['', '/keys?key=k-1'],
  ['?audit=old-1', '/keys?key=k-1&audit=old-1'],
])('Enter opens what is selected, in the audit of the page %s', async (parameters, href) => {
  answer = (asked) => (isOf(asked, 'keys') ? objects(keyRow({ id: 'k-1' })) : objects());
  await open(parameters);
  type('zz');
  const before = selected();
  await option(/^prod-ingest/);
  // What arrives doesn't change what Enter opens.
  expect(selected()).toBe(before);
  press('End');
  press('Enter');
  expect(push).toHaveBeenCalledExactlyOnceWith(href);
  const searched = new Set(searches.map(({ path }) => path.split('/').at(-2)));
  expect(searched).toContain(parameters === '' ? AUDIT.id : 'old-1');
});

it('an answer that arrives late never replaces that of a later text', async () => {
  const late: { rows: Response; arrive: () => void }[] = [];
  answer = (asked) => {
    const rows = isOf(asked, 'keys') ? objects(keyRow({ name: `key of ${asked.q}` })) : objects();
    if (asked.q === 'prod') return rows;
    return new Promise((resolve) => late.push({ rows, arrive: () => resolve(rows) }));
  };
  await open();
  type('pr');
  expect(status()).toBe('Searching…');
  await waitFor(() => expect(late).toHaveLength(4));
  type('prod');
  expect(status()).toBe('Searching…');
  await option(/^key of prod/);
  expect(searches.filter(({ q }) => q === 'pr').every(({ signal }) => signal.aborted)).toBe(true);
  for (const { arrive } of late) arrive();
  await waitFor(() => expect(late.every(({ rows }) => rows.bodyUsed)).toBe(true));
  expect(await option(/^key of prod/)).toBeDefined();
  expect(screen.queryByRole('option', { name: /^key of pr(?!od)/ })).toBeNull();
});

it('says when nothing is found', async () => {
  await open();
  type('zz');
  await waitFor(() =>
    expect(status()).toBe('No matching keys, members, workloads, plans, or audits'),
  );
});

it('says why a search failed, and tries again', async () => {
  answer = () => refusal(503, 'unavailable', 'The database is unreachable.');
  await open();
  type('zz');
  await waitFor(() => expect(status()).toBe('Couldn’t search. The database is unreachable.'));
  answer = (asked) => (isOf(asked, 'keys') ? objects(keyRow()) : objects());
  press('End');
  expect(selected()).toBe('Try again');
  press('Enter');
  await option(/^prod-ingest/);
  expect(status()).toBe('1 result');
});

it('before the first audit it finds screens and guides only', async () => {
  latest = null;
  await open();
  type('rep');
  // It is known that there is no audit once the keys can no longer be searched.
  await waitFor(() => expect(screen.queryByRole('option', { name: /^Search keys/ })).toBeNull());
  expect(await option(/^Replacements$/)).toBeDefined();
  type('choose the right');
  expect(await option(/^Choose the right credential$/)).toBeDefined();
  const words = screen.getAllByRole('option').map((item) => item.textContent);
  expect(words).toEqual(['Choose the right credential', 'Search guides for “choose the right”']);
  expect(searches).toEqual([]);
  expect(status()).toBe('');
});
