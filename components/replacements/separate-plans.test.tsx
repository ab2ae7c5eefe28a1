import { fireEvent, screen, waitFor } from '@testing-library/react';
import { beforeEach, expect, it, vi } from 'vitest';
import type { ReplacementSuggestion, SuggestReplacementBody } from '@/lib/contract';
import { aKey, aPlan, aReachToday } from '@/lib/domain/replacement-plan/testing/plans';
import { refusal, renderInShell } from '@/components/shell/testing/render-in-shell';
import { SeparatePlans } from './separate-plans';

const KEYS = ['a', 'b', 'c', 'd'].map((id) => aKey({ id, name: `key ${id}` }));
const PLANS: ReplacementSuggestion['separate_plans'] = [
  { workload_id: 'w-1', name: 'airflow', key_ids: ['a', 'd'] },
  { workload_id: 'w-2', name: 'dagster', key_ids: ['b'] },
  { workload_id: 'w-3', name: 'grafana', key_ids: ['c'] },
];

/** The key ids of the plans that the server was asked to create. */
let created: string[][];
/** What the server answers instead of creating the plan of these keys. */
let refusals: Map<string, () => Response>;
let shared: boolean;

beforeEach(() => {
  created = [];
  refusals = new Map();
  shared = false;
  vi.stubGlobal('fetch', (url: string, { body }: { body: string }) => {
    const { key_ids } = JSON.parse(body) as SuggestReplacementBody;
    const name = key_ids.join();
    if (url.endsWith('/suggest'))
      return Promise.resolve(Response.json({ plan: aPlan({ title: `Replace ${name}` }) }));
    const refused = refusals.get(name)?.();
    if (refused === undefined) created.push(key_ids);
    return Promise.resolve(
      refused ?? Response.json({ id: `plan-${name}`, title: `Replace ${name}` }),
    );
  });
});

function show(plans = PLANS) {
  const suggestion: ReplacementSuggestion = {
    plan: aPlan({ keys: KEYS }),
    problems: [],
    today: aReachToday(),
    choices: [],
    planned: [],
    separate_plans: plans,
  };
  renderInShell(
    <SeparatePlans
      suggestion={suggestion}
      braintrustPlan="enterprise"
      onShare={() => {
        shared = true;
      }}
    />,
  );
}

const list = () => screen.getByRole('list', { name: 'Plans to create' });
const press = (name: string) => fireEvent.click(screen.getByRole('button', { name }));

it('says how many programs use the keys, and lists each with its keys and holders', () => {
  show();
  expect(screen.getByText(/^These 4 keys are used by 3 programs, /)).toBeDefined();
  expect(list().firstElementChild?.textContent).toContain(
    'airflowkey a held by Ada Lovelacekey d held by Ada Lovelace',
  );
  const review = screen.getByRole('link', { name: 'Review the plan for airflow' });
  expect(review.getAttribute('href')).toBe('/replacements/new?key=a,d');
});

it('creates one plan for each, with its own suggestion', async () => {
  show();
  press('Create 3 plans');
  expect(await screen.findByText('3 plans created')).toBeDefined();
  expect(created).toEqual([['a', 'd'], ['b'], ['c']]);
  expect(screen.getByRole('link', { name: 'Replace a,d' }).getAttribute('href')).toBe(
    '/replacements/plan-a,d',
  );
  expect(screen.getByRole('link', { name: 'View plans' }).getAttribute('href')).toBe(
    '/replacements',
  );
});

it('says which plans exist if the server fails in the middle, and then creates only the others', async () => {
  show();
  refusals.set('b', () => refusal(503, 'storage-unavailable', 'Try again in a minute.'));
  press('Create 3 plans');
  expect(
    await screen.findByText(/^Created 1 of 3 plans\. The others don’t exist yet/),
  ).toBeDefined();
  expect(screen.getByRole('link', { name: 'Replace a,d' })).toBeDefined();
  expect(screen.getByRole('alert').textContent).toContain('Try again in a minute.');
  expect(screen.queryByRole('button', { name: 'Use one shared token' })).toBeNull();
  refusals.clear();
  press('Create the other 2 plans');
  expect(await screen.findByText('3 plans created')).toBeDefined();
  expect(created).toEqual([['a', 'd'], ['b'], ['c']]);
});

it('creates the other plans if only one of them is refused', async () => {
  show();
  refusals.set('b', () => refusal(409, 'conflict', 'One of its keys is already in a plan.'));
  press('Create 3 plans');
  expect(await screen.findByText(/^Created 2 of 3 plans/)).toBeDefined();
  expect(created).toEqual([['a', 'd'], ['c']]);
  expect(screen.getByRole('alert').textContent).toContain('already in a plan');
  expect(screen.getByRole('link', { name: 'Review the plan for dagster' })).toBeDefined();
});

it('offers a shared token only with a warning', async () => {
  show();
  expect(screen.getByText(/leaks or is revoked, all 3 programs are affected/)).toBeDefined();
  press('Use one shared token');
  await waitFor(() => expect(shared).toBe(true));
  expect(created).toEqual([]);
});

it('claims no number of programs for keys that no known program uses', () => {
  show([...PLANS.slice(0, 2), { workload_id: null, name: 'test', key_ids: ['c'] }]);
  expect(screen.queryByText(/programs/)).toBeNull();
  expect(screen.getByText(/everything that uses these keys is affected/)).toBeDefined();
});
