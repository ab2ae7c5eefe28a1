import { screen, within } from '@testing-library/react';
import { beforeEach, expect, it, vi } from 'vitest';
import type { ExceptionsSummary, Overview } from '@/lib/contract';
import { AUDIT } from '@/lib/platform/files/testing/rows';
import { renderInShell } from '@/components/shell/testing/render-in-shell';
import { Figures } from './figures';

const OVERVIEW = { access: { owner: 1, 'access-admin': 1, unknown: 0 } } as Overview;

let summary: ExceptionsSummary;

beforeEach(() => {
  vi.stubGlobal('fetch', (url: string) =>
    Promise.resolve(
      url.endsWith('/exceptions/summary')
        ? Response.json(summary)
        : Response.json({ plans: 0, stages: {}, keys: {} }),
    ),
  );
});

async function acceptedRisks() {
  renderInShell(<Figures overview={OVERVIEW} audit={AUDIT} />);
  const figure = within(screen.getByRole('list', { name: 'Figures' })).getAllByRole('listitem')[2];
  await within(figure ?? document.body).findByText(/^N(one in effect|ext expires)/);
  return figure?.textContent;
}

it('counts accepted risks with an effect, and says the others apart', async () => {
  summary = { active: 2, next_ends_at: '2026-12-20T00:00:00.000Z', without_effect: 1, ended: 0 };
  expect(await acceptedRisks()).toBe(
    'Accepted risks2Next expires Dec 20, 2026. 1 without effect. ',
  );
});

it('says nothing of accepted risks that don’t exist', async () => {
  summary = { active: 0, next_ends_at: null, without_effect: 0, ended: 0 };
  expect((await acceptedRisks())?.trim()).toBe('Accepted risks0None in effect.');
});
