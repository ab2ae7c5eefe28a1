'use client';
import { Link } from '@/components/ui/link';
import type { ReactNode } from 'react';
import type { KeyDetail } from '@/lib/contract';
import { AccessWord } from '@/components/status/access-word';
import { formatDays, formatUtc } from '@/components/status/format';
import { RelativeTime } from '@/components/status/relative-time';
import { SafeText } from '@/components/status/safe-text';
import { StateBadge } from '@/components/status/state-badge';
import { Unknown } from '@/components/status/unknown';
import { UsedByBadge } from '@/components/status/used-by-badge';
import { CopyButton } from '@/components/ui/copy-button';
import { holderLabel } from '@/components/status/holder';
import { KeyExpiry } from '@/components/status/key-expiry';
import { RawDate } from '@/components/status/raw-date';
import { PanelFact, PanelFacts } from '@/components/table/panel-facts';
import { PanelSection } from '@/components/table/panel-section';

export function KeyFacts({ detail }: { detail: KeyDetail }) {
  const name = [detail.user_given_name, detail.user_family_name].filter(Boolean).join(' ');
  return (
    <PanelSection title="Facts">
      <PanelFacts>
        <PanelFact label="Holder">
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
        <PanelFact label="Holder last active">
          <RelativeTime at={detail.holder_last_active_at} />
          <span className="block text-muted-foreground">The person’s activity, not this key’s</span>
        </PanelFact>
        <PanelFact label="Used by">
          <UsedByBadge usedBy={detail.used_by} overruled={detail.overruled} />
        </PanelFact>
        <PanelFact label="Access">
          <AccessWord access={detail.access} projects={detail.projects_reached} />
        </PanelFact>
        <PanelFact label="Preview">
          <SafeText text={detail.preview_name} className="font-mono text-xs" />
        </PanelFact>
        <PanelFact label="Key id">
          <span className="flex items-center gap-1">
            <SafeText text={detail.id} className="min-w-0 font-mono text-xs" />
            <CopyButton
              size="icon"
              variant="ghost"
              className="-my-1 size-6"
              aria-label="Copy key id"
              text={detail.id}
            />
          </span>
        </PanelFact>
        <PanelFact label="Made">
          <Exact at={detail.created}>
            {detail.age_days === null ? null : formatDays(detail.age_days)}
          </Exact>
          <RawDate text={detail.created_raw} />
        </PanelFact>
        <PanelFact label="Expires">
          <KeyExpiry expiresAt={detail.expires_at} />
          {detail.expires_at ? <Exact at={detail.expires_at} quiet /> : null}
          <RawDate text={detail.expires_raw} />
        </PanelFact>
        <PanelFact label="Organization">
          {detail.org_id === null ? 'Not bound to one' : 'Bound to this one'}
        </PanelFact>
        <PanelFact label="State">
          <StateBadge state={detail.state} />
        </PanelFact>
        <PanelFact label="First seen">
          <Exact at={detail.first_seen_at} />
        </PanelFact>
        <PanelFact label="Last seen">
          <Exact at={detail.last_seen_at} />
        </PanelFact>
        {detail.exception_until ? (
          <PanelFact label="Exception until">
            <Exact at={detail.exception_until} />
          </PanelFact>
        ) : null}
      </PanelFacts>
    </PanelSection>
  );
}

/** The exact UTC time, below a friendlier form if given. */
function Exact({
  at,
  quiet = false,
  children,
}: {
  at: string | null;
  quiet?: boolean;
  children?: ReactNode;
}) {
  if (at === null) return <Unknown />;
  const secondary = quiet || Boolean(children);
  return (
    <>
      {children}
      <time
        dateTime={at}
        className={secondary ? 'block text-muted-foreground tabular-nums' : 'block tabular-nums'}
      >
        {formatUtc(at)}
      </time>
    </>
  );
}
