import { screen } from '@testing-library/react';
import { expect, it, vi } from 'vitest';
import type { Audit, WorkloadDetail } from '@/lib/contract';
import { renderInShell } from '@/components/shell/testing/render-in-shell';
import { WORKLOAD_DETAIL } from './testing/workload-detail';
import { WorkloadPanel } from './workload-panel';

/** Shows the panel of a workload in an audit. `latest`: the id of the latest audit. */
function show(detail: Partial<WorkloadDetail>, latest = 'audit-1') {
  vi.stubGlobal('fetch', (input: unknown) => {
    const asked = String(input instanceof Request ? input.url : input);
    if (asked.includes('/workloads/'))
      return Promise.resolve(Response.json({ ...WORKLOAD_DETAIL, ...detail }));
    if (asked.includes('/suggest'))
      return Promise.resolve(Response.json({ plan: { projects: [] } }));
    return Promise.resolve(
      Response.json({ audit: { id: latest, status: 'complete' }, running: null }),
    );
  });
  renderInShell(
    <WorkloadPanel
      audit={{ id: 'audit-1' } as Audit}
      id="airflow"
      row={undefined}
      onClose={() => undefined}
    />,
  );
}

it('offers one plan for all keys that need one', async () => {
  show({});
  const link = await screen.findByRole('link', { name: 'Replace all 3 keys' });
  expect(link.getAttribute('href')).toBe('/replacements/new?key=k-1,k-2,k-3');
  expect(await screen.findByText(/You choose the projects/)).toBeDefined();
});

it('leaves out keys that a plan already replaces', async () => {
  show({ unplanned_key_ids: ['k-2'] });
  const link = await screen.findByRole('link', { name: 'Replace 1 key' });
  expect(link.getAttribute('href')).toBe('/replacements/new?key=k-2');
});

it.each([
  ['a plan has all keys', { unplanned_key_ids: [] }, /plan contains every key/],
  ['no key is to be replaced', { keys_to_replace: 0, unplanned_key_ids: [] }, /No key of this/],
  [
    'there are too many for a plan',
    { unplanned_key_ids: Array.from({ length: 1001 }, (_, at) => `k-${at}`) },
    /at most 1,000 keys/,
  ],
])('says why it offers no plan: %s', async (_why, detail, text) => {
  show(detail);
  expect(await screen.findByText(text)).toBeDefined();
  expect(screen.queryByRole('link', { name: /^Replace/ })).toBeNull();
});

it('shows who is responsible, and that the due date has passed', async () => {
  show({ assignee: 'Ada', due: '2026-11-19', overdue: true });
  expect(await screen.findByText('Overdue: Nov 19, 2026')).toBeDefined();
  expect(screen.getByText('Ada')).toBeDefined();
  expect(await screen.findByRole('button', { name: 'Change assignee…' })).toBeDefined();
});

it('leaves the assignee to the plan, if there is an open one', async () => {
  show({
    due: '2027-01-01',
    replacements: [{ id: 'r-1', title: 'Replace airflow', stage: 'preparing' }],
  });
  expect(await screen.findByText('Due Jan 1, 2027')).toBeDefined();
  expect(screen.getByText('Set in the plan.')).toBeDefined();
  expect(screen.queryByRole('button', { name: /assignee/ })).toBeNull();
});

it('offers no plan for an old audit, whose keys may be gone', async () => {
  show({}, 'audit-2');
  expect(await screen.findByText(/say the same purpose: “airflow”/)).toBeDefined();
  expect(screen.queryByRole('link', { name: /^Replace/ })).toBeNull();
});

it('leads to all keys of the workload in the table, if it has several', async () => {
  show({ id: 'ingest prod' });
  const link = await screen.findByRole('link', { name: 'All 3 keys in the table' });
  expect(link.getAttribute('href')).toBe('/keys?workload=ingest%20prod&audit=audit-1');
});

it('needs no table for a single key', async () => {
  show({ keys: 1 });
  expect(await screen.findByText(/says “airflow”/)).toBeDefined();
  expect(screen.queryByRole('link', { name: /in the table/ })).toBeNull();
});
