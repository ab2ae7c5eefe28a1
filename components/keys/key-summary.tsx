'use client';
import type { KeyDetail } from '@/lib/contract';
import { EvidenceLines } from '@/components/findings/evidence-lines';
import { FindingsSection } from '@/components/findings/findings-section';
import { NotAssessedSection } from '@/components/findings/not-assessed-section';
import { RiskAccepted } from '@/components/status/risk-accepted';
import { SeverityBadge } from '@/components/status/severity-badge';
import { holderLabel } from '@/components/status/holder';
import { copy } from './copy-on-demand';
import { KeyFacts } from './key-facts';
import { KeyVerdict } from './key-verdict';
import { PanelSection } from '@/components/table/panel-section';

type KeyDetailProps = { detail: KeyDetail };

/** What to do with a key, and why. */
export function KeyRecommendation({ detail }: KeyDetailProps) {
  return (
    <div className="space-y-3 px-4 py-4">
      <div className="flex items-center gap-4">
        <KeyVerdict row={detail} />
        <SeverityBadge severity={detail.severity} />
        <RiskAccepted until={detail.exception_until} />
      </div>
      {detail.recommendation ? (
        <p className="max-w-[70ch] text-base">{detail.recommendation}</p>
      ) : null}
    </div>
  );
}

/** The evidence for a key's verdict: findings, usage, facts, and what couldn't be checked. */
export function KeySummary({ detail }: KeyDetailProps) {
  return (
    <>
      <FindingsSection
        findings={detail.finding_details}
        resolved={detail.resolved_findings}
        holder={{ id: detail.user_id, label: holderLabel(detail) }}
      />
      {detail.used_by_signals.length === 0 ? null : (
        <PanelSection title={copy.panel.signals}>
          <EvidenceLines evidence={detail.used_by_signals} />
        </PanelSection>
      )}
      <KeyFacts detail={detail} />
      <NotAssessedSection items={detail.not_assessed} />
    </>
  );
}
