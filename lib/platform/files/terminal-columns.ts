import type { FindingRow, KeyRow, MemberRow, ServiceTokenRow, WorkloadRow } from '@/lib/contract';
import { evidenceWords, formatDay, personName } from '@/lib/domain/core';
import { evidenceText, expiresAt, UNKNOWN } from './csv-columns';
import type { TableColumn } from './types';

/** The keys table for terminals. It starts with what to do first. */
export const KEY_TABLE: readonly TableColumn<KeyRow>[] = [
  { title: 'Verdict', maxWidth: 10, value: (row) => row.verdict ?? UNKNOWN },
  { title: 'Severity', maxWidth: 8, value: (row) => row.severity ?? 'none' },
  { title: 'Name', maxWidth: 32, value: (row) => row.name },
  { title: 'Preview', maxWidth: 14, value: (row) => row.preview_name },
  { title: 'Holder', maxWidth: 36, value: (row) => row.user_email ?? row.user_id },
  { title: 'Used by', maxWidth: 8, value: (row) => row.used_by ?? UNKNOWN },
  { title: 'Access', maxWidth: 17, value: (row) => row.access },
  { title: 'Age days', maxWidth: 8, align: 'right', value: (row) => row.age_days ?? UNKNOWN },
  { title: 'Expires', maxWidth: 12, value: expiresOn },
  { title: 'State', maxWidth: 11, value: (row) => row.state },
  { title: 'Recommendation', maxWidth: 160, value: (row) => row.recommendation ?? UNKNOWN },
];

export const MEMBER_TABLE: readonly TableColumn<MemberRow>[] = [
  { title: 'Member', maxWidth: 36, value: (row) => row.email ?? row.id },
  {
    title: 'Name',
    maxWidth: 28,
    value: (row) => personName(row.given_name, row.family_name) || UNKNOWN,
  },
  { title: 'State', maxWidth: 8, value: (row) => row.state },
  { title: 'Reason', maxWidth: 24, value: (row) => row.reason ?? 'none' },
  { title: 'Via', maxWidth: 12, value: (row) => row.via ?? 'none' },
  { title: 'Keys', maxWidth: 8, align: 'right', value: (row) => row.keys ?? UNKNOWN },
  { title: 'Access', maxWidth: 17, value: (row) => row.access },
];

export const FINDING_TABLE: readonly TableColumn<FindingRow>[] = [
  { title: 'Severity', maxWidth: 8, value: (row) => row.severity },
  { title: 'Rule', maxWidth: 30, value: (row) => row.rule },
  { title: 'Subject', maxWidth: 12, value: (row) => row.subject_type },
  { title: 'Name', maxWidth: 36, value: (row) => row.subject_name },
  { title: 'State', maxWidth: 8, value: (row) => row.state },
  { title: 'Evidence', maxWidth: 120, value: (row) => evidenceText(readable(row)) },
];

export const WORKLOAD_TABLE: readonly TableColumn<WorkloadRow>[] = [
  { title: 'Workload', maxWidth: 32, value: (row) => row.name },
  { title: 'Severity', maxWidth: 8, value: (row) => row.severity ?? 'none' },
  { title: 'Keys', maxWidth: 8, align: 'right', value: (row) => row.keys },
  { title: 'To replace', maxWidth: 10, align: 'right', value: (row) => row.keys_to_replace },
  { title: 'Holders', maxWidth: 8, align: 'right', value: (row) => row.holders },
  { title: 'Access', maxWidth: 17, value: (row) => row.access },
  {
    title: 'Oldest days',
    maxWidth: 11,
    align: 'right',
    value: (row) => row.oldest_age_days ?? UNKNOWN,
  },
  { title: 'Service token', maxWidth: 32, value: (row) => row.service_token_name ?? 'none' },
];

export const SERVICE_TOKEN_TABLE: readonly TableColumn<ServiceTokenRow>[] = [
  { title: 'Severity', maxWidth: 8, value: (row) => row.severity ?? 'none' },
  { title: 'Name', maxWidth: 32, value: (row) => row.name },
  { title: 'Preview', maxWidth: 14, value: (row) => row.preview_name },
  { title: 'Service account', maxWidth: 32, value: (row) => row.service_account_name ?? UNKNOWN },
  { title: 'Access', maxWidth: 17, value: (row) => row.access },
  {
    title: 'Projects',
    maxWidth: 8,
    align: 'right',
    value: (row) => row.projects_reached ?? UNKNOWN,
  },
  { title: 'Age days', maxWidth: 8, align: 'right', value: (row) => row.age_days ?? UNKNOWN },
  { title: 'Expires', maxWidth: 12, value: expiresOn },
];

/** The day of `expiresAt`, as the screens show it. */
function expiresOn(row: Pick<KeyRow, 'expires_at'>): string {
  return row.expires_at ? formatDay(row.expires_at) : expiresAt(row);
}

const readable = (row: FindingRow): FindingRow => ({
  ...row,
  evidence: row.evidence.map((fact) => ({ ...fact, value: evidenceWords(fact) })),
});
