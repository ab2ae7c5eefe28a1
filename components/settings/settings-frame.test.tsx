import { screen } from '@testing-library/react';
import { expect, it, vi } from 'vitest';
import { SETTINGS_SCREENS } from '@/components/shell/settings-screens';
import { renderInShell } from '@/components/shell/testing/render-in-shell';
import { SettingsFrame } from './settings-frame';

let pathname = '';
vi.mock('next/navigation', () => ({ usePathname: () => pathname }));

it.each(SETTINGS_SCREENS)('names the page at $href as the current one', ({ href, name }) => {
  pathname = href;
  renderInShell(<SettingsFrame>Page</SettingsFrame>);
  expect(screen.getAllByRole('link').map((link) => link.getAttribute('href'))).toEqual(
    SETTINGS_SCREENS.map((one) => one.href),
  );
  expect(screen.getAllByRole('link', { current: 'page' }).map((link) => link.textContent)).toEqual([
    name,
  ]);
});
