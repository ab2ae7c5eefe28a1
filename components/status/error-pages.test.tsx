// @vitest-environment happy-dom
import { cleanup, fireEvent, render, screen } from '@testing-library/react';
import type { ReactElement } from 'react';
import { afterEach, describe, expect, it, vi } from 'vitest';
import DashboardError from '@/app/(dashboard)/error';
import PageError from '@/app/error';
import GlobalError from '@/app/global-error';

afterEach(cleanup);

/** As React reports a script that is gone from the server after an upgrade. */
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
    // The last resort renders a document of its own.
    vi.spyOn(console, 'error').mockImplementation(() => undefined);
    render(page());
    expect(reload).not.toHaveBeenCalled();
    fireEvent.click(screen.getByRole('button', { name: 'Try again' }));
    expect(reload).toHaveBeenCalledOnce();
  });
});
