import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import { beforeEach, expect, it, vi } from 'vitest';
import type { Audit, KeyRow, WorkloadDetail } from '@/lib/contract';
import { renderInShell } from '@/components/shell/testing/render-in-shell';
import { WORKLOAD_DETAIL } from './testing/workload-detail';
import { WorkloadPanel } from './workload-panel';

const key = (id: string) =>
  ({ id, name: `airflow ${id}`, user_email: null, user_id: 'u-1', verdict: 'replace' }) as KeyRow;
const DETAIL: WorkloadDetail = {
  ...WORKLOAD_DETAIL,
  keys: 2,
  keys_to_replace: 2,
  holders: 1,
  first_keys: [key('k-1'), key('k-2')],
  unplanned_key_ids: [],
};
const DECISION = {
  subject: 'cron',
  subject_name: 'nightly cron',
  workload_id: 'airflow',
  workload: 'airflow',
  author: 'ada@acme.test',
  at: '2026-11-20T12:00:00.000Z',
};

let sent: [path: string, body: unknown][];
let detail: WorkloadDetail;
/** The id of the latest audit. */
let latest: string;
const onClose = vi.fn();

beforeEach(() => {
  sent = [];
  detail = DETAIL;
  latest = 'audit-1';
  onClose.mockReset();
  vi.stubGlobal('fetch', (input: unknown, init?: { method?: string; body?: string }) => {
    const url = String(input instanceof Request ? input.url : input);
    const { pathname } = new URL(url, 'http://latchkey.test');
    if (init?.method === 'POST') {
      sent.push([pathname.split('/').slice(-2).join('/'), JSON.parse(init.body ?? '')]);
      return Promise.resolve(Response.json({ objects: [DECISION] }));
    }
    if (pathname.endsWith('/workloads')) {
      const others = ['dagster', 'jenkins'].map((id) => ({ ...DETAIL, id, name: id }));
      return Promise.resolve(Response.json({ objects: [DETAIL, ...others] }));
    }
    if (pathname.includes('/workloads/')) return Promise.resolve(Response.json(detail));
    return Promise.resolve(
      Response.json({ audit: { id: latest, status: 'complete' }, running: null }),
    );
  });
});

const show = () =>
  renderInShell(
    <WorkloadPanel
      audit={{ id: 'audit-1' } as Audit}
      id="airflow"
      row={undefined}
      onClose={onClose}
    />,
  );
const press = async (name: string) => fireEvent.click(await screen.findByRole('button', { name }));

it('merges the workload with the one that is chosen, after saying what that means', async () => {
  show();
  await press('Merge with another workload…');
  const dialog = within(await screen.findByRole('dialog', { name: 'Merge workload' }));
  const submit = dialog.getByRole<HTMLButtonElement>('button', { name: 'Merge workloads' });
  expect(submit.disabled).toBe(true);
  fireEvent.click(await dialog.findByRole('radio', { name: /dagster/ }));
  expect(dialog.queryByRole('radio', { name: /airflow/ })).toBeNull();
  expect(dialog.getByText(/These 2 keys become part of/).textContent).toContain('“dagster”');
  fireEvent.click(submit);
  await waitFor(() => expect(onClose).toHaveBeenCalled());
  expect(sent).toEqual([['workloads/merge', { workload_ids: ['airflow'], into: 'dagster' }]]);
});

it('splits off the selected keys under a name, and never all of them', async () => {
  show();
  const first = await screen.findByRole('checkbox', { name: 'Select airflow k-1' });
  fireEvent.click(first);
  fireEvent.click(screen.getByRole('checkbox', { name: 'Select airflow k-2' }));
  expect(screen.getByText('At least one key must stay in the workload.')).toBeDefined();
  expect(screen.queryByRole('button', { name: /^Split off/ })).toBeNull();
  fireEvent.click(first);
  await press('Split off 1 key…');
  const dialog = within(await screen.findByRole('dialog', { name: 'Split off 1 key' }));
  const name = dialog.getByLabelText<HTMLInputElement>('Name of the new workload');
  expect(name.value).toBe('airflow k-2');
  fireEvent.change(name, { target: { value: ' airflow staging ' } });
  fireEvent.click(dialog.getByRole('button', { name: 'Split off 1 key' }));
  await waitFor(() => expect(screen.queryByRole('dialog', { name: /^Split/ })).toBeNull());
  expect(sent).toEqual([
    ['workloads/split', { workload_id: 'airflow', key_ids: ['k-2'], name: 'airflow staging' }],
  ]);
});

it('shows who merged what and when, and separates it again', async () => {
  detail = { ...DETAIL, decisions: [DECISION] };
  show();
  expect(await screen.findByText('nightly cron')).toBeDefined();
  expect(screen.getByText('ada@acme.test').parentElement?.textContent).toBe(
    'ada@acme.test, Nov 20, 2026',
  );
  expect(screen.getByText(/An owner merged these workloads/)).toBeDefined();
  await press('Separate again');
  await waitFor(() => expect(onClose).toHaveBeenCalled());
  expect(sent).toEqual([['workloads/withdraw', { subjects: ['cron'] }]]);
});

it('changes nothing in an old audit', async () => {
  detail = { ...DETAIL, decisions: [DECISION] };
  latest = 'audit-2';
  show();
  expect(await screen.findByText('nightly cron')).toBeDefined();
  for (const name of [/^Merge/, /^Separate/])
    expect(screen.queryByRole('button', { name })).toBeNull();
  expect(screen.queryByRole('checkbox')).toBeNull();
});
