import { screen } from '@testing-library/react';
import { expect, it, vi } from 'vitest';
import type { KeyDetail } from '@/lib/contract';
import { renderInShell } from '@/components/shell/testing/render-in-shell';
import { KeyActions } from './key-actions';
import { KEY_DETAIL } from './testing/key-detail';

function planLink(detail: Partial<KeyDetail>): HTMLElement {
  // No other part of the panel is of interest here.
  vi.stubGlobal('fetch', () => new Promise(() => undefined));
  renderInShell(<KeyActions detail={{ ...KEY_DETAIL, verdict: 'replace', ...detail }} />);
  return screen.getByRole('link', { name: /^Replace|plan/ });
}

it('replaces the copies of a key together with it', () => {
  const link = planLink({ replace_with: ['key-2', 'key-3'] });
  expect(link.textContent).toBe('Replace 3 keys');
  expect(link.getAttribute('href')).toBe('/replacements/new?key=key-1,key-2,key-3');
});

it('replaces a key without copies alone', () => {
  const link = planLink({});
  expect(link.textContent).toBe('Replace this key');
  expect(link.getAttribute('href')).toBe('/replacements/new?key=key-1');
});

it('leads to the plan that already contains the key', () => {
  const replacement = { id: 'plan-1', title: 'nightly', stage: 'both-keys-live' } as const;
  const link = planLink({ replacement, replace_with: ['key-2'] });
  expect(link.textContent).toBe('Open the plan (Migrating)');
  expect(link.getAttribute('href')).toBe('/replacements/plan-1');
});
