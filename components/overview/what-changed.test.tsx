import { screen, waitFor } from '@testing-library/react';
import { NuqsTestingAdapter } from 'nuqs/adapters/testing';
import { beforeEach, expect, it, vi } from 'vitest';
import type { Audit, ChangeRow, Overview } from '@/lib/contract';
import { AUDIT } from '@/lib/platform/files/testing/rows';
import { renderInShell } from '@/components/shell/testing/render-in-shell';
import { chooseOption, openSelect } from '@/components/ui/testing/choose-option';
import { WhatChanged } from './what-changed';

const change = (key_id: string): ChangeRow => ({
  key_id,
  kind: 'new',
  name: `key ${key_id}`,
  preview_name: 'sk-****fake',
  user_id: 'u-1',
  user_email: 'ada@acme.test',
  fields: [],
});
const point = (audit_id: string, month: string, partial = false) => ({
  audit_id,
  finished_at: `2026-${month}-03T12:00:00.000Z`,
  partial,
});
const TREND = [point('a-1', '08'), point('a-2', '09', true), point('a-3', '10')];

let asked: string[];
let inUrl: string | null;
beforeEach(() => {
  [asked, inUrl] = [[], null];
  vi.stubGlobal('fetch', (path: string) => {
    asked.push(path);
    const counts = { new: 5, gone: 0, changed: 0 };
    return Promise.resolve(Response.json({ objects: [change('since')], counts }));
  });
});

function show({
  url = '',
  trend = TREND,
  ...audit
}: Partial<Audit> & { url?: string; trend?: typeof TREND }) {
  const overview = { trend, changes: [change('stored')] } as Overview;
  renderInShell(
    <NuqsTestingAdapter
      searchParams={url}
      onUrlUpdate={({ searchParams }) => {
        inUrl = searchParams.get('since');
      }}
    >
      <WhatChanged
        overview={overview}
        audit={{
          ...AUDIT,
          id: 'a-3',
          previous_id: 'a-2',
          changes: { new: 1, gone: 0, changed: 0 },
          ...audit,
        }}
      />
    </NuqsTestingAdapter>,
  );
}
const select = () => screen.getByRole('combobox', { name: 'Compare with the audit of' });

it('compares with the previous audit of all members, without asking again', () => {
  show({});
  expect(select().textContent).toBe('Sep 3, 2026 (partial audit)');
  expect(screen.getByRole('link', { name: 'key stored' })).toBeDefined();
  expect(screen.getByRole('link', { name: '1 new' })).toBeDefined();
  expect(asked).toEqual([]);
  openSelect(/^Compare/);
  expect(screen.getAllByRole('option').map((option) => option.textContent)).toEqual([
    'Sep 3, 2026 (partial audit)',
    'Aug 3, 2026',
  ]);
});

it('compares with another audit that is picked, and keeps it in the URL', async () => {
  show({});
  chooseOption(/^Compare/, 'Aug 3, 2026');
  expect(await screen.findByRole('link', { name: 'key since' })).toBeDefined();
  expect(screen.getByText('5 new').closest('a')).toBeNull();
  expect(screen.getByRole('link', { name: 'All changes' }).getAttribute('href')).toBe(
    '/audits/a-3?since=a-1#differences',
  );
  expect(asked).toEqual(['/api/v1/audits/a-3/changes?since=a-1&limit=8']);
  await waitFor(() => expect(inUrl).toBe('a-1'));
});

it('after Check now, still compares with the audit before its audit', async () => {
  show({ id: 'follow-up', parent_id: 'a-3', members_asked: 1, previous_id: 'a-3' });
  expect(await screen.findByRole('link', { name: 'key since' })).toBeDefined();
  expect(asked).toEqual(['/api/v1/audits/follow-up/changes?since=a-2&limit=8']);
});

it('an unknown audit in the URL is the previous one', () => {
  show({ url: '?since=nowhere' });
  expect(select().textContent).toBe('Sep 3, 2026 (partial audit)');
});

it('has nothing to pick after the first audit', () => {
  show({ trend: TREND.slice(0, 1), previous_id: null, changes: null });
  expect(screen.queryByRole('combobox')).toBeNull();
  expect(screen.getByText('First audit. Nothing to compare yet.')).toBeDefined();
});
