import { describe, expect, it } from 'vitest';
import type { Plan } from '@/lib/replacement/plan';
import { draftOf, fieldOfRefusal, problemsOfDraft, rebaseDraft } from './plan-draft';

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

  it('survives what somebody else saved meanwhile, and takes over what was not touched', () => {
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

  it('is refused at the field that the server names', () => {
    expect(fieldOfRefusal('token_name: A service token named “x” exists already.')).toBe(
      'token_name',
    );
    expect(fieldOfRefusal('Nothing: of the kind')).toBeNull();
    expect(fieldOfRefusal('keys: are no field')).toBeNull();
  });
});
