import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import { useState } from 'react';
import { beforeEach, expect, it, vi } from 'vitest';
import type { NextStep, ReplacementDetail } from '@/lib/contract';
import { nextState } from '@/lib/domain/replacement-plan/next-state';
import {
  initialState,
  STEP_IDS,
  TODO,
  type ReplacementState,
} from '@/lib/domain/replacement-plan/state';
import { aKey, aPlan } from '@/lib/domain/replacement-plan/testing/plans';
import { renderInShell } from '@/components/shell/testing/render-in-shell';
import { Steps } from './steps';
import { aDetail } from './testing/detail';

const AT = '2026-11-20T12:00:00.000Z';
const WHO = { by: 'olga', at: AT };
const PLAN = aPlan({
  keys: [aKey(), aKey({ id: 'key-2', holder_id: 'bo', preview: 'sk-****bo' })],
});
const DONE = { ...TODO, ...WHO, status: 'done', how: 'seen' } as const;
const ALL_DONE: ReplacementState = {
  ...initialState(),
  steps: {
    ...initialState().steps,
    ...Object.fromEntries(STEP_IDS.map((id) => [id, DONE])),
  },
  keys: { 'key-1': 'gone', 'key-2': 'gone' },
};
const NEXT: NextStep[] = [
  {
    kind: 'revoke-keys',
    keys: 1,
    reasons: { expired: 1, superseded: 0, former_member: 0 },
  },
  {
    kind: 'replace-workload',
    workload_id: 'w',
    workload_name: 'airflow',
    key_ids: ['a', 'b'],
    holders: 2,
    access: 'owner',
    keys_with_access: 2,
    severity: 'critical',
  },
];

const scrolled = vi.fn();
beforeEach(() => {
  scrolled.mockReset();
  vi.stubGlobal('fetch', (url: string) =>
    Promise.resolve(
      Response.json(url.includes('next-steps') ? { objects: NEXT } : { audit: { id: 'audit-1' } }),
    ),
  );
  vi.spyOn(HTMLElement.prototype, 'scrollIntoView').mockImplementation(scrolled);
});

type ShownProps = {
  detail: ReplacementDetail;
  /** The plan after “Change” is pressed. */
  next: ReplacementDetail;
  shown: 'revoke-keys' | null;
};

function Shown({ detail, next, shown }: ShownProps) {
  const [current, setCurrent] = useState(detail);
  return (
    <>
      <button onClick={() => setCurrent(next)}>Change</button>
      <Steps
        detail={current}
        shown={shown}
        onShow={() => undefined}
        onEdit={() => undefined}
        onReload={() => Promise.resolve()}
      />
    </>
  );
}

function show(
  state: ReplacementState,
  {
    shown = null,
    next = state,
  }: Partial<{ shown: 'revoke-keys' | null; next: ReplacementState }> = {},
): void {
  const detail = aDetail({ plan: PLAN, state, keys_gone: 2, checked_at: AT });
  renderInShell(<Shown detail={detail} next={{ ...detail, state: next }} shown={shown} />);
}

it('of a finished plan end with what it achieved, and the next workload to replace', async () => {
  show(ALL_DONE);
  expect(screen.getByRole('heading', { name: 'All 2 keys replaced' })).toBeDefined();
  const next = await screen.findByRole('region', { name: 'What to do next' });
  expect(next.textContent).toContain('Replace 2 keys of “airflow”');
  const link = within(next).getByRole('link', { name: 'Replace 2 keys' });
  expect(link.getAttribute('href')).toBe('/replacements/new?key=a,b');
});

it('bring the next one into view and focus its heading when the one with the focus is done', async () => {
  const marked = nextState(PLAN, initialState(), { type: 'mark-done', step: 'ask-holder', ...WHO });
  if (!marked.ok) throw new Error(marked.why);
  show(initialState(), { next: marked.state });
  expect(scrolled).not.toHaveBeenCalled();
  fireEvent.click(screen.getByRole('button', { name: 'Change' }));
  await waitFor(() => expect(scrolled).toHaveBeenCalled());
  expect(document.activeElement?.textContent).toBe('Confirm projects and permissions');
});

it('mark the old keys that are no longer listed', () => {
  const state = { ...initialState(), keys: { 'key-1': 'gone', 'key-2': 'there' } } as const;
  show(state, { shown: 'revoke-keys' });
  const gone = screen.getByText('sk-****fake').closest('dd');
  expect(gone?.textContent).toContain('No longer listed');
  expect(screen.getByText('sk-****bo').closest('dd')?.textContent).not.toContain('listed');
});

it('show where to add the workload in the step that asks for it', async () => {
  show(initialState());
  const purpose = await screen.findByRole('region', { name: 'Workload and secret location' });
  expect(purpose.textContent).toContain('Not filled in');
  expect(
    within(purpose).getByRole('button', { name: 'Edit workload and secret location' }),
  ).toBeDefined();
});
