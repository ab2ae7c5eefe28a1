import { cleanup, fireEvent, screen, waitFor } from '@testing-library/react';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { isPageHeld } from '@/lib/client/held-page';
import type { Revocation } from '@/lib/contract';
import { errorOf, refusal, renderInShell } from '@/components/shell/testing/render-in-shell';
import { RetentionForm } from './retention-form';

const KEY = 'sk-fake-owner';
const state = (proof_until: string | null): Revocation => ({
  enabled: false,
  enabled_at: null,
  enabled_by: null,
  proof_until,
});

/** What was sent, in order: the key as proof, and numbers of days. */
let sent: unknown[];
let answer: (days: number) => Response;

beforeEach(() => {
  sent = [];
  answer = (days) => Response.json({ days, audits_due: 2 });
  let proven = state(null);
  vi.stubGlobal('fetch', (_url: string, { method, body }: { method: string; body: string }) => {
    if (method === 'GET') return Promise.resolve(Response.json(proven));
    const asked = JSON.parse(body) as { api_key?: string; days?: number };
    sent.push(asked);
    if (asked.days !== undefined) return Promise.resolve(answer(asked.days));
    proven = state('2100-01-01T00:00:00.000Z');
    return Promise.resolve(Response.json(proven));
  });
  renderInShell(<RetentionForm stored={90} />);
});
afterEach(cleanup);

const days = () => screen.getByLabelText<HTMLInputElement>('Days to keep finished audits');
const type = (value: string) => fireEvent.change(days(), { target: { value } });
const saveButton = () => screen.getByRole<HTMLButtonElement>('button', { name: /^Sav/ });

it.each(['', '29', '3651', '1e2', '60.5'])('%j days can’t be saved', (text) => {
  type(text);
  expect(errorOf(days())).toBe('Enter a whole number of days from 30 to 3,650.');
  expect(saveButton().disabled).toBe(true);
  expect(isPageHeld()).toBe(true);
});

it('keeping audits longer needs no proof', async () => {
  expect(saveButton().disabled).toBe(true);
  type('120');
  fireEvent.click(saveButton());
  expect(await screen.findByText(/^Retention saved\./)).toBeDefined();
  expect(sent).toEqual([{ days: 120 }]);
  expect(isPageHeld()).toBe(false);
});

it('keeping them for less time needs the owner’s key, which doesn’t stay on the page', async () => {
  type('60');
  expect(await screen.findByText(/permanently deletes audits/)).toBeDefined();
  const key = await screen.findByLabelText<HTMLInputElement>('Your Braintrust API key');
  fireEvent.change(key, { target: { value: KEY } });
  fireEvent.click(saveButton());
  expect(await screen.findByText(/^Retention saved\./)).toBeDefined();
  expect(sent).toEqual([{ api_key: KEY }, { days: 60 }]);
  expect(key.value).toBe('');
  expect(document.body.innerHTML).not.toContain(KEY);
});

it('keeps what was typed when saving fails, and says why', async () => {
  answer = () => refusal(503, 'unavailable', 'The database is unreachable.');
  type('120');
  fireEvent.click(saveButton());
  const alert = await screen.findByRole('alert');
  expect(alert.textContent).toContain('Couldn’t change how long audits are kept.');
  expect(alert.textContent).toContain('The database is unreachable.');
  expect(days().value).toBe('120');
  await waitFor(() => expect(saveButton().disabled).toBe(false));
});
