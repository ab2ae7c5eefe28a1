import { screen } from '@testing-library/react';
import { expect, it } from 'vitest';
import { SETTINGS_SCREENS } from '@/components/shell/settings-screens';
import { renderInShell } from '@/components/shell/testing/render-in-shell';
import { SettingsFrame } from './settings-frame';

it.each(SETTINGS_SCREENS)('names the page at $href as the current one', ({ href, name }) => {
  renderInShell(<SettingsFrame>Page</SettingsFrame>, { url: href });
  expect(screen.getAllByRole('link').map((link) => link.getAttribute('href'))).toEqual(
    SETTINGS_SCREENS.map((one) => one.href),
  );
  expect(screen.getAllByRole('link', { current: 'page' }).map((link) => link.textContent)).toEqual([
    name,
  ]);
});
