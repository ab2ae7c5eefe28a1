import { screen, within } from '@testing-library/react';
import { NuqsTestingAdapter } from 'nuqs/adapters/testing';
import { expect, it, vi } from 'vitest';
import type { ExceptionRow } from '@/lib/contract';
import { renderInShell } from '@/components/shell/testing/render-in-shell';
import { ExceptionsScreen } from './exceptions-screen';

const ACTIVE: ExceptionRow = {
  id: 'e-1',
  rule: 'old-key',
  scope: 'subject',
  subject_type: 'key',
  subject_id: 'k-1',
  subject_name: 'nightly-eval',
  reason: 'Rotated with the next release.',
  until: '2026-12-20T00:00:00.000Z',
  state: 'ending',
  can_apply: true,
  author: 'olga@acme.com',
  created_at: '2026-11-01T00:00:00.000Z',
  withdrawn_at: null,
  withdrawn_by: null,
};
const OVER: ExceptionRow = { ...ACTIVE, id: 'e-2', state: 'ended' };
const WITHOUT_EFFECT: ExceptionRow = {
  ...ACTIVE,
  id: 'e-3',
  rule: 'several-keys-per-member',
  can_apply: false,
};

function show({ narrow }: { narrow: boolean }) {
  vi.stubGlobal('fetch', () =>
    Promise.resolve(Response.json({ objects: [ACTIVE, OVER, WITHOUT_EFFECT] })),
  );
  vi.stubGlobal('matchMedia', () => ({
    matches: narrow,
    addEventListener: () => undefined,
    removeEventListener: () => undefined,
  }));
  renderInShell(
    <NuqsTestingAdapter>
      <ExceptionsScreen />
    </NuqsTestingAdapter>,
  );
}

it('shows an accepted risk as a card on a phone, with what, how long, why, and Withdraw', async () => {
  show({ narrow: true });
  const list = await screen.findByRole('list', { name: 'Accepted risks' });
  const [active, over, withoutEffect] = within(list).getAllByRole('listitem');
  for (const text of [
    'Rule old-key',
    'Expires soon',
    'nightly-eval',
    'Dec 20, 2026',
    'Rotated with the next release.',
    'Withdraw',
  ])
    expect(active?.textContent).toContain(text);
  expect(over?.textContent).not.toContain('Withdraw');
  expect(withoutEffect?.textContent).toContain('No effect');
  expect(withoutEffect?.textContent).toContain('Withdraw');
  expect(screen.queryByRole('table')).toBeNull();
});

it('shows accepted risks as a table elsewhere', async () => {
  show({ narrow: false });
  const table = await screen.findByRole('table', { name: 'Accepted risks' });
  expect(within(table).getAllByRole('row')).toHaveLength(4);
});
