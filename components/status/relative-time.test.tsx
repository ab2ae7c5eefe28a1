import { render, screen } from '@testing-library/react';
import { expect, it } from 'vitest';
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
