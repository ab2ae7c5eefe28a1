import { screen } from '@testing-library/react';
import { expect, it, vi } from 'vitest';
import { AUDIT } from '@/lib/platform/files/testing/rows';
import { renderInShell } from '@/components/shell/testing/render-in-shell';
import { CoverageBanner } from './coverage-banner';

const show = (blocked: number, failed: number) => {
  vi.stubGlobal('fetch', () => Promise.resolve(Response.json({ audit: AUDIT, running: null })));
  renderInShell(
    <CoverageBanner audit={{ ...AUDIT, members: { ...AUDIT.members, blocked, failed } }} />,
  );
};

it('says that a re-audit can’t help blocked members by itself', () => {
  show(2, 0);
  expect(screen.getByText(/helps only after their access in Braintrust changes/)).toBeDefined();
});

it('says how many members a re-audit can’t help', () => {
  show(1, 1);
  expect(screen.getByText(/Braintrust blocked 1 of them\./)).toBeDefined();
});

it('doesn’t mention blocked members if all of them failed', () => {
  show(0, 2);
  expect(screen.queryByText(/blocked/)).toBeNull();
});
