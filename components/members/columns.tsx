import type { MemberRow } from '@/lib/contract';
import type { DataColumn } from '@/components/table/types';
import { AccessWord } from '@/components/status/access-word';
import { formatNumber } from '@/components/status/format';
import { RelativeTime } from '@/components/status/relative-time';
import { SafeText } from '@/components/status/safe-text';
import { StateBadge } from '@/components/status/state-badge';
import { Unknown } from '@/components/status/unknown';
import {
  MEMBER_REASON_WORDS,
  memberLabel,
  ROSTER_WORDS,
  VIA_WORDS,
} from '@/components/status/member-words';
import { copy } from './copy';

/**
 * Columns of the members table: name, coverage, keys and access. Those that aren't hidden fit without scrolling
 * sideways in a window of 1280 pixels. `judged` is true when the audit has ended
 * and the count of keys to replace is final.
 */
export const memberColumns = (judged: boolean): readonly DataColumn<MemberRow>[] => [
  {
    id: 'member',
    header: copy.columns.member,
    width: 220,
    sort: 'name',
    cell: (row) => <SafeText text={memberLabel(row)} clip />,
  },
  {
    id: 'state',
    header: copy.columns.coverage,
    width: 112,
    sort: 'state',
    cell: (row) => <StateBadge state={row.state} />,
  },
  {
    id: 'reason',
    header: copy.columns.reason,
    width: 220,
    cell: (row) =>
      row.reason === null ? null : (
        <span className="block truncate">{MEMBER_REASON_WORDS[row.reason]}</span>
      ),
  },
  {
    id: 'keys',
    header: copy.columns.keys,
    width: 72,
    sort: 'keys',
    align: 'right',
    cell: (row) =>
      row.keys === null ? <Unknown why={copy.columns.notAudited} /> : <>{formatNumber(row.keys)}</>,
  },
  {
    id: 'to-replace',
    header: copy.columns.toReplace,
    width: 88,
    align: 'right',
    cell: (row) =>
      row.keys !== null && judged ? (
        <>{formatNumber(row.keys_to_replace)}</>
      ) : (
        <Unknown why={judged ? copy.columns.notAudited : copy.columns.notEvaluatedYet} />
      ),
  },
  {
    id: 'access',
    header: copy.columns.access,
    width: 132,
    sort: 'access',
    cell: (row) => <AccessWord access={row.access} projects={row.projects_reached} />,
  },
  {
    id: 'audited-at',
    header: copy.columns.audited,
    width: 124,
    sort: 'audited_at',
    align: 'right',
    cell: (row) =>
      row.state === 'audited' ? (
        <RelativeTime at={row.audited_at} />
      ) : (
        <span className="text-muted-foreground">{copy.columns.notAudited}</span>
      ),
  },
  ...HIDDEN_AT_FIRST,
];

/** Columns that are hidden until chosen in the view menu. */
const HIDDEN_AT_FIRST: readonly DataColumn<MemberRow>[] = [
  {
    id: 'projects',
    header: copy.columns.projects,
    width: 88,
    sort: 'projects_reached',
    align: 'right',
    hidden: true,
    cell: (row) =>
      row.projects_reached === null ? <Unknown /> : <>{formatNumber(row.projects_reached)}</>,
  },
  {
    id: 'via',
    header: copy.columns.method,
    width: 160,
    hidden: true,
    cell: (row) => (row.via === null ? null : VIA_WORDS[row.via]),
  },
  {
    id: 'roster',
    header: copy.columns.memberList,
    width: 170,
    hidden: true,
    cell: (row) => ROSTER_WORDS[row.roster],
  },
  {
    id: 'email',
    header: copy.columns.email,
    width: 220,
    sort: 'email',
    hidden: true,
    cell: (row) => (row.email === null ? <Unknown /> : <SafeText text={row.email} clip />),
  },
  {
    id: 'id',
    header: copy.columns.id,
    width: 280,
    hidden: true,
    cell: (row) => (
      <span className="font-mono text-xs text-muted-foreground">
        <SafeText text={row.id} clip />
      </span>
    ),
  },
];
