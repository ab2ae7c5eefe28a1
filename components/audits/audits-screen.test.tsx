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

/** "Check now" after it, when settings had made one key fewer to replace. */
const FOLLOW_UP = {
  ...PARTIAL,
  id: 'audit-2',
  parent_id: PARTIAL.id,
  members_asked: null,
  members_carried_over: 45,
  verdicts_at_finish: { ...PARTIAL.verdicts, replace: 40 },
};

let narrow: boolean;

beforeEach(() => {
  narrow = false;
  vi.stubGlobal('fetch', (path: string) =>
    Promise.resolve(
      Response.json(
        path.includes('/overview')
          ? { audit: PARTIAL, running: null }
          : { objects: [FOLLOW_UP, PARTIAL] },
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
  const [card, followUp] = within(list).getAllByRole('listitem');
  for (const text of ['Partial', '46 of 48 members', '94 keys, 39 to replace'])
    expect(card?.textContent).toContain(text);
  expect(followUp?.textContent).toContain('94 keys, 40 to replace');
  expect(followUp?.textContent).toContain('Follow-up of 3 members');
  expect(screen.queryByRole('table')).toBeNull();
});

it('shows audits as a table elsewhere, each follow-up below its audit', async () => {
  renderInShell(<AuditsScreen />);
  const table = await screen.findByRole('table', { name: 'Audits' });
  const [, audit, followUp] = within(table).getAllByRole('row');
  expect(audit?.textContent).not.toContain('Follow-up');
  expect(followUp?.textContent).toContain('Follow-up of 3 members');
});

it('shows figures as of the end of an audit, and today’s where they differ', async () => {
  renderInShell(<AuditsScreen />);
  const table = await screen.findByRole('table', { name: 'Audits' });
  const [, audit, followUp] = within(table)
    .getAllByRole('row')
    .map((row) => within(row).queryAllByRole('cell')[4]?.textContent);
  expect(audit).toBe('39');
  expect(followUp).toBe('4039 now');
});
