'use client';
import { ArrowRight, ExternalLink } from 'lucide-react';
import { Link } from '@/components/ui/link';
import type { KeyDetail } from '@/lib/contract';
import { OverruleButton } from '@/components/decisions/overrule-button';
import { EvidenceLines } from '@/components/findings/evidence-lines';
import { FindingsSection } from '@/components/findings/findings-section';
import { NotAssessedSection } from '@/components/findings/not-assessed-section';
import { newReplacementLink } from '@/lib/client/new-replacement-link';
import { AccessSection } from '@/components/access/access-section';
import { RevokeKey } from '@/components/revocation/revoke-key';
import { useBraintrustSettingsUrl } from '@/components/shell/session-context';
import { RiskAccepted } from '@/components/status/risk-accepted';
import { SeverityBadge } from '@/components/status/severity-badge';
import { Button } from '@/components/ui/button';
import { holderLabel } from '@/components/status/holder';
import { copy } from './copy-on-demand';
import { KeyFacts } from './key-facts';
import { KeyHistory } from './key-history';
import { KeyVerdict } from './key-verdict';
import { PanelSection } from '@/components/table/panel-section';

/** The content of a key's panel: verdict and actions, findings, access, usage, facts and history. */
export function KeyPanelBody({ detail }: { detail: KeyDetail }) {
  const settingsUrl = useBraintrustSettingsUrl('api-keys');
  return (
    <>
      <div className="space-y-3 px-4 py-4">
        <div className="flex items-center gap-4">
          <KeyVerdict row={detail} />
          <SeverityBadge severity={detail.severity} />
          <RiskAccepted until={detail.exception_until} />
        </div>
        {detail.recommendation ? (
          <p className="max-w-[70ch] text-base">{detail.recommendation}</p>
        ) : null}
        <div className="flex flex-wrap gap-2">
          {detail.verdict === 'replace' ? (
            <Button asChild variant="primary" size="sm">
              <Link href={newReplacementLink([detail.id, ...detail.replace_with])}>
                {copy.panel.replace(1 + detail.replace_with.length)}
                <ArrowRight aria-hidden />
              </Link>
            </Button>
          ) : null}
          {detail.verdict === null ? null : <OverruleButton keyId={detail.id} />}
          <Button asChild size="sm">
            <a href={settingsUrl} target="_blank" rel="noreferrer">
              {copy.panel.openInBraintrust}
              <ExternalLink aria-hidden />
            </a>
          </Button>
          <RevokeKey row={detail} />
        </div>
      </div>
      <FindingsSection
        findings={detail.finding_details}
        resolved={detail.resolved_findings}
        holder={{ id: detail.user_id, label: holderLabel(detail) }}
      />
      {detail.verdict === null ? null : (
        <AccessSection
          auditId={detail.audit_id}
          holderId={detail.user_id}
          title={copy.panel.access}
        />
      )}
      <Signals detail={detail} />
      <KeyFacts detail={detail} />
      <NotAssessedSection items={detail.not_assessed} />
      <KeyHistory detail={detail} />
    </>
  );
}

function Signals({ detail }: { detail: KeyDetail }) {
  if (detail.used_by_signals.length === 0) return null;
  return (
    <PanelSection title={copy.panel.signals}>
      <EvidenceLines evidence={detail.used_by_signals} />
    </PanelSection>
  );
}
