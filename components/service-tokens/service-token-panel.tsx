'use client';
import { useQuery } from '@tanstack/react-query';
import { ExternalLink } from 'lucide-react';
import type { ServiceTokenDetail, ServiceTokenRow } from '@/lib/contract';
import { serviceTokenQuery } from '@/lib/client';
import { AccessSection } from '@/components/access/access-section';
import { PanelFact, PanelFacts } from '@/components/table/panel-facts';
import { PanelSection } from '@/components/table/panel-section';
import type { ResourcePanelProps } from '@/components/table/resource-definition';
import { SidePanel } from '@/components/table/side-panel';
import { FindingsSection } from '@/components/findings/findings-section';
import { NotAssessedSection } from '@/components/findings/not-assessed-section';
import { CreatedFact, ExpiryFact } from '@/components/status/key-dates';
import { RawDate } from '@/components/status/raw-date';
import { keysLink } from '@/lib/client/rows-link';
import { useBraintrustSettingsUrl } from '@/components/shell/session-context';
import { AccessWord } from '@/components/status/access-word';
import { SafeText } from '@/components/status/safe-text';
import { SeverityBadge } from '@/components/status/severity-badge';
import { STAGE_WORDS } from '@/components/status/words';
import { Button } from '@/components/ui/button';
import { TextLink } from '@/components/ui/text-link';
import { AccountName } from './columns';
import { copy } from './copy';
import { useMarkAutomatic } from './use-mark-automatic';

export function ServiceTokenPanel({
  audit,
  id,
  row,
  onClose,
}: ResourcePanelProps<ServiceTokenRow>) {
  const query = useQuery(serviceTokenQuery(audit.id, id));
  return (
    <SidePanel
      name={query.data?.name ?? row?.name}
      kind={copy.panel.kind}
      detail={query.data}
      query={query}
      onClose={onClose}
      tabs={(detail) => [
        { title: copy.panel.summary, content: <Summary key={id} detail={detail} /> },
        { title: copy.panel.accessTab, content: <Reach detail={detail} /> },
      ]}
      actions={(detail) => <Actions key={id} detail={detail} />}
    >
      {(detail) => (
        <div className="space-y-3 px-4 py-4">
          <SeverityBadge severity={detail.severity} />
          {detail.automatic ? <p className="text-base">{copy.panel.automatic}</p> : null}
        </div>
      )}
    </SidePanel>
  );
}

type DetailProps = { detail: ServiceTokenDetail };

function Actions({ detail }: DetailProps) {
  const url = useBraintrustSettingsUrl('service-tokens');
  const mark = useMarkAutomatic(detail.id, detail.automatic);
  return (
    <>
      <Button asChild size="sm">
        <a href={url} target="_blank" rel="noreferrer">
          {copy.panel.openInBraintrust}
          <ExternalLink aria-hidden />
        </a>
      </Button>
      <Button size="sm" disabled={mark.isPending} onClick={() => mark.mutate()}>
        {detail.automatic ? copy.panel.removeMark : copy.panel.mark}
      </Button>
    </>
  );
}

function Summary({ detail }: DetailProps) {
  return (
    <>
      <FindingsSection findings={detail.finding_details} resolved={detail.resolved_findings} />
      <Plans detail={detail} />
      <Superseded detail={detail} />
      <Facts detail={detail} />
      <NotAssessedSection items={detail.not_assessed} />
    </>
  );
}

function Superseded({ detail }: DetailProps) {
  if (detail.superseded_keys.length === 0) return null;
  return (
    <PanelSection title={copy.panel.superseded}>
      <ul className="space-y-1 text-sm">
        {detail.superseded_keys.map((key) => (
          <li key={key.id}>
            <TextLink
              href={`${keysLink({ id: key.id, audit: detail.audit_id })}&key=${encodeURIComponent(key.id)}`}
            >
              <SafeText text={key.name} />
            </TextLink>
            <span className="block text-muted-foreground">
              <SafeText text={key.user_email ?? key.user_id} />
            </span>
          </li>
        ))}
      </ul>
    </PanelSection>
  );
}

/** The most keys of a plan that are named. */
const NAMED_KEYS = 10;

/** The plans that this token belongs to, and the keys that they replace. */
function Plans({ detail }: DetailProps) {
  if (detail.plans.length === 0) return null;
  return (
    <PanelSection title={copy.panel.plans}>
      <ul className="space-y-3 text-sm">
        {detail.plans.map(({ id, title, stage, keys }) => (
          <li key={id}>
            <TextLink href={`/replacements/${id}`}>
              <SafeText text={title} />
            </TextLink>{' '}
            <span className="text-muted-foreground">
              {STAGE_WORDS[stage]} · {copy.panel.replaces(keys.length)}
            </span>
            <ul className="mt-1 space-y-0.5 text-muted-foreground">
              {keys.slice(0, NAMED_KEYS).map((key) => (
                <li key={key.id}>
                  <SafeText text={key.name} className="text-foreground" />{' '}
                  <SafeText text={key.holder} />
                </li>
              ))}
              {keys.length > NAMED_KEYS ? (
                <li>{copy.panel.moreKeys(keys.length - NAMED_KEYS)}</li>
              ) : null}
            </ul>
          </li>
        ))}
      </ul>
    </PanelSection>
  );
}

function Reach({ detail }: DetailProps) {
  if (detail.service_account_id === null) {
    return (
      <PanelSection title={copy.panel.access}>
        <p className="text-sm">{detail.reach_unknown_why}</p>
      </PanelSection>
    );
  }
  return (
    <>
      <AccessSection
        auditId={detail.audit_id}
        holderId={detail.service_account_id}
        title={copy.panel.access}
      />
      {detail.reach_unknown_why === null ? null : (
        <p className="px-4 pb-3 text-sm text-muted-foreground">{detail.reach_unknown_why}</p>
      )}
    </>
  );
}

function Facts({ detail }: DetailProps) {
  return (
    <PanelSection title={copy.facts.title}>
      <PanelFacts>
        <PanelFact label={copy.columns.account}>
          <AccountName row={detail} />
        </PanelFact>
        <PanelFact label={copy.columns.access}>
          <AccessWord access={detail.access} projects={detail.projects_reached} />
        </PanelFact>
        <PanelFact label={copy.columns.preview}>
          <SafeText text={detail.preview_name} className="font-mono text-xs" />
        </PanelFact>
        <PanelFact label={copy.facts.created}>
          <CreatedFact days={detail.age_days} created={detail.created} />
          <RawDate text={detail.created_raw} />
        </PanelFact>
        <PanelFact label={copy.facts.expires}>
          <ExpiryFact expiresAt={detail.expires_at} />
          <RawDate text={detail.expires_raw} />
        </PanelFact>
        <PanelFact label={copy.facts.id}>
          <SafeText text={detail.id} className="font-mono text-xs" />
        </PanelFact>
      </PanelFacts>
    </PanelSection>
  );
}
