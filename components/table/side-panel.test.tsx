import { render, screen } from '@testing-library/react';
import { expect, it } from 'vitest';
import { SidePanel } from './side-panel';

function heading(state: { name?: string; detail?: string; error?: Error }): string {
  render(
    <SidePanel
      name={state.name}
      kind="Key"
      detail={state.detail}
      query={{ error: state.error ?? null, refetch: () => undefined }}
      onClose={() => undefined}
    >
      {(detail) => <p>{detail}</p>}
    </SidePanel>,
  );
  return screen.getByRole('heading', { level: 2 }).textContent;
}

it('is titled with the row’s name as soon as it is known', () => {
  expect(heading({ name: 'nightly' })).toBe('nightly');
});

it('has no title yet while it loads', () => {
  expect(heading({})).toBe('');
});

it('is titled with what it is if the row couldn’t be loaded', () => {
  expect(heading({ error: new Error('gone') })).toBe('Key');
  expect(screen.getByRole('alert').textContent).toContain('Couldn’t load this key.');
});

it('is titled with what it is if the row has gone from the audit', () => {
  expect(heading({ detail: 'Not in this audit' })).toBe('Key');
});
