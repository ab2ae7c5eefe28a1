'use client';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { ArrowRight, RotateCw } from 'lucide-react';
import { Link } from '@/components/ui/link';
import type { Audit, MemberRow } from '@/lib/contract';
import { memberQuery, membersQuery } from '@/lib/client';
import type { TableQuery } from '@/lib/contract/tables';
import { PanelFact, PanelFacts } from '@/components/table/panel-facts';
import { PanelSection } from '@/components/table/panel-section';
import type { PanelTab } from '@/components/table/panel-tabs';
import type { ResourcePanelProps } from '@/components/table/resource-definition';
import { SidePanel } from '@/components/table/side-panel';
import { keysLink, serviceTokensLink } from '@/lib/client/rows-link';
import { isUnderWay } from '@/components/shell/use-audits';
import { CompareWithToken } from '@/components/access/compare-with-token';
import { AccessSection } from '@/components/access/access-section';
import { FindingsSection } from '@/components/findings/findings-section';
import { AccessWord } from '@/components/status/access-word';
import { EmptyState } from '@/components/status/empty-state';
import { ErrorLine } from '@/components/status/error-line';
import { ExactTime } from '@/components/status/exact-time';
import { RelativeTime } from '@/components/status/relative-time';
import { SafeText } from '@/components/status/safe-text';
import { StateBadge } from '@/components/status/state-badge';
import { Unknown } from '@/components/status/unknown';
import { Button } from '@/components/ui/button';
import { TextLink } from '@/components/ui/text-link';
import {
  EXEMPT_WORDS,
  isMissing,
  MEMBER_KIND_WORDS,
  MEMBER_REASON_WORDS,
  memberLabel,
  memberName,
  REASON_ADVICE,
  ROSTER_WORDS,
  VIA_WORDS,
} from '@/components/status/member-words';
import { useAuditAgain } from '@/components/shell/use-audit-again';
import { copy } from './copy';

const only = (id: string): TableQuery => ({
  q: null,
  filters: { id: [id] },
  sort: { column: 'state', direction: 'desc' },
});

export function MemberPanel({ audit, id, row, onClose }: ResourcePanelProps<MemberRow>) {
  const query = useInfiniteQuery({
    ...membersQuery(audit.id, only(id)),
    enabled: row === undefined,
    placeholderData: undefined,
  });
  const found = row ? [row] : query.data;
  return (
    <SidePanel
      name={found?.[0] && memberLabel(found[0])}
      kind={copy.panel.kind}
      detail={found}
      query={query}
      onClose={onClose}
      tabs={([member]) => (member ? tabsOf({ audit, member }) : [])}
      actions={([member]) => (member ? <Actions key={id} audit={audit} member={member} /> : null)}
    >
      {([member]) =>
        member ? (
          <State audit={audit} member={member} />
        ) : (
          <EmptyState title={copy.panel.absent} className="px-4">
            <p>{copy.panel.absentHint}</p>
          </EmptyState>
        )
      }
    </SidePanel>
  );
}

type MemberProps = { audit: Audit; member: MemberRow };

/** Whether the audit could read the member's keys, and if not, what to do. */
function State({ audit, member }: MemberProps) {
  return (
    <div className="space-y-3 px-4 py-4">
      <StateBadge state={member.state} />
      {member.state === 'exempt' ? (
        <p className="text-base">
          {EXEMPT_WORDS}{' '}
          <TextLink href={serviceTokensLink({ service_account: member.id, audit: audit.id })}>
            {copy.panel.serviceTokens}
          </TextLink>
        </p>
      ) : member.reason ? (
        <div className="space-y-1 text-base">
          <p className="font-medium">{MEMBER_REASON_WORDS[member.reason]}.</p>
          <p className="text-muted-foreground">{REASON_ADVICE[member.reason]}</p>
        </div>
      ) : null}
    </div>
  );
}

