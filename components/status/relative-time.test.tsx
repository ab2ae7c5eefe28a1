import { act, render, screen } from '@testing-library/react';
import { expect, it, vi } from 'vitest';
import { KeyExpiry } from './key-expiry';
import { RelativeTime } from './relative-time';

/** What the server writes if its clock is a minute ahead of the browser's. */
const soon = () => new Date(Date.now() + 60_000).toISOString();

it('an event that the server’s clock puts in the future was just now', () => {
  render(<RelativeTime at={soon()} />);
  expect(screen.getByText('just now')).toBeDefined();
});

it('the expiration date of a key may be in the future', () => {
  render(<KeyExpiry expiresAt={new Date(Date.now() + 3 * 86_400_000 + 60_000).toISOString()} />);
  expect(screen.getByText('in 3 days')).toBeDefined();
});

it('two ages of one moment on a page are the same, whenever they were rendered', () => {
  vi.useFakeTimers();
  const at = new Date(Date.now() - 5000).toISOString();
  const { rerender } = render(<RelativeTime at={at} />);
  vi.advanceTimersByTime(7000);
  rerender(
    <>
      <RelativeTime at={at} />
      <RelativeTime at={at} />
    </>,
  );
  const texts = screen.getAllByText(/ago$/).map((time) => time.textContent);
  expect(new Set(texts).size).toBe(1);
  act(() => {
    vi.advanceTimersByTime(30_000);
  });
  expect(screen.getAllByText('35 seconds ago')).toHaveLength(2);
  vi.useRealTimers();
});
