import { screen, waitFor } from '@testing-library/react';
import { NuqsTestingAdapter } from 'nuqs/adapters/testing';
import { expect, it, vi } from 'vitest';
import { AUDIT } from '@/lib/platform/files/testing/rows';
import { OldAuditNotice } from './audit-notice';
import { renderInShell } from './testing/render-in-shell';

const LATEST = { ...AUDIT, id: 'a-2', finished_at: '2026-11-20T12:00:00.000Z' };
const OLD = { ...AUDIT, id: 'a-1', finished_at: '2026-08-03T09:00:00.000Z' };
const AUDITS = [LATEST, OLD, { ...OLD, id: 'a-3', status: 'running', finished_at: null }];

function open(url: string) {
  const fetched = vi.fn((asked: string) =>
    Promise.resolve(
      Response.json(
        asked.includes('/overview')
          ? { audit: LATEST, running: null }
          : AUDITS.find(({ id }) => asked.endsWith(id)),
      ),
    ),
  );
  vi.stubGlobal('fetch', fetched);
  const client = renderInShell(
    <NuqsTestingAdapter searchParams={new URL(url, 'http://latchkey').search}>
      <OldAuditNotice />
    </NuqsTestingAdapter>,
    { url },
  );
  return { client, fetched };
}

it.each([
  ['/keys?verdict=replace&audit=a-1', '/keys?verdict=replace'],
  ['/members?audit=a-1', '/members'],
  ['/audits/a-1', '/audits/a-2'],
])('%s says that it is an old audit and links to %s', async (url, href) => {
  open(url);
  expect(await screen.findByText(/You’re viewing the audit of Aug 3, 2026\./)).toBeDefined();
  const link = screen.getByRole('link', { name: 'Go to the latest' });
  expect(link.getAttribute('href')).toBe(href);
});

it.each([
  ['the latest audit', '/keys?audit=a-2'],
  ['the latest audit by default', '/keys'],
  ['a running audit', '/audits/a-3'],
  ['a screen that doesn’t show the audit in the URL', '/settings?audit=a-1'],
])('says nothing on a page of %s', async (_page, url) => {
  const { client, fetched } = open(url);
  await waitFor(() => expect(fetched).toHaveBeenCalled());
  await waitFor(() => expect(client.isFetching()).toBe(0));
  expect(screen.queryByText(/You’re viewing/)).toBeNull();
});