function Actions({ audit, member }: MemberProps) {
  const again = useAuditAgain(audit.id);
  return (
    <>
      <Button asChild size="sm">
        <Link href={keysLink({ holder: member.id, audit: audit.id })}>
          {member.keys === null ? copy.panel.knownKeys : copy.panel.keys(member.keys)}
          <ArrowRight aria-hidden />
        </Link>
      </Button>
      {member.state === 'pending' ? null : (
        <Button
          size="sm"
          variant={member.state === 'failed' ? 'primary' : 'secondary'}
          disabled={again.busy}
          onClick={() => again.start([member.id])}
        >
          <RotateCw aria-hidden />
          {copy.panel.auditAgain[member.kind]}
        </Button>
      )}
    </>
  );
}

function tabsOf({ audit, member }: MemberProps): PanelTab[] {
  const summary = {
    title: copy.panel.summary,
    content: (
      <>
        <Summary key={member.id} audit={audit} member={member} />
        {isUnderWay(audit) ? null : <Findings audit={audit} member={member} />}
      </>
    ),
  };
  // An audit resolves access when it ends.
  if (isUnderWay(audit)) return [summary];
  const access = (
    <>
      <CompareWithToken auditId={audit.id} holderId={member.id} />
      <AccessSection
        auditId={audit.id}
        holderId={member.id}
        title={copy.panel.access[member.kind]}
      />
    </>
  );
  return [summary, { title: copy.panel.accessTab, content: access }];
}

function Summary({ audit, member }: MemberProps) {
  const name = memberName(member);
  return (
    <div className="px-4 py-3">
      <PanelFacts>
        {name ? <PanelFact label={copy.facts.name}>{<SafeText text={name} />}</PanelFact> : null}
        <PanelFact label={copy.columns.kind}>{MEMBER_KIND_WORDS[member.kind]}</PanelFact>
        <PanelFact label={copy.columns.keys}>{member.keys ?? <Unknown />}</PanelFact>
        <PanelFact label={copy.facts.toReplace}>
          {member.keys === null || isUnderWay(audit) ? <Unknown /> : member.keys_to_replace}
        </PanelFact>
        <PanelFact label={copy.columns.access}>
          <AccessWord access={member.access} projects={member.projects_reached} />
        </PanelFact>
        <PanelFact label={copy.columns.method}>
          {member.via === null ? <Unknown /> : VIA_WORDS[member.via]}
        </PanelFact>
        {member.list_ended_early ? (
          <PanelFact label={copy.facts.keyList}>{copy.facts.keyListEndedEarly}</PanelFact>
        ) : null}
        <PanelFact label={copy.facts.lastActive}>
          <RelativeTime at={member.last_active_at} />
          {member.kind === 'person' ? (
            <span className="block text-muted-foreground">{copy.facts.lastActiveHint}</span>
          ) : null}
        </PanelFact>
        <PanelFact label={copy.columns.memberList}>{ROSTER_WORDS[member.roster]}</PanelFact>
        <ReadFact member={member} />
        <PanelFact label={copy.columns.id}>
          <SafeText text={member.id} className="font-mono text-xs" />
        </PanelFact>
      </PanelFacts>
    </div>
  );
}

/** The findings on the member itself. Their keys have findings of their own. */
function Findings({ audit, member }: MemberProps) {
  const { data, error } = useQuery(memberQuery(audit.id, member.id));
  if (data !== undefined) {
    return <FindingsSection findings={data.finding_details} resolved={data.resolved_findings} />;
  }
  return error ? (
    <PanelSection title={copy.facts.findings}>
      <ErrorLine error={error} before={copy.facts.findingsFailed} />
    </PanelSection>
  ) : null;
}

/** When the member was audited, or else when Latchkey last tried. */
function ReadFact({ member }: { member: MemberRow }) {
  const missing = isMissing(member);
  const at = missing ? member.attempted_at : member.audited_at;
  return (
    <PanelFact label={missing ? copy.facts.lastAttempt : copy.columns.audited}>
      {at !== null ? (
        <ExactTime at={at}>
          <RelativeTime at={at} />
        </ExactTime>
      ) : missing ? (
        <Unknown />
      ) : member.state === 'exempt' ? (
        copy.columns.notAudited
      ) : (
        copy.facts.notYet
      )}
    </PanelFact>
  );
}
