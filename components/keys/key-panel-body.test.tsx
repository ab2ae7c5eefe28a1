import { screen } from '@testing-library/react';
import { expect, it, vi } from 'vitest';
import { renderInShell } from '@/components/shell/testing/render-in-shell';
import { KeyPanelBody } from './key-panel-body';
import { KEY_DETAIL } from './testing/key-detail';

function replaceLink(replace_with: string[]): HTMLElement {
  // No other part of the panel is of interest here.
  vi.stubGlobal('fetch', () => new Promise(() => undefined));
  renderInShell(<KeyPanelBody detail={{ ...KEY_DETAIL, verdict: 'replace', replace_with }} />);
  return screen.getByRole('link', { name: /^Replace/ });
}

it('replaces the copies of a key together with it', () => {
  const link = replaceLink(['key-2', 'key-3']);
  expect(link.textContent).toBe('Replace 3 keys');
  expect(link.getAttribute('href')).toBe('/replacements/new?key=key-1,key-2,key-3');
});

it('replaces a key without copies alone', () => {
  const link = replaceLink([]);
  expect(link.textContent).toBe('Replace this key');
  expect(link.getAttribute('href')).toBe('/replacements/new?key=key-1');
});
