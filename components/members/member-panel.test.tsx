import { screen } from '@testing-library/react';
import { expect, it, vi } from 'vitest';
import type { MemberRow } from '@/lib/contract';
import { AUDIT, memberRow } from '@/lib/platform/files/testing/rows';
import { renderInShell } from '@/components/shell/testing/render-in-shell';
import { MemberPanel } from './member-panel';

function show(fields: Partial<MemberRow>) {
  vi.stubGlobal('fetch', () =>
    Promise.resolve(Response.json({ audit: { ...AUDIT }, running: null })),
  );
  const row = memberRow({ keys: null, audited_at: null, ...fields });
  renderInShell(<MemberPanel audit={AUDIT} id={row.id} row={row} onClose={() => undefined} />);
}
const again = () => screen.findByRole('button', { name: 'Re-audit member' });

it('a blocked member says when Latchkey last tried, and doesn’t urge to try again', async () => {
  show({
    state: 'blocked',
    reason: 'impersonation-refused',
    attempted_at: '2026-11-20T11:59:00.000Z',
  });
  expect((await again()).className).not.toContain('bg-primary');
  expect(screen.getByText('Nov 20, 2026, 11:59 UTC')).toBeDefined();
  expect(screen.queryByText('Not yet')).toBeNull();
});

it('a failed member is worth another try', async () => {
  show({ state: 'failed', reason: 'upstream-timeout', attempted_at: null });
  expect((await again()).className).toContain('bg-primary');
  expect(screen.getByText('Last attempt').nextElementSibling?.textContent).toBe('unknown');
});
