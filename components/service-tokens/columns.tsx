import type { ServiceTokenRow } from '@/lib/contract';
import type { DataColumn } from '@/components/table/types';
import { FindingsCell } from '@/components/findings/findings-cell';
import { KeyAge } from '@/components/status/key-age';
import { KeyExpiry } from '@/components/status/key-expiry';
import { AccessWord } from '@/components/status/access-word';
import { SafeText } from '@/components/status/safe-text';
import { Unknown } from '@/components/status/unknown';
import { copy } from './copy';

export const SERVICE_TOKEN_COLUMNS: readonly DataColumn<ServiceTokenRow>[] = [
  {
    id: 'name',
    header: copy.columns.name,
    width: 188,
    sort: 'name',
    cell: (row) => <SafeText text={row.name} clip />,
  },
  {
    id: 'account',
    header: copy.columns.account,
    width: 180,
    sort: 'service_account',
    cell: (row) => <AccountName row={row} />,
  },
  {
    id: 'access',
    header: copy.columns.access,
    width: 140,
    sort: 'access',
    cell: (row) => (
      <AccessWord
        access={row.access}
        projects={row.projects_reached}
        {...(row.reach_unknown_why === null ? {} : { why: row.reach_unknown_why })}
      />
    ),
  },
  {
    id: 'findings',
    header: copy.columns.findings,
    width: 228,
    sort: 'severity',
    cell: (row) => <FindingsCell severity={row.severity} findings={row.findings} />,
  },
  {
    id: 'supersedes',
    header: copy.columns.supersedes,
    width: 108,
    sort: 'supersedes',
    align: 'right',
    cell: (row) =>
      row.supersedes === 0 ? (
        <span className="text-muted-foreground" title={copy.columns.supersedesHint}>
          {copy.columns.noKeys}
        </span>
      ) : (
        <span title={copy.columns.supersedesHint}>{copy.columns.keys(row.supersedes)}</span>
      ),
  },
  {
    id: 'age',
    header: copy.columns.age,
    width: 92,
    sort: 'created',
    reversed: true,
    align: 'right',
    cell: (row) => <KeyAge days={row.age_days} created={row.created} />,
  },
  {
    id: 'expiry',
    header: copy.columns.expiration,
    width: 104,
    sort: 'expires_at',
    align: 'right',
    cell: (row) => <KeyExpiry expiresAt={row.expires_at} />,
  },
  {
    id: 'preview',
    header: copy.columns.preview,
    width: 132,
    hidden: true,
    cell: (row) => (
      <span className="font-mono text-xs text-muted-foreground">
        <SafeText text={row.preview_name} clip />
      </span>
    ),
  },
];

/** The name of the token's service account, or else its id. */
export function AccountName({ row }: { row: ServiceTokenRow }) {
  const name = row.service_account_name ?? row.service_account_id;
  return name === null ? (
    <Unknown why={copy.columns.accountUnknown} />
  ) : (
    <SafeText text={name} clip />
  );
}
