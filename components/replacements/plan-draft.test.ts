import { describe, expect, it } from 'vitest';
import type { Plan } from '@/lib/domain/replacement-plan/plan';
import { ApiError } from '@/lib/client';
import { draftOf, problemsOfDraft, rebaseDraft, refusedFields } from './plan-draft';

const PLAN: Plan = {
  keys: [
    {
      id: 'k-1',
      name: 'ci',
      preview: 'sk-…1',
      holder_id: 'm-1',
      holder_name: null,
      holder_email: null,
      created: null,
    },
  ],
  title: 'Replace ci',
  variant: { braintrust_plan: 'enterprise', how: 'ui', kind: 'workload' },
  needs_token: true,
  used_by: '',
  stored_in: '',
  projects: [
    { id: 'p-1', name: 'Web', grants: [{ permission: 'read', restrict_object_type: null }] },
  ],
  group_name: 'ci-web',
  account_name: 'ci-web',
  token_name: 'ci-web',
  expiry_days: 90,
  variable: 'BRAINTRUST_API_KEY',
  message: null,
  notes: '',
};

describe('what is typed', () => {
  const base = draftOf(PLAN);

  it('keeps the edited fields when someone else saves, and updates the others', () => {
    const typed = { ...base, notes: 'mine', token_name: 'mine' };
    const stored = { ...base, token_name: 'theirs', title: 'Theirs', expiry_days: 30 };
    expect(rebaseDraft(typed, base, stored)).toEqual({
      ...base,
      notes: 'mine',
      token_name: 'mine',
      title: 'Theirs',
      expiry_days: 30,
    });
  });

  it('is judged while it is typed', () => {
    expect(problemsOfDraft(PLAN, null)).toEqual([]);
    const wrong = problemsOfDraft({ ...PLAN, token_name: ' ', variable: '1X' }, null);
    expect(wrong.map(({ field, severity }) => [field, severity])).toEqual([
      ['token_name', 'missing'],
      ['variable', 'refused'],
    ]);
  });

  it('shows what the server refused at its field, until the field is changed', () => {
    const problem = {
      severity: 'refused',
      field: 'token_name',
      project_id: null,
      says: 'A service token named “x” already exists. Choose another name.',
      suggestion: 'x-2',
    } as const;
    const error = new ApiError('bad-request', 'Nothing was saved.', { problems: [problem] });
    const sent = { ...base, token_name: 'x' };
    expect(refusedFields(error, sent, { ...sent, notes: 'more' })).toEqual([problem]);
    expect(refusedFields(error, sent, { ...sent, token_name: 'x-2' })).toEqual([]);
    expect(refusedFields(new Error('of another kind'), sent, sent)).toEqual([]);
    expect(refusedFields(null, undefined, base)).toEqual([]);
  });
});
