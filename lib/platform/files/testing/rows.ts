import type { Audit, FindingRow, KeyRow, MemberRow, ServiceTokenRow } from '@/lib/contract';
import type { ReplacementKey } from '../render-replacements';

/** An audit of Acme that covered 46 of 48 members. */
export const AUDIT: Audit = {
  id: 'audit-1',
  organization_id: 'org-acme',
  organization_name: 'Acme',
  parent_id: null,
  members_asked: null,
  members_carried_over: null,
  previous_id: null,
  status: 'partial',
  reason: 'members-missing',
  reason_detail: null,
  members: { total: 48, audited: 46, blocked: 1, failed: 1, pending: 0 },
  keys: 94,
  keys_not_seen: 6,
  keys_of_other_organizations: 0,
  lists_ended_early: 0,
  strategy_asked: 'auto',
  strategy: 'token',
  strategy_why: null,
  confirmed: true,
  key_lists: 'own-key-listed',
  service_accounts: 0,
  verdicts: null,
  verdicts_at_finish: null,
  severities: null,
  changes: null,
  not_assessed: [],
  calls: [],
  context: null,
  caller: null,
  settings_version: 1,
  evaluated_at: '2026-11-20T12:00:00.000Z',
  evaluation_stale: false,
  plan_checks_pending: false,
  settings_page_count: null,
  started_by: 'owner@acme.example',
  waiting_for: null,
  cancel_requested: false,
  resumable: false,
  created_at: '2026-11-20T11:58:00.000Z',
  started_at: '2026-11-20T11:58:01.000Z',
  finished_at: '2026-11-20T12:00:00.000Z',
  all_audited_at: '2026-11-20T12:00:00.000Z',
};

/** A key without unknown values. */
export function keyRow(fields: Partial<KeyRow> = {}): KeyRow {
  return {
    id: 'key-1',
    name: 'prod-ingest',
    preview_name: 'sk-…abcd',
    created: '2026-01-01T00:00:00.000Z',
    expires_at: '2027-01-01T00:00:00.000Z',
    user_id: 'anna',
    user_email: 'anna@acme.example',
    user_given_name: 'Anna',
    user_family_name: 'Kowalska',
    org_id: 'org-acme',
    verdict: 'replace',
    used_by: 'workload',
    severity: 'high',
    findings: ['workload-on-personal-key', 'old-key'],
    access: 'owner',
    projects_reached: 9,
    overruled: false,
    recommendation: 'Replace with a project-scoped service token.',
    workload: 'ingest prod',
    priority: 1,
    replacement: null,
    state: 'seen',
    revoked_at: null,
    age_days: 323,
    exception_until: null,
    first_seen_at: '2026-11-01T00:00:00.000Z',
    last_seen_at: '2026-11-20T12:00:00.000Z',
    audit_id: 'audit-1',
    ...fields,
  };
}

export function memberRow(fields: Partial<MemberRow> = {}): MemberRow {
  return {
    id: 'anna',
    email: 'anna@acme.example',
    given_name: 'Anna',
    family_name: 'Kowalska',
    state: 'audited',
    reason: null,
    via: 'token',
    keys: 3,
    keys_to_replace: 1,
    access: 'unknown',
    projects_reached: null,
    every_project: null,
    owner: false,
    roster: 'present',
    findings: [],
    list_ended_early: false,
    last_active_at: null,
    audited_at: '2026-11-20T11:59:00.000Z',
    attempted_at: '2026-11-20T11:59:00.000Z',
    audit_id: 'audit-1',
    kind: 'person',
    ...fields,
  };
}

export function findingRow(fields: Partial<FindingRow> = {}): FindingRow {
  return {
    id: 'finding-1',
    rule: 'old-key',
    severity: 'medium',
    subject_type: 'key',
    subject_id: 'key-1',
    subject_name: 'prod-ingest',
    evidence: [
      { label: 'Created on', value: '2026-01-01' },
      { label: 'Age in days', value: '323' },
    ],
    state: 'open',
    opened_at: '2026-11-01T00:00:00.000Z',
    reopened_at: null,
    exception_id: null,
    exception_until: null,
    exception_reason: null,
    exception_author: null,
    exception_scope: null,
    audit_id: 'audit-1',
    ...fields,
  };
}

/** A service token without unknown values. */
export function serviceTokenRow(fields: Partial<ServiceTokenRow> = {}): ServiceTokenRow {
  return {
    id: 'token-1',
    name: 'ingest',
    preview_name: 'bt-st-…abcd',
    created: '2026-01-01T00:00:00.000Z',
    expires_at: null,
    service_account_id: 'account-1',
    service_account_name: 'ingest',
    org_id: 'org-acme',
    access: 'some-projects',
    projects_reached: 2,
    every_project: false,
    reach_unknown_why: null,
    severity: null,
    findings: [],
    supersedes: 0,
    automatic: false,
    age_days: 323,
    audit_id: 'audit-1',
    ...fields,
  };
}

/** A key of a replacement plan that was just started. */
export function replacementKey(fields: Partial<ReplacementKey> = {}): ReplacementKey {
  return {
    plan: {
      id: 'plan-1',
      title: 'Ingest',
      stage: 'preparing',
      kind: 'workload',
      braintrust_plan: 'pro',
      token_name: 'ingest',
      holder_names: ['Anna Kowalska'],
      holders: 1,
      keys: 1,
      keys_gone: 0,
      steps: 6,
      steps_done: 0,
      current_step: null,
      current_step_title: null,
      reopened: false,
      proved: false,
      warnings: [],
      assignee: null,
      due: null,
      overdue: false,
      checked_at: null,
      revision: 1,
      created_at: '2026-11-20T12:00:00.000Z',
      created_by: 'owner@acme.example',
      updated_at: '2026-11-20T12:00:00.000Z',
      updated_by: 'owner@acme.example',
    },
    key: {
      id: 'key-1',
      name: 'prod-ingest',
      preview: 'sk-…abcd',
      holder_id: 'anna',
      holder_name: 'Anna Kowalska',
      holder_email: 'anna@acme.example',
      outcome: null,
    },
    projects: ['Search: read'],
    group_name: null,
    account_name: 'ingest',
    notes: '',
    ...fields,
  };
}

/** Yields the rows in batches, like a reader of the store. */
export async function* batches<Row>(...lists: Row[][]): AsyncGenerator<Row[]> {
  for (const list of lists) {
    await Promise.resolve();
    yield list;
  }
}

export async function textOf(chunks: AsyncIterable<string>): Promise<string> {
  let text = '';
  for await (const chunk of chunks) text += chunk;
  return text;
}
