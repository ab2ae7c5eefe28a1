'use client';
import { Link } from '@/components/ui/link';
import type { KeyDetail } from '@/lib/contract';
import { personName } from '@/lib/domain/core';
import { AccessWord } from '@/components/status/access-word';
import { ExactTime } from '@/components/status/exact-time';
import { RelativeTime } from '@/components/status/relative-time';
import { SafeText } from '@/components/status/safe-text';
import { UsedByBadge } from '@/components/status/used-by-badge';
import { CopyButton } from '@/components/ui/copy-button';
import { holderLabel } from '@/components/status/holder';
import { CreatedFact, ExpiryFact } from '@/components/status/key-dates';
import { RawDate } from '@/components/status/raw-date';
import { PanelFact, PanelFacts } from '@/components/table/panel-facts';
import { PanelSection } from '@/components/table/panel-section';
import { copy } from './copy-on-demand';
import { KeyState } from './key-verdict';

export function KeyFacts({ detail }: { detail: KeyDetail }) {
  const name = personName(detail.user_given_name, detail.user_family_name);
  return (
    <PanelSection title={copy.facts.title}>
      <PanelFacts>
        <PanelFact label={copy.facts.holder}>
          <Link
            href={`/members?id=${encodeURIComponent(detail.user_id)}&audit=${encodeURIComponent(detail.audit_id)}`}
            className="text-link underline-offset-4 hover:underline"
          >
            <SafeText text={holderLabel(detail)} />
          </Link>
          {name && detail.user_email ? (
            <SafeText text={name} className="block text-muted-foreground" />
          ) : null}
        </PanelFact>
        <PanelFact label={copy.facts.holderLastActive}>
          <RelativeTime at={detail.holder_last_active_at} />
          <span className="block text-muted-foreground">{copy.facts.holderLastActiveHint}</span>
        </PanelFact>
        <PanelFact label={copy.facts.usage}>
          <UsedByBadge usedBy={detail.used_by} overruled={detail.overruled} />
        </PanelFact>
        <PanelFact label={copy.facts.access}>
          <AccessWord access={detail.access} projects={detail.projects_reached} />
        </PanelFact>
        <PanelFact label={copy.facts.preview}>
          <SafeText text={detail.preview_name} className="font-mono text-xs" />
        </PanelFact>
        <PanelFact label={copy.facts.id}>
          <span className="flex items-center gap-1">
            <SafeText text={detail.id} className="min-w-0 font-mono text-xs" />
            <CopyButton
              size="icon"
              variant="ghost"
              className="-my-1 size-6"
              aria-label={copy.facts.copyId}
              text={detail.id}
            />
          </span>
        </PanelFact>
        <PanelFact label={copy.facts.created}>
          <CreatedFact days={detail.age_days} created={detail.created} />
          <RawDate text={detail.created_raw} />
        </PanelFact>
        <PanelFact label={copy.facts.expires}>
          <ExpiryFact expiresAt={detail.expires_at} />
          <RawDate text={detail.expires_raw} />
        </PanelFact>
        <PanelFact label={copy.facts.organization}>
          {detail.org_id === null ? copy.facts.unbound : copy.facts.bound}
        </PanelFact>
        <PanelFact label={copy.facts.state}>
          <KeyState row={detail} />
        </PanelFact>
        <PanelFact label={copy.facts.firstSeen}>
          <ExactTime at={detail.first_seen_at} />
        </PanelFact>
        <PanelFact label={copy.facts.lastSeen}>
          <ExactTime at={detail.last_seen_at} />
        </PanelFact>
        {detail.workload === null ? null : (
          <PanelFact label={copy.facts.workload}>
            <Link
              href={`/workloads?workload=${encodeURIComponent(detail.workload)}&audit=${encodeURIComponent(detail.audit_id)}`}
              className="text-link underline-offset-4 hover:underline"
            >
              <SafeText text={detail.workload_name ?? detail.workload} />
            </Link>
          </PanelFact>
        )}
      </PanelFacts>
    </PanelSection>
  );
}
