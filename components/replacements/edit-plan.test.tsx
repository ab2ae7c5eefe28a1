import { useQuery, type QueryClient } from '@tanstack/react-query';
import { act, fireEvent, screen, waitFor, within } from '@testing-library/react';
import { beforeEach, expect, it, vi } from 'vitest';
import { replacementQuery } from '@/lib/client';
import { isPageHeld } from '@/lib/client/held-page';
import type {
  ReplacementDetail,
  ReplacementSuggestion,
  UpdateReplacementBody,
} from '@/lib/contract';
import { aPlan, aReachToday } from '@/lib/domain/replacement-plan/testing/plans';
import { errorOf, refusal, renderInShell } from '@/components/shell/testing/render-in-shell';
import { chooseOption } from '@/components/ui/testing/choose-option';
import { EditPlan } from './edit-plan';
import { aDetail } from './testing/detail';

const PLAN = aPlan();
const DETAIL = aDetail({ plan: PLAN });
const SUGGESTION: ReplacementSuggestion = {
  plan: PLAN,
  problems: [],
  today: { ...aReachToday(), projects: [...PLAN.projects], unknown: [], others: [] },
  choices: [{ id: 'p-other', name: 'Chatbot', likely: false }],
  planned: [],
  separate_plans: [],
};

let sent: UpdateReplacementBody[];
let answer: () => Response;
/** What the server has when the form loads the plan again. */
let latest: ReplacementDetail;
let closed: boolean;
let client: QueryClient;
const { queryKey } = replacementQuery('o-1', DETAIL.id);

/** The form for the plan in the query cache, as the plan's page shows it. */
function StoredPlan() {
  const { data } = useQuery({
    queryKey,
    queryFn: () => latest,
    initialData: DETAIL,
    enabled: false,
  });
  return (
    <EditPlan
      detail={data}
      onReload={() => {
        client.setQueryData(queryKey, latest);
        return Promise.resolve();
      }}
      onClose={() => {
        closed = true;
      }}
    />
  );
}

beforeEach(() => {
  sent = [];
  closed = false;
  latest = DETAIL;
  answer = () => Response.json({ ...DETAIL, revision: 4 });
  vi.stubGlobal('fetch', (url: string, { body }: { body: string }) => {
    if (url.endsWith('/suggest')) return Promise.resolve(Response.json(SUGGESTION));
    sent.push(JSON.parse(body) as UpdateReplacementBody);
    return Promise.resolve(answer());
  });
  client = renderInShell(<StoredPlan />);
});

const field = (name: string) => screen.getByRole<HTMLInputElement>('textbox', { name });
const type = (name: string, value: string) => fireEvent.change(field(name), { target: { value } });
/** The summary of errors, once it has the focus. */
async function focusedSummary() {
  const summary = await screen.findByRole('region', { name: 'Fix 1 error to save the plan' });
  await waitFor(() => expect(document.activeElement).toBe(summary));
  return summary;
}
const saveButton = () => screen.getByRole<HTMLButtonElement>('button', { name: 'Save plan' });
async function save() {
  await waitFor(() => expect(saveButton().disabled).toBe(false));
  fireEvent.click(saveButton());
}

it('sends the plan with what was changed, and protects it until it is saved', async () => {
  expect(saveButton().disabled).toBe(true);
  type('Workload', 'The nightly import');
  type('Expires after (days)', '');
  await waitFor(() => expect(isPageHeld()).toBe(true));
  const add = await screen.findByRole('button', { name: 'Add Chatbot' });
  fireEvent.click(add);
  await save();
  await waitFor(() => expect(closed).toBe(true));
  const { keys: _keys, ...draft } = PLAN;
  expect(sent).toEqual([
    {
      based_on: 3,
      plan: {
        ...draft,
        used_by: 'The nightly import',
        expiry_days: null,
        projects: [...PLAN.projects, { id: 'p-other', name: 'Chatbot', grants: [] }],
      },
    },
  ]);
  expect(isPageHeld()).toBe(false);
});

it.each([
  ['Title', 'x'.repeat(201), 'Enter at most 200 characters.'],
  ['Notes for your team', 'x'.repeat(20_001), 'Enter at most 20,000 characters.'],
  ['Expires after (days)', '3651', 'Enter a whole number from 1 to 3,650.'],
  ['Expires after (days)', 'a year', 'Enter a whole number from 1 to 3,650.'],
])(
  '%s: what the server would refuse is not sent; the summary has the focus and leads to the field',
  async (name, text, error) => {
    type(name, text);
    await save();
    const summary = await focusedSummary();
    expect(errorOf(field(name))).toContain(error);
    fireEvent.click(within(summary).getByRole('button', { name: `${name}: ${error}` }));
    await waitFor(() => expect(document.activeElement).toBe(field(name)));
    expect(field(name).value).toBe(text);
    expect(sent).toEqual([]);
  },
);

