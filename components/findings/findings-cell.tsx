'use client';
import type { RuleId, Severity } from '@/lib/domain/core';
import { useShellSession } from '@/components/shell/session-context';
import { SeverityBadge } from '@/components/status/severity-badge';

type FindingsCellProps = { severity: Severity | null; findings: readonly RuleId[] };

/** The worst severity, the title of the first finding, and the number of others. */
export function FindingsCell({ severity, findings }: FindingsCellProps) {
  const { ruleTitles } = useShellSession();
  if (severity === null) return <SeverityBadge severity={null} />;
  const titles = findings.map((rule) => ruleTitles[rule]);
  return (
    <span className="flex items-center gap-2" title={titles.join('\n')}>
      <SeverityBadge severity={severity} />
      <span className="min-w-0 truncate text-muted-foreground">{titles[0]}</span>
      {titles.length > 1 ? (
        <span className="shrink-0 text-muted-foreground tabular-nums">+{titles.length - 1}</span>
      ) : null}
    </span>
  );
}
