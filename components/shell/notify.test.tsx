import { act, render, screen } from '@testing-library/react';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { Toaster } from '@/components/ui/toaster';
import { notify } from './notify';

const MINUTE_MS = 60_000;

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

const wait = (ms: number) => act(() => vi.advanceTimersByTimeAsync(ms));

async function shown(kind: Parameters<typeof notify>[0], title: string, description?: string) {
  await act(() => notify(kind, title, description));
  await wait(100);
}

it('an error stays until it is closed', async () => {
  render(<Toaster />);
  await shown('error', 'Couldn’t start the audit', "Braintrust didn't answer.");
  await wait(MINUTE_MS);
  expect(screen.getByText('Braintrust didn’t answer.')).toBeDefined();
  act(() => screen.getByRole('button', { name: 'Close toast' }).click());
  await wait(1000);
  expect(screen.queryByText('Couldn’t start the audit')).toBeNull();
});

it('a warning leaves by itself, because the header says the same', async () => {
  render(<Toaster />);
  await shown('warning', 'Partial audit');
  await wait(8000);
  expect(screen.getByText('Partial audit')).toBeDefined();
  await wait(4000);
  expect(screen.queryByText('Partial audit')).toBeNull();
});

it('a success goes by itself', async () => {
  render(<Toaster />);
  await shown('success', 'Risk accepted');
  expect(screen.getByText('Risk accepted')).toBeDefined();
  await wait(MINUTE_MS);
  expect(screen.queryByText('Risk accepted')).toBeNull();
});

it('the same error again replaces the first', async () => {
  render(<Toaster />);
  await shown('error', 'Couldn’t undo', 'First reason.');
  await shown('error', 'Couldn’t undo', 'Second reason.');
  expect(screen.getAllByText('Couldn’t undo')).toHaveLength(1);
  expect(screen.getByText('Second reason.')).toBeDefined();
});