it('the summary has the errors in the order of the form', async () => {
  type('Expires after (days)', 'a year');
  type('Title', 'x'.repeat(201));
  await save();
  const summary = await screen.findByRole('region', { name: 'Fix 2 errors to save the plan' });
  expect(
    within(summary)
      .getAllByRole('button')
      .map(({ textContent }) => textContent.split(':')[0]),
  ).toEqual(['Title', 'Expires after (days)']);
});

it('what only the server can refuse is in the summary and on its field, with a value that works', async () => {
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
  type('Service token', 'taken');
  type('Notes for your team', 'half an hour of thought');
  await save();
  expect((await focusedSummary()).textContent).toContain('already exists');
  expect(errorOf(field('Service token'))).toContain('already exists');
  expect(field('Notes for your team').value).toBe('half an hour of thought');
  fireEvent.click(screen.getByRole('button', { name: /^Use taken-2/ }));
  await waitFor(() => expect(field('Service token').value).toBe('taken-2'));
  expect(errorOf(field('Service token'))).toBeNull();
});

it.each([
  [
    'project',
    PLAN.projects[0]?.id ?? null,
    () => screen.getByRole('group', { name: 'prod ingest' }),
  ],
  [
    'choice of projects',
    null,
    () => screen.getByText('That project is not yours.', { selector: '[data-invalid] *' }),
  ],
])('the summary leads to a refused %s', async (_what, project_id, find) => {
  answer = () =>
    refusal(400, 'bad-request', 'Nothing was saved.', {
      problems: [
        {
          severity: 'refused',
          field: 'projects',
          project_id,
          says: 'That project is not yours.',
          suggestion: null,
        },
      ],
    });
  type('Notes for your team', 'mine');
  await save();
  const summary = await focusedSummary();
  fireEvent.click(within(summary).getByRole('button', { name: 'That project is not yours.' }));
  await waitFor(() => expect(document.activeElement).toBe(find().closest('[data-invalid=true]')));
});

it('after someone else saved, loads their changes and keeps what was typed', async () => {
  answer = () => refusal(409, 'changed-meanwhile', 'Eve changed the title.');
  latest = { ...DETAIL, revision: 4, plan: { ...PLAN, title: 'Theirs', expiry_days: 30 } };
  type('Notes for your team', 'mine');
  await save();
  fireEvent.click(await screen.findByRole('button', { name: 'Load latest and keep my edits' }));
  await waitFor(() => expect(field('Title').value).toBe('Theirs'));
  expect(field('Expires after (days)').value).toBe('30');
  expect(field('Notes for your team').value).toBe('mine');

  answer = () => Response.json({ ...DETAIL, revision: 5 });
  await save();
  await waitFor(() => expect(closed).toBe(true));
  expect(sent.at(-1)).toMatchObject({
    based_on: 4,
    plan: { title: 'Theirs', expiry_days: 30, notes: 'mine' },
  });
});

it('saves after a note was saved meanwhile, because the plan itself is the same', async () => {
  type('Notes for your team', 'mine');
  act(() => void client.setQueryData(queryKey, { ...structuredClone(DETAIL), revision: 4 }));
  await save();
  await waitFor(() => expect(sent).toMatchObject([{ based_on: 4, plan: { notes: 'mine' } }]));
});

it('does not overwrite a plan that someone else has changed meanwhile', async () => {
  type('Notes for your team', 'mine');
  const theirs = { ...DETAIL, revision: 4, plan: { ...PLAN, title: 'Theirs' } };
  act(() => void client.setQueryData(queryKey, theirs));
  await save();
  await waitFor(() => expect(sent).toMatchObject([{ based_on: 3 }]));
});

it('asks for a token’s projects and names only if a token replaces the keys', async () => {
  chooseOption('Key used by', 'Person');
  await waitFor(() => expect(screen.queryByRole('textbox', { name: 'Service token' })).toBeNull());
  const needsToken = screen.getByRole<HTMLInputElement>('checkbox', {
    name: 'Replace with a service token',
  });
  expect(needsToken.checked).toBe(false);
  fireEvent.click(needsToken);
  expect(await screen.findByRole('textbox', { name: 'Service token' })).toBeDefined();
  chooseOption('Braintrust plan', 'Starter');
  await waitFor(() =>
    expect(screen.queryByRole('textbox', { name: 'Permission group' })).toBeNull(),
  );
  const group = screen.getByRole('group', { name: 'prod ingest' });
  fireEvent.click(within(group).getByRole('button', { name: 'Remove prod ingest' }));
  await save();
  await waitFor(() => expect(sent).toHaveLength(1));
  expect(sent[0]?.plan).toMatchObject({
    variant: { kind: 'person', braintrust_plan: 'starter' },
    needs_token: true,
    projects: [],
  });
});
