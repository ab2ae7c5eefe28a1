import { screen } from '@testing-library/react';
import { NuqsTestingAdapter } from 'nuqs/adapters/testing';
import { beforeEach, expect, it, vi } from 'vitest';
import type { Audit } from '@/lib/contract';
import { AUDIT } from '@/lib/platform/files/testing/rows';
import { Header } from './header';
import { renderInShell } from './testing/render-in-shell';

const MINUTE_MS = 60_000;
const minutesAgo = (minutes: number) => new Date(Date.now() - minutes * MINUTE_MS).toISOString();

function show(audit: Partial<Audit>) {
  vi.stubGlobal('fetch', () =>
    Promise.resolve(Response.json({ audit: { ...AUDIT, ...audit }, running: null })),
  );
  renderInShell(
    <NuqsTestingAdapter>
      <Header />
    </NuqsTestingAdapter>,
  );
}

beforeEach(() => {
  vi.unstubAllGlobals();
});

it('says when all members were audited', async () => {
  show({ finished_at: minutesAgo(26), all_audited_at: minutesAgo(26) });
  const link = await screen.findByRole('link', { name: /^Audited/ });
  expect(link.textContent).toBe('Audited 26 minutes ago');
});

it('a re-audit of two members doesn’t make the others look audited just now', async () => {
  show({
    parent_id: 'audit-0',
    members_asked: 2,
    finished_at: minutesAgo(1),
    all_audited_at: minutesAgo(26),
  });
  const link = await screen.findByRole('link', { name: /^Audited/ });
  expect(link.textContent).toBe('Audited 26 minutes ago · 2 members re-audited 1 minute ago');
  const { className } = screen.getByRole('button', { name: 'Run audit' });
  expect(className).not.toContain('bg-primary');
});

it('offers a new audit first if only a follow-up is of the last day', async () => {
  show({
    parent_id: 'audit-0',
    members_asked: 2,
    finished_at: minutesAgo(1),
    all_audited_at: minutesAgo(26 * 60),
  });
  await screen.findByRole('link', { name: /^Audited/ });
  expect(screen.getByRole('button', { name: 'Run audit' }).className).toContain('bg-primary');
});
