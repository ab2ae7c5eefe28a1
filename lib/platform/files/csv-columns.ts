import type { FindingRow, KeyRow, MemberRow, ServiceTokenRow, WorkloadRow } from '@/lib/contract';
import { personName } from '@/lib/domain/core';
import type { Column } from './types';

/** For values that no one knows. An empty cell would read as "there is none". */
export const UNKNOWN = 'unknown';
/** For values that are known not to exist. */
const NONE = 'none';
const NEVER = 'never';

type Value<Row> = Column<Row>['value'];
const text = <Row>(name: string, value: Value<Row>): Column<Row> => ({ name, kind: 'text', value });
const plain = <Row>(name: string, value: Value<Row>): Column<Row> => ({
  name,
  kind: 'plain',
  value,
});

/** The columns of the keys report. Others rely on them, so only add to the end. */
export const KEY_COLUMNS: readonly Column<KeyRow>[] = [
  text('key_id', (row) => row.id),
  text('key_name', (row) => row.name),
  text('key_preview', (row) => row.preview_name),
  text('holder_id', (row) => row.user_id),
  text('holder_email', (row) => row.user_email ?? UNKNOWN),
  text('holder_name', (row) => personName(row.user_given_name, row.user_family_name) || UNKNOWN),
  text('org_id', (row) => row.org_id ?? NONE),
  plain('created_at', (row) => row.created ?? UNKNOWN),
  plain('age_days', (row) => row.age_days ?? UNKNOWN),
  plain('expires_at', expiresAt),
  plain('used_by', (row) => row.used_by ?? UNKNOWN),
  plain('access', (row) => row.access),
  plain('projects_reached', (row) => row.projects_reached ?? UNKNOWN),
  plain('verdict', (row) => row.verdict ?? UNKNOWN),
  plain('severity', (row) => row.severity ?? (isJudged(row) ? NONE : UNKNOWN)),
  plain('findings', (row) => row.findings.join('; ') || (isJudged(row) ? NONE : UNKNOWN)),
  text('recommendation', (row) => row.recommendation ?? UNKNOWN),
  plain('state', (row) => row.state),
  plain('exception_until', (row) => row.exception_until ?? NONE),
  plain('first_seen_at', (row) => row.first_seen_at),
  plain('last_seen_at', (row) => row.last_seen_at),
  plain('audit_id', (row) => row.audit_id),
  plain('members_audited', (_row, audit) => audit.members.audited),
  plain('members_total', (_row, audit) => audit.members.total),
  text('workload', (row) => row.workload ?? (isJudged(row) ? NONE : UNKNOWN)),
  plain('priority', (row) => row.priority ?? UNKNOWN),
];

/** The columns of the members report. Others rely on them, so only add to the end. */
export const MEMBER_COLUMNS: readonly Column<MemberRow>[] = [
  text('member_id', (row) => row.id),
  text('member_email', (row) => row.email ?? UNKNOWN),
  text('member_name', (row) => personName(row.given_name, row.family_name) || UNKNOWN),
  plain('state', (row) => row.state),
  plain('reason', (row) => row.reason ?? (row.state === 'audited' ? NONE : UNKNOWN)),
  plain('via', (row) => row.via ?? (row.state === 'audited' ? UNKNOWN : NONE)),
  plain('keys', (row) => row.keys ?? UNKNOWN),
  plain('access', (row) => row.access),
  plain('audited_at', (row) => row.audited_at ?? (row.state === 'audited' ? UNKNOWN : NEVER)),
  plain('audit_id', (row) => row.audit_id),
];

/** The columns of the findings report. Others rely on them, so only add to the end. */
export const FINDING_COLUMNS: readonly Column<FindingRow>[] = [
  plain('finding_id', (row) => row.id),
  plain('rule', (row) => row.rule),
  plain('severity', (row) => row.severity),
  plain('subject_type', (row) => row.subject_type),
  text('subject_id', (row) => row.subject_id),
  text('subject_name', (row) => row.subject_name),
  text('evidence', evidenceText),
  plain('state', (row) => row.state),
  plain('exception_until', (row) => row.exception_until ?? NONE),
  plain('audit_id', (row) => row.audit_id),
];

/** The columns of the service tokens report. Others rely on them, so only add to the end. */
export const SERVICE_TOKEN_COLUMNS: readonly Column<ServiceTokenRow>[] = [
  text('token_id', (row) => row.id),
  text('token_name', (row) => row.name),
  text('token_preview', (row) => row.preview_name),
  text('service_account_id', (row) => row.service_account_id ?? UNKNOWN),
  text('service_account_name', (row) => row.service_account_name ?? UNKNOWN),
  text('org_id', (row) => row.org_id ?? NONE),
  plain('created_at', (row) => row.created ?? UNKNOWN),
  plain('age_days', (row) => row.age_days ?? UNKNOWN),
  plain('expires_at', expiresAt),
  plain('access', (row) => row.access),
  plain('projects_reached', (row) => row.projects_reached ?? UNKNOWN),
  text('reach_unknown_why', (row) => row.reach_unknown_why ?? NONE),
  plain('severity', (row) => row.severity ?? NONE),
  plain('findings', (row) => row.findings.join('; ') || NONE),
  plain('supersedes', (row) => row.supersedes),
  plain('automatic', (row) => (row.automatic ? 'yes' : 'no')),
  plain('audit_id', (row) => row.audit_id),
];

/** The columns of the workloads report. Others rely on them, so only add to the end. */
export const WORKLOAD_COLUMNS: readonly Column<WorkloadRow>[] = [
  plain('priority', (row) => row.priority),
  text('workload_id', (row) => row.id),
  text('workload', (row) => row.name),
  plain('keys', (row) => row.keys),
  plain('keys_to_replace', (row) => row.keys_to_replace),
  plain('holders', (row) => row.holders),
  plain('access', (row) => row.access),
  plain('severity', (row) => row.severity ?? NONE),
  plain('oldest_created_at', (row) => row.oldest ?? UNKNOWN),
  plain('oldest_age_days', (row) => row.oldest_age_days ?? UNKNOWN),
  text('service_token_id', (row) => row.service_token_id ?? NONE),
  text('service_token_name', (row) => row.service_token_name ?? NONE),
  text('plans', (row) => row.replacements.map(({ title }) => title).join('; ') || NONE),
  plain('plan_stages', (row) => row.replacements.map(({ stage }) => stage).join('; ') || NONE),
  plain('audit_id', (row) => row.audit_id),
  text('assignee', (row) => row.assignee ?? NONE),
  plain('due', (row) => row.due ?? NONE),
  plain('overdue', (row) => (row.overdue ? 'yes' : 'no')),
];

/** The expiration time, `never`, or `unknown` if Braintrust didn't report one. */
export function expiresAt(row: Pick<KeyRow, 'expires_at'>): string {
  if (row.expires_at === undefined) return UNKNOWN;
  return row.expires_at ?? NEVER;
}

/** All evidence of a finding in one cell. */
export function evidenceText(row: FindingRow): string {
  return row.evidence.map(({ label, value }) => `${label}: ${value}`).join('; ') || NONE;
}

/** False for keys that weren't seen. They have no verdict, so their findings are unknown. */
function isJudged(row: KeyRow): boolean {
  return row.verdict !== null;
}
