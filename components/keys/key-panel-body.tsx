'use client';
import { ArrowRight, ExternalLink } from 'lucide-react';
import Link from 'next/link';
import type { KeyDetail } from '@/lib/contract';
import { useBraintrustSettingsUrl, useShellSession } from '@/components/shell/session-context';
import { SafeText } from '@/components/status/safe-text';
import { SeverityBadge } from '@/components/status/severity-badge';
import { Button } from '@/components/ui/button';
import { KeyFacts } from './key-facts';
import { KeyHistory } from './key-history';
import { KeyVerdict } from './key-verdict';
import { PanelSection } from './panel-section';

/** Verdict and what to do; what speaks for it; facts; history. */
export function KeyPanelBody({ detail }: { detail: KeyDetail }) {
  const settingsUrl = useBraintrustSettingsUrl('api-keys');
  return (
    <>
      <div className="space-y-3 px-4 py-4">
        <div className="flex items-center gap-4">
          <KeyVerdict row={detail} />
          <SeverityBadge severity={detail.severity} />
        </div>
        {detail.recommendation ? (
          <p className="max-w-[70ch] text-base">{detail.recommendation}</p>
        ) : null}
        <div className="flex flex-wrap gap-2">
          {detail.verdict === 'replace' ? (
            <Button asChild variant="primary" size="sm">
              <Link href={`/guides?key=${encodeURIComponent(detail.id)}`}>
                Replace this key
                <ArrowRight aria-hidden />
              </Link>
            </Button>
          ) : null}
          <Button asChild size="sm">
            <a href={settingsUrl} target="_blank" rel="noreferrer">
              API keys in Braintrust
              <ExternalLink aria-hidden />
            </a>
          </Button>
        </div>
      </div>
      <Findings detail={detail} />
      <Signals detail={detail} />
      <KeyFacts detail={detail} />
      <NotAssessed detail={detail} />
      <KeyHistory detail={detail} />
    </>
  );
}

type EvidenceList = readonly { label: string; value: string }[];

function EvidenceLines({ evidence }: { evidence: EvidenceList }) {
  return (
    <dl className="mt-0.5 text-sm text-muted-foreground">
      {evidence.map(({ label, value }, index) => (
        <div key={index} className="flex gap-1.5">
          <dt className="shrink-0">{label}:</dt>
          <dd className="min-w-0 text-foreground">
            <SafeText text={value} />
          </dd>
        </div>
      ))}
    </dl>
  );
}

function Findings({ detail }: { detail: KeyDetail }) {
  const { ruleTitles } = useShellSession();
  if (detail.finding_details.length === 0) return null;
  return (
    <PanelSection title="Findings">
      <ul className="space-y-3">
        {detail.finding_details.map((finding) => (
          <li key={finding.id}>
            <div className="flex items-baseline justify-between gap-3">
              <span className="text-sm font-medium">{ruleTitles[finding.rule]}</span>
              <SeverityBadge severity={finding.severity} />
            </div>
            <EvidenceLines evidence={finding.evidence} />
          </li>
        ))}
      </ul>
    </PanelSection>
  );
}

function Signals({ detail }: { detail: KeyDetail }) {
  if (detail.used_by_signals.length === 0) return null;
  return (
    <PanelSection title="What says who uses it">
      <EvidenceLines evidence={detail.used_by_signals} />
    </PanelSection>
  );
}

function NotAssessed({ detail }: { detail: KeyDetail }) {
  const { ruleTitles } = useShellSession();
  if (detail.not_assessed.length === 0) return null;
  return (
    <PanelSection title="Not assessed">
      <ul className="space-y-1.5 text-sm">
        {detail.not_assessed.map(({ rule, reason }) => (
          <li key={rule}>
            {ruleTitles[rule]}
            <span className="block text-muted-foreground">{reason}</span>
          </li>
        ))}
      </ul>
    </PanelSection>
  );
}
