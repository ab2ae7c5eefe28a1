import type { KeyRow } from '@/lib/contract';
import type { DataColumn } from '@/components/table/types';
import { AccessWord } from '@/components/status/access-word';
import { RelativeTime } from '@/components/status/relative-time';
import { SafeText } from '@/components/status/safe-text';
import { StateBadge } from '@/components/status/state-badge';
import { UsedByBadge } from '@/components/status/used-by-badge';
import { holderLabel } from '@/components/status/holder';
import { KeyAge } from '@/components/status/key-age';
import { KeyExpiry } from '@/components/status/key-expiry';
import { copy } from './copy';
import { KeyFindings } from './key-findings';
import { KeyVerdict } from './key-verdict';

/** Columns of the keys table: first the verdict, then the facts behind it. */
export const KEY_COLUMNS: readonly DataColumn<KeyRow>[] = [
  {
    id: 'name',
    header: copy.columns.name,
    width: 200,
    sort: 'name',
    cell: (row) => <SafeText text={row.name} clip />,
  },
  {
    id: 'verdict',
    header: copy.columns.verdict,
    width: 108,
    sort: 'verdict',
    cell: (row) => <KeyVerdict row={row} />,
  },
  {
    id: 'findings',
    header: copy.columns.findings,
    width: 236,
    sort: 'severity',
    cell: (row) => <KeyFindings row={row} />,
  },
  {
    id: 'holder',
    header: copy.columns.holder,
    width: 184,
    sort: 'holder',
    cell: (row) => <SafeText text={holderLabel(row)} clip />,
  },
  {
    id: 'used-by',
    header: copy.columns.usage,
    width: 108,
    sort: 'used_by',
    cell: (row) => <UsedByBadge usedBy={row.used_by} overruled={row.overruled} />,
  },
  {
    id: 'access',
    header: copy.columns.access,
    width: 132,
    sort: 'access',
    cell: (row) => <AccessWord access={row.access} projects={row.projects_reached} />,
  },
  {
    id: 'age',
    header: copy.columns.age,
    width: 84,
    sort: 'created',
    reversed: true,
    align: 'right',
    cell: (row) => <KeyAge days={row.age_days} created={row.created} />,
  },
  {
    id: 'expiry',
    header: copy.columns.expiration,
    width: 96,
    sort: 'expires_at',
    align: 'right',
    cell: (row) => <KeyExpiry expiresAt={row.expires_at} />,
  },
  {
    id: 'preview',
    header: copy.columns.preview,
    width: 132,
    cell: (row) => (
      <span className="font-mono text-xs text-muted-foreground">
        <SafeText text={row.preview_name} clip />
      </span>
    ),
  },
  {
    id: 'first-seen',
    header: copy.columns.firstSeen,
    width: 116,
    sort: 'first_seen_at',
    align: 'right',
    cell: (row) => <RelativeTime at={row.first_seen_at} />,
  },
  {
    id: 'state',
    header: copy.columns.state,
    width: 148,
    sort: 'state',
    hidden: true,
    cell: (row) => <StateBadge state={row.state} />,
  },
];
