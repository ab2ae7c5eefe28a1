import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import { beforeEach, expect, it, vi } from 'vitest';
import type { CreateReplacementBody, ReplacementSuggestion } from '@/lib/contract';
import {
  aPlan,
  aReachToday,
  grant,
  READ,
  UPDATE_LOGS,
} from '@/lib/domain/replacement-plan/testing/plans';
import { errorOf, refusal, renderInShell } from '@/components/shell/testing/render-in-shell';
import { NewPlan } from './new-plan';

const push = vi.fn();

const PLAN = aPlan();
let sent: CreateReplacementBody[];
let answer: () => Response;

beforeEach(() => {
  push.mockReset();
  sent = [];
  answer = () => Response.json({ id: 'r-1' });
  vi.stubGlobal('fetch', (_url: string, { body }: { body: string }) => {
    sent.push(JSON.parse(body) as CreateReplacementBody);
    return Promise.resolve(answer());
  });
});

function show(plan = PLAN) {
  const suggestion: ReplacementSuggestion = {
    plan,
    problems: [],
    today: aReachToday(),
    choices: aReachToday().projects.map(({ id, name }) => ({ id, name, likely: false })),
    planned: [],
    separate_plans: [],
  };
  renderInShell(<NewPlan suggestion={suggestion} />, { push });
}

const more = () => screen.getByText('More options').closest('details');
const field = (name: string) => screen.getByRole<HTMLInputElement>('textbox', { name });
const type = (name: string, value: string) => fireEvent.change(field(name), { target: { value } });
const create = () => fireEvent.click(screen.getByRole('button', { name: 'Create plan' }));
const projects = () => screen.getByRole('list', { name: /^Projects/ });

it('says when the workload would stop, and that no one is reminded', () => {
  vi.useFakeTimers({ now: new Date('2026-11-29T12:00:00.000Z'), toFake: ['Date'] });
  try {
    show();
    expect(screen.getByText(/stops on Feb 27, 2027.*Latchkey sends no reminder/)).toBeDefined();
    type('Expires after (days)', '');
    expect(screen.getByText(/The token never expires/)).toBeDefined();
  } finally {
    vi.useRealTimers();
  }
});

it('is created with the suggestion as it is, without opening anything', async () => {
  show();
  expect(more()?.open).toBe(false);
  expect(
    screen.getByRole<HTMLInputElement>('radio', { name: 'Write logs and traces' }).checked,
  ).toBe(true);
  create();
  await waitFor(() => expect(push).toHaveBeenCalledWith('/replacements/r-1'));
  const { keys: _keys, ...draft } = PLAN;
  expect(sent).toEqual([{ key_ids: ['key-1'], plan: draft }]);
});

it('gives each project the permissions of the chosen preset, as far as the holder has them', async () => {
  show();
  fireEvent.click(screen.getByRole('radio', { name: 'Write logs and read them back' }));
  fireEvent.click(screen.getByRole('button', { name: 'Add Chatbot' }));
  type('Expires after (days)', '30');
  create();
  await waitFor(() => expect(sent).toHaveLength(1));
  expect(sent[0]?.plan).toMatchObject({
    projects: [
      { id: 'p-ingest', grants: [READ, UPDATE_LOGS] },
      { id: 'p-other', grants: [READ] },
    ],
    expiry_days: 30,
  });
});

it('offers only presets that the holder’s access allows in every project', () => {
  show({ ...PLAN, projects: [{ id: 'p-other', name: 'Chatbot', grants: [READ] }] });
  expect(screen.queryByRole('radio', { name: 'Run evaluations' })).toBeNull();
  expect(screen.getByRole<HTMLInputElement>('radio', { name: 'Read only' }).checked).toBe(true);
  fireEvent.click(within(projects()).getByRole('button', { name: 'Remove Chatbot' }));
  expect(screen.getByRole('radio', { name: 'Run evaluations' })).toBeDefined();
});

it('says that permissions chosen one by one are those of no preset', () => {
  show({
    ...PLAN,
    projects: [{ id: 'p-ingest', name: 'prod ingest', grants: [READ, grant('update')] }],
  });
  expect(screen.getByRole<HTMLInputElement>('radio', { name: 'Something else' }).checked).toBe(
    true,
  );
});

it('opens “More options” for an error in it, and focuses the summary, which leads to the field', async () => {
  show();
  type('Notes for your team', 'x'.repeat(20_001));
  expect(screen.queryByRole('region', { name: /^Fix/ })).toBeNull();
  create();
  const summary = await screen.findByRole('region', { name: 'Fix 1 error to create the plan' });
  await waitFor(() => expect(document.activeElement).toBe(summary));
  expect(more()?.open).toBe(true);
  expect(errorOf(field('Notes for your team'))).toContain('at most 20,000 characters');
  fireEvent.click(within(summary).getByRole('button', { name: /^Notes for your team: Enter/ }));
  await waitFor(() => expect(document.activeElement).toBe(field('Notes for your team')));
  expect(sent).toEqual([]);
});

it('shows what only the server can refuse in the same way, until it is changed', async () => {
  answer = () =>
    refusal(400, 'bad-request', 'Nothing was saved.', {
      problems: [
        {
          severity: 'refused',
          field: 'token_name',
          project_id: null,
          says: 'A service token named “taken” already exists. Choose another name.',
          suggestion: 'taken-2',
        },
      ],
    });
  show();
  type('Service token', 'taken');
  create();
  const summary = await screen.findByRole('region', { name: /^Fix 1 error/ });
  await waitFor(() => expect(document.activeElement).toBe(summary));
  expect(summary.textContent).toContain('“taken” already exists');
  expect(more()?.open).toBe(true);
  expect(errorOf(field('Service token'))).toContain('already exists');
  fireEvent.click(screen.getByRole('button', { name: /^Use taken-2/ }));
  await waitFor(() => expect(screen.queryByRole('region', { name: /^Fix/ })).toBeNull());
});

it('asks for a name if the environment variable is empty', async () => {
  show();
  type('Environment variable', '');
  await waitFor(() =>
    expect(errorOf(field('Environment variable'))).toContain('Enter a name for the environment'),
  );
  expect(screen.queryByRole('region', { name: /^Fix/ })).toBeNull();
  create();
  const summary = await screen.findByRole('region', { name: 'Fix 1 error to create the plan' });
  await waitFor(() => expect(document.activeElement).toBe(summary));
  expect(summary.textContent).toContain('Enter a name for the environment variable.');
  expect(more()?.open).toBe(true);
  expect(sent).toEqual([]);
});

it('marks what a token needs as required', () => {
  show();
  for (const name of ['Title', 'Service token', 'Environment variable'])
    expect(field(name).getAttribute('aria-required')).toBe('true');
  expect(field('Expires after (days)').getAttribute('aria-required')).toBe('false');
});

it('asks nothing about a token if none is needed', () => {
  show({
    ...PLAN,
    needs_token: false,
    variant: { ...PLAN.variant, kind: 'leaver' },
    projects: [],
    expiry_days: null,
  });
  expect(screen.getByText(/creates no service token/)).toBeDefined();
  expect(screen.queryByRole('radio')).toBeNull();
});
