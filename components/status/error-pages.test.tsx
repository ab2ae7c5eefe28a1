import { fireEvent, render, screen } from '@testing-library/react';
import type { ReactElement } from 'react';
import { describe, expect, it, vi } from 'vitest';
import DashboardError from '@/app/(dashboard)/error';
import PageError from '@/app/error';
import GlobalError from '@/app/global-error';

/** The error that React reports if an upgrade has removed a script from the server. */
const gone = Object.assign(new Error('Failed to load chunk /_next/static/chunks/old.js'), {
  name: 'ChunkLoadError',
});
const PAGES: [string, () => ReactElement][] = [
  ['a page of the dashboard', () => <DashboardError error={gone} />],
  ['a page outside of it', () => <PageError />],
  ['the layout', () => <GlobalError />],
];

describe.each(PAGES)('after an error of %s', (_what, page) => {
  it('“Try again” reloads, because scripts of before an upgrade are gone', () => {
    const reload = vi.spyOn(window.location, 'reload').mockImplementation(() => undefined);
    // `GlobalError` renders its own `<html>`, which React warns about in a test.
    vi.spyOn(console, 'error').mockImplementation(() => undefined);
    render(page());
    expect(reload).not.toHaveBeenCalled();
    fireEvent.click(screen.getByRole('button', { name: 'Try again' }));
    expect(reload).toHaveBeenCalledOnce();
  });
});
