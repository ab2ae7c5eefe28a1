import dynamic from 'next/dynamic';
import type { KeyRow } from '@/lib/contract';
import { reasonOf } from '@/lib/domain/core';
import type { DataColumn } from '@/components/table/types';
import { AccessWord } from '@/components/status/access-word';
import { RelativeTime } from '@/components/status/relative-time';
import { RiskAccepted } from '@/components/status/risk-accepted';
import { STAGE_WORDS } from '@/components/status/words';
import { SafeText } from '@/components/status/safe-text';
import { SeverityBadge } from '@/components/status/severity-badge';
import { showControls } from '@/components/status/format';
import { Unknown } from '@/components/status/unknown';
import { Link } from '@/components/ui/link';
import { holderLabel } from '@/components/status/holder';
import { KeyAge } from '@/components/status/key-age';
import { KeyExpiry } from '@/components/status/key-expiry';
import { copy } from './copy';
import { KeyState, KeyVerdict } from './key-verdict';

const OptionalCell = dynamic(() => import('./optional-cell').then((m) => m.OptionalCell));

/**
 * Columns of the keys table: first the name, then what to do and why, then the facts. The first eight fit without
 * scrolling sideways in a window of 1280 pixels.
 */
export const KEY_COLUMNS: readonly DataColumn<KeyRow>[] = [
  {
    id: 'name',
    header: copy.columns.name,
    width: 184,
    sort: 'name',
    cell: (row) => <SafeText text={row.name} clip className="leading-4" />,
    below: (row) => (
      <SafeText
        text={holderLabel(row)}
        clip
        className="text-xs font-normal text-muted-foreground"
      />
    ),
  },
  {
    id: 'verdict',
    header: copy.columns.verdict,
    width: 96,
    sort: 'verdict',
    cell: (row) => <KeyVerdict row={row} />,
  },
  {
    id: 'severity',
    header: copy.columns.severity,
    width: 80,
    sort: 'severity',
    cell: (row) => <KeySeverity row={row} />,
  },
  {
    id: 'reason',
    header: copy.columns.reason,
    width: 240,
    cell: (row) => <Reason row={row} />,
  },
  {
    id: 'access',
    header: copy.columns.access,
    width: 120,
    sort: 'access',
    cell: (row) => <AccessWord access={row.access} projects={row.projects_reached} />,
  },
  {
    id: 'age',
    header: copy.columns.age,
    width: 80,
    sort: 'created',
    reversed: true,
    align: 'right',
    cell: (row) => <KeyAge days={row.age_days} created={row.created} />,
  },
  {
    id: 'expiry',
    header: copy.columns.expiration,
    width: 92,
    sort: 'expires_at',
    align: 'right',
    cell: (row) => <KeyExpiry expiresAt={row.expires_at} />,
  },
  {
    id: 'plan',
    header: copy.columns.plan,
    width: 128,
    cell: (row) => <PlanLink plan={row.replacement} />,
  },
  {
    id: 'holder',
    header: copy.columns.holder,
    width: 184,
    sort: 'holder',
    hidden: true,
    cell: (row) => <SafeText text={holderLabel(row)} clip />,
  },
  {
    id: 'findings',
    header: copy.columns.findings,
    width: 236,
    hidden: true,
    cell: (row) => <OptionalCell column="findings" row={row} />,
  },
  {
    id: 'used-by',
    header: copy.columns.usage,
    width: 108,
    sort: 'used_by',
    hidden: true,
    cell: (row) => <OptionalCell column="used-by" row={row} />,
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
  {
    id: 'first-seen',
    header: copy.columns.firstSeen,
    width: 116,
    sort: 'first_seen_at',
    align: 'right',
    hidden: true,
    cell: (row) => <RelativeTime at={row.first_seen_at} />,
  },
  {
    id: 'state',
    header: copy.columns.state,
    width: 148,
    sort: 'state',
    hidden: true,
    cell: (row) => <KeyState row={row} />,
  },
];

type RowProps = { row: KeyRow };

function KeySeverity({ row }: RowProps) {
  // Rules run when an audit ends. Before that, having no findings doesn't mean that all is well.
  if (row.verdict === null) return <Unknown why={copy.columns.notEvaluated} />;
  if (row.severity === null && row.exception_until !== null)
    return <RiskAccepted until={row.exception_until} short />;
  return <SeverityBadge severity={row.severity} />;
}

/** Why the key has its verdict, on two lines. */
function Reason({ row: { recommendation } }: RowProps) {
  if (recommendation === null)
    return <span className="text-xs text-muted-foreground">{copy.columns.notEvaluated}</span>;
  return (
    <span
      className="line-clamp-2 text-xs wrap-anywhere whitespace-normal text-muted-foreground print:line-clamp-none"
      title={recommendation}
    >
      {showControls(reasonOf(recommendation))}
    </span>
  );
}

function PlanLink({ plan }: { plan: KeyRow['replacement'] }) {
  if (plan === null) return <span className="text-muted-foreground">{copy.columns.noPlan}</span>;
  return (
    <Link
      href={`/replacements/${plan.id}`}
      title={showControls(plan.title)}
      className="block truncate underline-offset-4 hover:underline"
    >
      {STAGE_WORDS[plan.stage]}
    </Link>
  );
}
