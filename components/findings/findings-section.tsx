'use client';
import type { FindingRow, ResolvedFinding } from '@/lib/contract';
import { PanelSection } from '@/components/table/panel-section';
import { FindingActions } from '@/components/decisions/finding-actions';
import { useShellSession } from '@/components/shell/session-context';
import { formatDay } from '@/components/status/format';
import { SeverityBadge } from '@/components/status/severity-badge';
import { TextLink } from '@/components/ui/text-link';
import { AcceptedRisk } from './accepted-risk';
import { copy } from './copy';
import { EvidenceLines } from './evidence-lines';
import { FindingLife } from './finding-life';

type FindingsSectionProps = {
  findings: readonly FindingRow[];
  resolved: readonly ResolvedFinding[];
  holder?: { id: string; label: string } | null;
};

/** The findings of one subject with their evidence and history, and below them the resolved ones. */
export function FindingsSection({ findings, resolved, holder = null }: FindingsSectionProps) {
  if (findings.length === 0 && resolved.length === 0) return null;
  return (
    <PanelSection title={copy.title}>
      <ul className="space-y-3">
        {findings.map((finding) => (
          <Finding key={finding.id} finding={finding} holder={holder} />
        ))}
      </ul>
      <Resolved findings={resolved} />
    </PanelSection>
  );
}

type FindingProps = { finding: FindingRow; holder: { id: string; label: string } | null };

function Finding({ finding, holder }: FindingProps) {
  const { ruleTitles } = useShellSession();
  return (
    <li>
      <div className="flex items-baseline justify-between gap-3">
        <TextLink href={`/guides/rules/${finding.rule}`} className="text-sm font-medium">
          {ruleTitles[finding.rule]}
        </TextLink>
        {finding.state === 'excepted' ? (
          <span className="text-sm text-muted-foreground">{copy.riskAccepted}</span>
        ) : (
          <SeverityBadge severity={finding.severity} />
        )}
      </div>
      <EvidenceLines evidence={finding.evidence} />
      <FindingLife finding={finding} />
      {finding.state === 'excepted' ? (
        <AcceptedRisk finding={finding} />
      ) : (
        <FindingActions finding={finding} holder={holder} />
      )}
    </li>
  );
}

function Resolved({ findings }: { findings: readonly ResolvedFinding[] }) {
  const { ruleTitles } = useShellSession();
  if (findings.length === 0) return null;
  return (
    <details className="mt-3 text-sm">
      <summary className="w-fit rounded-sm text-muted-foreground hover:text-foreground">
        {copy.resolved(findings.length)}
      </summary>
      <ul className="mt-1 space-y-1 border-l pl-3">
        {findings.map((finding) => (
          <li key={`${finding.id} ${finding.audit_id}`}>
            {ruleTitles[finding.rule]}
            <span className="block text-muted-foreground tabular-nums">
              <TextLink href={`/audits/${finding.audit_id}`}>
                {copy.resolvedOn(formatDay(finding.resolved_at))}
              </TextLink>
              {copy.foundOn(formatDay(finding.opened_at))}
            </span>
          </li>
        ))}
      </ul>
    </details>
  );
}
