'use client';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { ArrowRight } from 'lucide-react';
import dynamic from 'next/dynamic';
import { useState } from 'react';
import type { WorkloadDetail, WorkloadRow } from '@/lib/contract';
import { assignWorkloadMutation, replacementSuggestionQuery, workloadQuery } from '@/lib/client';
import { newReplacementLink } from '@/lib/client/new-replacement-link';
import { serviceTokensLink } from '@/lib/client/rows-link';
import { permissionText } from '@/lib/domain/core';
import { AssignButton } from '@/components/decisions/assign-button';
import { useShellSession } from '@/components/shell/session-context';
import { useOverview } from '@/components/shell/use-audits';
import { AccessWord } from '@/components/status/access-word';
import { Assignment } from '@/components/status/assignment';
import { formatNumber } from '@/components/status/format';
import { KeyAge } from '@/components/status/key-age';
import { STAGE_WORDS } from '@/components/status/words';
import { SafeText } from '@/components/status/safe-text';
import { SeverityBadge } from '@/components/status/severity-badge';
import { PanelFact, PanelFacts } from '@/components/table/panel-facts';
import { PanelSection } from '@/components/table/panel-section';
import type { ResourcePanelProps } from '@/components/table/resource-definition';
import { SidePanel } from '@/components/table/side-panel';
import { Button } from '@/components/ui/button';
import { Link } from '@/components/ui/link';
import { TextLink } from '@/components/ui/text-link';
import { copy } from './copy';
import { WorkloadDecisions } from './workload-decisions';
import { WorkloadKeys } from './workload-keys';

const MergeDialog = dynamic(() => import('./merge-dialog').then((m) => m.MergeDialog), {
  ssr: false,
});

/** The most keys that one plan can replace. */
const MOST_PLANNED = 1000;

export function WorkloadPanel({ audit, id, row, onClose }: ResourcePanelProps<WorkloadRow>) {
  const query = useQuery(workloadQuery(audit.id, id));
  const isNewest = useOverview().data?.audit?.id === audit.id;
  return (
    <SidePanel
      name={query.data?.name ?? row?.name}
      kind={copy.panel.kind}
      detail={query.data}
      query={query}
      onClose={onClose}
      {...(isNewest ? { actions: (detail: WorkloadDetail) => <Replace detail={detail} /> } : {})}
    >
      {(detail) => (
        <>
          <div className="px-4 py-4">
            <SeverityBadge severity={detail.severity} />
          </div>
          <Responsible detail={detail} isNewest={isNewest} />
          <Together detail={detail} isNewest={isNewest} onClose={onClose} />
          <WorkloadKeys key={detail.id} detail={detail} canSplit={isNewest} />
          {isNewest && detail.unplanned_key_ids.length > 0 ? (
            <Needs keyIds={detail.unplanned_key_ids} />
          ) : null}
          <Token detail={detail} />
          <Facts detail={detail} />
        </>
      )}
    </SidePanel>
  );
}

function Replace({
  detail: { unplanned_key_ids: ids, keys_to_replace },
}: {
  detail: WorkloadDetail;
}) {
  if (keys_to_replace === 0) return <p className="text-sm">{copy.panel.nothing}</p>;
  if (ids.length === 0) return <p className="text-sm">{copy.panel.allPlanned}</p>;
  if (ids.length > MOST_PLANNED)
    return <p className="text-sm">{copy.panel.tooMany(MOST_PLANNED)}</p>;
  return (
    <Button asChild variant="primary" size="sm">
      <Link href={newReplacementLink(ids)}>
        {copy.panel.replaceAll(ids.length)}
        <ArrowRight aria-hidden />
      </Link>
    </Button>
  );
}

/** Who is responsible, and until when. It is set in the plan, if there is one. */
function Responsible({ detail, isNewest }: { detail: WorkloadDetail; isNewest: boolean }) {
  const { organization } = useShellSession();
  const assign = useMutation(assignWorkloadMutation(useQueryClient(), organization.id, detail.id));
  const hasOpenPlan = detail.replacements.some(({ stage }) => stage !== 'done');
  const isSet = detail.assignee !== null || detail.due !== null;
  return (
    <PanelSection title={copy.panel.assignment}>
      <p className="text-sm">{isSet ? <Assignment of={detail} /> : copy.panel.notAssigned}</p>
      {hasOpenPlan ? (
        <p className="text-sm text-muted-foreground">{copy.panel.fromPlan}</p>
      ) : isNewest ? (
        <AssignButton current={detail} save={assign.mutateAsync} />
      ) : null}
    </PanelSection>
  );
}

