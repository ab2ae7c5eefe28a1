import { render, screen } from '@testing-library/react';
import { expect, it } from 'vitest';
import type { KeyDetail } from '@/lib/contract';
import { KeyFacts } from './key-facts';

const AT = '2026-03-04T05:06:07.089Z';

const DETAIL: KeyDetail = {
  id: 'key-1',
  name: 'nightly',
  preview_name: 'sk-fake-****abcd',
  created: AT,
  created_raw: null,
  expires_raw: null,
  holder_last_active_at: AT,
  user_id: 'user-1',
  user_email: 'ann@example.com',
  user_given_name: 'Ann',
  user_family_name: null,
  org_id: null,
  verdict: 'rotate',
  workload: null,
  priority: 1,
  used_by: 'unclear',
  severity: null,
  findings: [],
  access: 'unknown',
  projects_reached: null,
  overruled: false,
  recommendation: null,
  state: 'seen',
  age_days: 10,
  exception_until: null,
  first_seen_at: AT,
  last_seen_at: AT,
  audit_id: 'audit-1',
  used_by_signals: [],
  not_assessed: [],
  finding_details: [],
  resolved_findings: [],
  history: [],
};

/** The value beside a label. */
const fact = (label: string) => screen.getByText(label).nextElementSibling;

it('tells when the holder was last active, as the person’s activity', () => {
  render(<KeyFacts detail={DETAIL} />);
  expect(fact('Holder last active')?.querySelector('time')?.dateTime).toBe(AT);
  expect(fact('Holder last active')?.textContent).toContain(
    'Activity of the holder, not of this key',
  );
});

it('says unknown where Braintrust does not tell', () => {
  render(<KeyFacts detail={{ ...DETAIL, holder_last_active_at: null }} />);
  expect(fact('Holder last active')?.textContent).toMatch(/^unknown/i);
});
