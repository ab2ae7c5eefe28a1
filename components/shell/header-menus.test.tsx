import { fireEvent, screen } from '@testing-library/react';
import { NuqsTestingAdapter } from 'nuqs/adapters/testing';
import { expect, it, vi } from 'vitest';
import { AUDIT } from '@/lib/platform/files/testing/rows';
import { Header } from './header';
import { renderInShell } from './testing/render-in-shell';

const push = vi.fn();

function show(audit: typeof AUDIT | null, parameters = '') {
  vi.stubGlobal('fetch', (path: string) =>
    Promise.resolve(
      Response.json(
        path.endsWith('/overview')
          ? { audit, running: null }
          : {
              ...AUDIT,
              id: 'old-1',
              finished_at: '2026-03-01T08:00:00.000Z',
              all_audited_at: '2026-03-01T08:00:00.000Z',
            },
      ),
    ),
  );
  renderInShell(
    <NuqsTestingAdapter searchParams={parameters}>
      <Header />
    </NuqsTestingAdapter>,
    { push },
  );
  fireEvent.click(screen.getByRole('button', { name: 'Acme' }));
}

const item = (name: RegExp) => screen.findByRole('menuitem', { name });

it('the organization menu says when the shown audit was, what it covers, and leads to both', async () => {
  show(AUDIT);
  fireEvent.click(await item(/^Audited Nov 20, 2026, 12:00 UTC$/));
  expect(push).toHaveBeenLastCalledWith('/audits/audit-1');
});

it('names the old audit that the page shows, and the members that it missed', async () => {
  show(AUDIT, '?audit=old-1');
  expect(await item(/^Audited Mar 1, 2026, 08:00 UTC$/)).toBeDefined();
  fireEvent.click(await item(/^46 of 48 members · partial$/));
  expect(push).toHaveBeenLastCalledWith('/members?audit=old-1&state=blocked,failed,pending');
});

it('leads to another organization before there is an audit', async () => {
  show(null);
  fireEvent.click(await item(/^Switch organization…/));
  expect(push).toHaveBeenLastCalledWith('/sign-in');
});

it('shows who is signed in by their name, then their email', async () => {
  show(null);
  fireEvent.click(screen.getByRole('button', { name: 'Account of Olga Petrova' }));
  const menu = await screen.findByRole('menu', { name: /Account/ });
  expect(menu.textContent).toMatch(/^Olga Petrovaolga@acme\.com/);
});
