import { cleanup, fireEvent, screen, waitFor } from '@testing-library/react';
import { afterEach, expect, it, vi } from 'vitest';
import type { FindingRow } from '@/lib/contract';
import { renderInShell } from '@/components/shell/testing/render-in-shell';
import { AcceptedRisk } from './accepted-risk';

const FINDING: FindingRow = {
  id: 'f-1',
  rule: 'owner-held-key',
  severity: 'high',
  subject_type: 'key',
  subject_id: 'k-1',
  subject_name: 'laptop',
  evidence: [],
  state: 'excepted',
  opened_at: '2026-11-01T00:00:00.000Z',
  reopened_at: null,
  exception_id: 'e-1',
  exception_until: '2027-02-26T23:59:59.000Z',
  exception_reason: 'Ends with the laptop',
  exception_author: 'olivia@acme.test',
  exception_scope: 'subject',
  audit_id: 'audit-1',
};

let sent: { url: string; body: unknown }[] = [];

/** Shows the accepted risks of these findings. The latest audit is `audit-1`. */
function show(...findings: Partial<FindingRow>[]) {
  sent = [];
  vi.stubGlobal('fetch', (url: string, options?: { body?: string }) => {
    if (url.includes('/withdraw')) {
      sent.push({ url, body: JSON.parse(options?.body ?? '') });
      return Promise.resolve(Response.json({ objects: [] }));
    }
    return Promise.resolve(
      Response.json({ audit: { id: 'audit-1', status: 'complete' }, running: null }),
    );
  });
  renderInShell(
    <>
      {findings.map((fields, index) => (
        <AcceptedRisk key={index} finding={{ ...FINDING, ...fields }} />
      ))}
    </>,
  );
}
afterEach(cleanup);

it('says until when, by whom and why, and withdraws it', async () => {
  show({});
  expect(screen.getByText(/Until Feb 26, 2027, by olivia@acme.test:/)).toBeDefined();
  expect(screen.getByText('Ends with the laptop')).toBeDefined();
  fireEvent.click(await screen.findByRole('button', { name: 'Withdraw' }));
  await waitFor(() => expect(sent.map(({ body }) => body)).toEqual([{ ids: ['e-1'] }]));
});

it('says before a click that all keys of the holder are meant', async () => {
  show({ exception_scope: 'holder' });
  expect(
    await screen.findByRole('button', { name: 'Withdraw for all keys of the holder' }),
  ).toBeDefined();
});

it('can be withdrawn in the latest audit only', async () => {
  show({ audit_id: 'audit-0' }, {});
  await screen.findByRole('button', { name: 'Withdraw' });
  expect(screen.getAllByRole('button')).toHaveLength(1);
});
