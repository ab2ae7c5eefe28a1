// @vitest-environment happy-dom
import { cleanup, fireEvent, screen, waitFor } from '@testing-library/react';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { isPageHeld } from '@/lib/client/held-page';
import type { AddExceptionsBody } from '@/lib/contract';
import { Dialog, DialogContent } from '@/components/ui/dialog';
import { errorOf, refusal, renderInShell } from '@/components/shell/testing/render-in-shell';
import { ExceptForm } from './except-form';

const NOW = '2026-11-28T12:00:00.000Z';
const TARGETS = [{ finding_id: 'f-1' }];

let sent: AddExceptionsBody[];
let answer: () => Response;
const onDone = vi.fn();

beforeEach(() => {
  vi.useFakeTimers({ now: new Date(NOW), toFake: ['Date'] });
  sent = [];
  answer = () => Response.json({ objects: [{ id: 'e-1' }] });
  vi.stubGlobal('fetch', (_url: string, { body }: { body: string }) => {
    sent.push(JSON.parse(body) as AddExceptionsBody);
    return Promise.resolve(answer());
  });
  renderInShell(
    <Dialog open>
      <DialogContent title="Accept risk">
        <ExceptForm targets={TARGETS} onDone={onDone} />
      </DialogContent>
    </Dialog>,
  );
});
afterEach(() => {
  cleanup();
  vi.useRealTimers();
  onDone.mockClear();
});

const reason = () => screen.getByLabelText<HTMLTextAreaElement>('Justification');
const until = () => screen.getByLabelText<HTMLInputElement>('Expires on');
const accept = () => screen.getByRole<HTMLButtonElement>('button', { name: 'Accept risk' });
const type = (field: HTMLElement, value: string) => fireEvent.change(field, { target: { value } });

it('accepts a risk with a justification, until the end of a day within a year', async () => {
  expect(accept().disabled).toBe(true);
  expect(errorOf(reason())).toBeNull();
  type(reason(), ' Ends with the\nlaptop ');
  type(until(), '2027-11-27');
  expect(isPageHeld()).toBe(true);
  fireEvent.click(accept());
  await waitFor(() => expect(onDone).toHaveBeenCalledOnce());
  expect(sent).toEqual([
    { targets: TARGETS, reason: 'Ends with the laptop', until: '2027-11-27T23:59:59.000Z' },
  ]);
});

it.each([
  ['2026-11-27', 'Choose a date in the future.'],
  ['2027-11-28', 'Choose a date within 365 days.'],
  ['', 'Choose a date in the future.'],
])('a risk can’t be accepted until %j', (date, error) => {
  type(reason(), 'known');
  type(until(), date);
  expect(errorOf(until())).toBe(error);
  expect(accept().disabled).toBe(true);
});

it('a justification of blanks is none', () => {
  type(reason(), '  ');
  expect(errorOf(reason())).toBe('Enter a justification.');
  expect(accept().disabled).toBe(true);
});

it('keeps what was typed when the session has ended, and offers to sign in', async () => {
  answer = () => refusal(401, 'unauthenticated', 'Sign in.');
  type(reason(), 'half an hour of thought');
  fireEvent.click(accept());
  expect(await screen.findByRole('link', { name: /sign in/i })).toBeDefined();
  expect(reason().value).toBe('half an hour of thought');
  expect(isPageHeld()).toBe(true);
  expect(onDone).not.toHaveBeenCalled();
});
