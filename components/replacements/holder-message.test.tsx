import { fireEvent, screen, waitFor } from '@testing-library/react';
import { expect, it, vi } from 'vitest';
import type { ReplacementDetail } from '@/lib/contract';
import { initialState, type ReplacementState } from '@/lib/domain/replacement-plan/state';
import { aKey, aPlan } from '@/lib/domain/replacement-plan/testing/plans';
import { renderInShell } from '@/components/shell/testing/render-in-shell';
import { chooseOption } from '@/components/ui/testing/choose-option';
import { HolderMessage } from './holder-message';
import { aDetail } from './testing/detail';

const WHO = { by: 'olga', at: '2026-11-20T12:00:00.000Z' };
const PLAN = aPlan({
  keys: [
    aKey(),
    aKey({ id: 'key-2', holder_id: 'emeka', holder_name: 'Emeka Obi' }),
    aKey({ id: 'key-3', holder_id: 'mateusz', holder_name: 'Mateusz Nowak' }),
  ],
});

function show(state: Partial<ReplacementState> = {}): void {
  const initial = { ...initialState(), ...state };
  const waiting = { ...initial.steps['ask-holder'], status: 'waiting', ...WHO } as const;
  const asked = { ...initial, steps: { ...initial.steps, 'ask-holder': waiting } };
  const detail: ReplacementDetail = aDetail({ plan: PLAN, state: asked });
  renderInShell(<HolderMessage detail={detail} onReload={() => Promise.resolve()} />);
}

it('keeps for each holder whether the message was sent, and starts with one who wasn’t asked', async () => {
  const fetched = vi.fn((_url: string, _init: RequestInit) => Promise.reject(new Error('offline')));
  vi.stubGlobal('fetch', fetched);
  show({ asked: { ada: WHO } });
  expect(screen.getByRole('status').textContent).toBe('Sent to 1 of 3 holders.');
  const to = screen.getByRole('combobox', { name: 'To' });
  expect(to.textContent).toMatch(/^Emeka/);
  expect(screen.queryByText(/Waiting for a reply/)).toBeNull();
  fireEvent.click(screen.getByRole('button', { name: 'Mark as sent' }));
  await waitFor(() => expect(fetched).toHaveBeenCalled());
  const [url, init] = fetched.mock.calls[0] ?? [];
  expect(await new Request(`http://localhost${url}`, init).json()).toEqual({
    act: 'message-sent',
    holder_id: 'emeka',
    based_on: 3,
  });

  chooseOption('To', /^Ada/);
  expect(screen.getByText(/Waiting for a reply/).textContent).toContain('by olga');
  expect(screen.queryByRole('button', { name: 'Mark as sent' })).toBeNull();
});

it('of a plan that didn’t record to whom says so, and lets each holder be marked', () => {
  show();
  expect(screen.getByRole('status').textContent).toContain('not to whom');
  expect(screen.getByRole('button', { name: 'Mark as sent' })).toBeDefined();
});