type TogetherProps = { detail: WorkloadDetail; isNewest: boolean; onClose: () => void };

/** Why the keys are one workload. Owners can say so too, and separate what they merged. */
function Together({ detail, isNewest, onClose }: TogetherProps) {
  const [merging, setMerging] = useState(false);
  return (
    <PanelSection title={copy.panel.why}>
      <p className="text-sm">{whyTogether(detail)}</p>
      <WorkloadDecisions
        decisions={detail.decisions}
        canWithdraw={isNewest}
        onWithdrawn={onClose}
      />
      {isNewest ? (
        <Button variant="link" size="sm" className="mt-2" onClick={() => setMerging(true)}>
          {copy.panel.mergeWith}
        </Button>
      ) : null}
      {merging ? (
        <MergeDialog workload={detail} onClose={() => setMerging(false)} onMerged={onClose} />
      ) : null}
    </PanelSection>
  );
}

function whyTogether({ id, name, has_purpose, keys, decisions }: WorkloadDetail): string {
  if (id.startsWith('split:')) return copy.panel.split;
  if (decisions.length > 0) return copy.panel.merged;
  if (!has_purpose) return copy.panel.noPurpose;
  return keys === 1 ? copy.panel.onePurpose(name) : copy.panel.samePurpose(name, keys);
}

/** The permissions that a new plan would suggest for these keys. */
function Needs({ keyIds }: { keyIds: readonly string[] }) {
  const { organization } = useShellSession();
  const suggestion = useQuery({
    ...replacementSuggestionQuery(organization.id, { key_ids: keyIds.slice(0, MOST_PLANNED) }),
    retry: false,
  });
  if (suggestion.isPending) return null;
  const projects = suggestion.data?.plan.projects ?? [];
  return (
    <PanelSection title={copy.panel.needs}>
      {suggestion.isError ? <p className="text-sm">{copy.panel.noSuggestion}</p> : null}
      {suggestion.data && projects.length === 0 ? (
        <p className="text-sm">{copy.panel.chooseProjects}</p>
      ) : null}
      <ul className="space-y-1 text-sm">
        {projects.map((project) => (
          <li key={project.id}>
            <SafeText text={project.name} />
            <span className="block text-muted-foreground">
              {project.grants
                .map((grant) => permissionText(grant.permission, grant.restrict_object_type))
                .join(', ')}
            </span>
          </li>
        ))}
      </ul>
    </PanelSection>
  );
}

function Token({ detail }: { detail: WorkloadDetail }) {
  const { service_token_id: id, service_token_name: name } = detail;
  if (id === null || name === null) return null;
  return (
    <PanelSection title={copy.panel.token}>
      <p className="text-sm">
        <TextLink
          href={`${serviceTokensLink({ id, audit: detail.audit_id })}&token=${encodeURIComponent(id)}`}
        >
          <SafeText text={name} />
        </TextLink>
        <span className="block text-muted-foreground">{copy.panel.existingToken}</span>
      </p>
    </PanelSection>
  );
}

function Facts({ detail }: { detail: WorkloadDetail }) {
  return (
    <PanelSection title={copy.panel.details}>
      <PanelFacts>
        <PanelFact label={copy.columns.holders}>{formatNumber(detail.holders)}</PanelFact>
        <PanelFact label={copy.columns.access}>
          <AccessWord access={detail.access} />
        </PanelFact>
        <PanelFact label={copy.columns.oldest}>
          <KeyAge days={detail.oldest_age_days} created={detail.oldest} />
        </PanelFact>
        <PanelFact label={copy.panel.plans}>
          {detail.replacements.length === 0 ? copy.columns.none : null}
          {detail.replacements.map(({ id, title, stage }) => (
            <span key={id} className="block">
              <TextLink href={`/replacements/${id}`}>
                <SafeText text={title} />
              </TextLink>{' '}
              <span className="text-muted-foreground">{STAGE_WORDS[stage]}</span>
            </span>
          ))}
        </PanelFact>
      </PanelFacts>
    </PanelSection>
  );
}
