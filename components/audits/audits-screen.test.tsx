import { screen, within } from '@testing-library/react';
import { beforeEach, expect, it, vi } from 'vitest';
import { AUDIT } from '@/lib/platform/files/testing/rows';
import { renderInShell } from '@/components/shell/testing/render-in-shell';
import { AuditsScreen } from './audits-screen';

const PARTIAL = {
  ...AUDIT,
  status: 'partial',
  reason: 'members-missing',
  keys: 94,
  verdicts: { ...AUDIT.verdicts, replace: 39 },
  members: { total: 48, audited: 46, blocked: 2, failed: 0, pending: 0 },
};

let narrow: boolean;

beforeEach(() => {
  narrow = false;
  vi.stubGlobal('fetch', (path: string) =>
    Promise.resolve(
      Response.json(
        path.includes('/overview') ? { audit: PARTIAL, running: null } : { objects: [PARTIAL] },
      ),
    ),
  );
  vi.stubGlobal('matchMedia', () => ({
    matches: narrow,
    addEventListener: () => undefined,
    removeEventListener: () => undefined,
  }));
});

it('shows each audit as a card on a phone, with status, coverage and keys', async () => {
  narrow = true;
  renderInShell(<AuditsScreen />);
  const list = await screen.findByRole('list', { name: 'Audits' });
  const [card] = within(list).getAllByRole('listitem');
  for (const text of ['Partial', '46 of 48 members', '94 keys, 39 to replace'])
    expect(card?.textContent).toContain(text);
  expect(screen.queryByRole('table')).toBeNull();
});

it('shows audits as a table elsewhere', async () => {
  renderInShell(<AuditsScreen />);
  const table = await screen.findByRole('table', { name: 'Audits' });
  expect(within(table).getAllByRole('row')).toHaveLength(2);
});
