import { fireEvent, screen, waitFor } from '@testing-library/react';
import { beforeEach, expect, it, vi } from 'vitest';
import { RunAuditButton } from './run-audit-button';
import { refusal, renderInShell } from './testing/render-in-shell';
import { useAuditAgain } from './use-audit-again';

/** Answers the request that starts an audit. */
let answer: (response: Response) => void;

beforeEach(() => {
  vi.stubGlobal('fetch', (_path: string, { method }: RequestInit) =>
    method === 'POST'
      ? new Promise<Response>((resolve) => {
          answer = resolve;
        })
      : Promise.resolve(Response.json({ audit: { id: 'a-1', status: 'complete' }, running: null })),
  );
});

function AgainButton() {
  const again = useAuditAgain('a-1');
  return <button onClick={() => again.start(['m-1'])}>Re-audit member</button>;
}

it.each(['Run audit', 'Re-audit member'])('says that an audit starts, after “%s”', async (name) => {
  renderInShell(
    <>
      <RunAuditButton />
      <AgainButton />
    </>,
  );
  await waitFor(() => {
    expect(screen.getByRole('button', { name: 'Run audit' }).getAttribute('aria-disabled')).toBe(
      'false',
    );
  });
  fireEvent.click(screen.getByRole('button', { name }));
  const starting = await screen.findByRole('button', { name: 'Starting…' });
  expect(starting.getAttribute('aria-busy')).toBe('true');
  expect(starting.getAttribute('aria-disabled')).toBe('true');
  answer(refusal(503, 'upstream-unreachable', 'Braintrust is unreachable.'));
  expect(await screen.findByRole('button', { name: 'Run audit' })).toBeDefined();
});
