'use client';
import type { KeyRow } from '@/lib/contract';
import { useShellSession } from '@/components/shell/session-context';
import { SeverityBadge } from '@/components/status/severity-badge';

/** Worst severity, then what was found first, then how many more. */
export function KeyFindings({ row }: { row: Pick<KeyRow, 'verdict' | 'severity' | 'findings'> }) {
  const { ruleTitles } = useShellSession();
  const titles = row.findings.map((rule) => ruleTitles[rule]);
  // Rules run when an audit ends, over what it saw: before that, silence is no clean bill.
  if (row.verdict === null) return <span className="text-muted-foreground">not assessed</span>;
  if (row.severity === null) return <SeverityBadge severity={null} />;
  return (
    <span className="flex items-center gap-2" title={titles.join('\n')}>
      <SeverityBadge severity={row.severity} />
      <span className="min-w-0 truncate text-muted-foreground">{titles[0]}</span>
      {titles.length > 1 ? (
        <span className="shrink-0 text-muted-foreground tabular-nums">+{titles.length - 1}</span>
      ) : null}
    </span>
  );
}
