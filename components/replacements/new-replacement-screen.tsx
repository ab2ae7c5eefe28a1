'use client';
import { useQuery } from '@tanstack/react-query';
import { parseAsString, useQueryState } from 'nuqs';
import { useState, useSyncExternalStore } from 'react';
import type { ReplacementSuggestion } from '@/lib/contract';
import { replacementSuggestionQuery, ruleSettingsQuery } from '@/lib/client';
import { keysLink } from '@/lib/client/rows-link';
import type { BraintrustPlan } from '@/lib/domain/core';
import { useShellSession } from '@/components/shell/session-context';
import { EmptyState } from '@/components/status/empty-state';
import { ErrorPanel } from '@/components/status/error-panel';
import { SafeText } from '@/components/status/safe-text';
import { Button } from '@/components/ui/button';
import { PageBody } from '@/components/ui/section';
import { Skeleton } from '@/components/ui/skeleton';
import { TextLink } from '@/components/ui/text-link';
import { keyIdsOf } from '@/lib/client/new-replacement-link';
import { copy } from './copy';
import { NewPlan } from './new-plan';
import { SeparatePlans, sharedWarning } from './separate-plans';

/** Suggests a plan for the keys in the URL, to review and start. */
export function NewReplacementScreen() {
  const [query] = useQueryState('key', parseAsString);
  const hash = useSyncExternalStore(onHash, readHash, noHash);
  const ids = keyIdsOf(query, hash);
  return (
    <PageBody className="max-w-none">
      <div>
        <p className="text-sm">
          <TextLink href="/replacements">{copy.title}</TextLink>
        </p>
        <h1 className="mt-2 text-xl font-semibold">{copy.create.title(ids.length)}</h1>
        <p className="mt-1 max-w-[70ch] text-base text-muted-foreground">{copy.create.text}</p>
      </div>
      {ids.length === 0 ? (
        <EmptyState
          title={copy.create.noKeys.title}
          action={
            <TextLink href={keysLink({ verdict: 'replace' })}>{copy.create.noKeys.link}</TextLink>
          }
          className="px-0"
        >
          <p>{copy.create.noKeys.text}</p>
        </EmptyState>
      ) : (
        <Suggested key={ids.join(',')} ids={ids} />
      )}
    </PageBody>
  );
}

function onHash(changed: () => void): () => void {
  window.addEventListener('hashchange', changed);
  return () => window.removeEventListener('hashchange', changed);
}
const readHash = () => window.location.hash;
const noHash = () => '';

function Suggested({ ids }: { ids: readonly string[] }) {
  const { organization } = useShellSession();
  const settings = useQuery(ruleSettingsQuery(organization.id));
  const braintrustPlan = settings.data?.settings.plan ?? 'unknown';
  const [rest, setRest] = useState(ids);
  const suggestion = useQuery({
    ...replacementSuggestionQuery(organization.id, {
      key_ids: [...rest],
      braintrust_plan: braintrustPlan,
    }),
    enabled: !settings.isPending,
    // Fetch once each time the screen opens: a refetch would replace what the user is typing.
    staleTime: Infinity,
    gcTime: 0,
    refetchOnReconnect: false,
    refetchOnWindowFocus: false,
  });
  if (suggestion.isLoadingError)
    return (
      <ErrorPanel
        title={copy.create.failed}
        error={suggestion.error}
        onRetry={() => void suggestion.refetch()}
        className="px-0"
      />
    );
  if (!suggestion.data)
    return (
      <div role="status" aria-label={copy.loading} className="space-y-4">
        {[0, 1, 2, 3, 4].map((line) => (
          <Skeleton key={line} className="h-12" />
        ))}
      </div>
    );
  const { planned } = suggestion.data;
  const taken = new Set(planned.flatMap((plan) => plan.key_ids));
  const free = rest.filter((id) => !taken.has(id));
  return (
    <>
      {rest.length < ids.length ? (
        <p className="text-sm text-muted-foreground">
          {copy.create.leftOut(ids.length - rest.length)}
        </p>
      ) : null}
      {planned.length > 0 ? (
        <AlreadyPlanned
          suggestion={suggestion.data}
          free={free.length}
          onLeaveOut={() => setRest(free)}
        />
      ) : (
        <Unplanned
          key={rest.join(',')}
          suggestion={suggestion.data}
          braintrustPlan={braintrustPlan}
        />
      )}
    </>
  );
}

type UnplannedProps = { suggestion: ReplacementSuggestion; braintrustPlan: BraintrustPlan };

/** One plan for the keys of one workload. For several workloads, one plan each, unless the user wants to share. */
function Unplanned({ suggestion, braintrustPlan }: UnplannedProps) {
  const [shared, setShared] = useState(false);
  const { separate_plans: plans } = suggestion;
  if (plans.length > 1 && !shared)
    return (
      <SeparatePlans
        suggestion={suggestion}
        braintrustPlan={braintrustPlan}
        onShare={() => setShared(true)}
      />
    );
  return (
    <>
      {shared ? (
        <p className="max-w-140 text-sm text-warning">
          {sharedWarning(plans)}{' '}
          <Button variant="link" className="inline" onClick={() => setShared(false)}>
            {copy.separate.dontShare}
          </Button>
        </p>
      ) : null}
      <NewPlan suggestion={suggestion} />
    </>
  );
}

type PlannedProps = { suggestion: ReplacementSuggestion; free: number; onLeaveOut: () => void };

function AlreadyPlanned({ suggestion, free, onLeaveOut }: PlannedProps) {
  const { planned } = suggestion;
  return (
    <section
      aria-label={copy.create.planned.label}
      className="space-y-2 rounded-md border p-4 text-base"
    >
      <p className="font-medium">
        {free === 0 ? copy.create.planned.all : copy.create.planned.some}
      </p>
      <ul className="space-y-1">
        {planned.map((plan) => (
          <li key={plan.id}>
            <TextLink href={`/replacements/${plan.id}`}>
              <SafeText text={plan.title} />
            </TextLink>{' '}
            <span className="text-muted-foreground">
              {copy.create.planned.keys(plan.key_ids.length)}
            </span>
          </li>
        ))}
      </ul>
      {free > 0 ? (
        <button
          type="button"
          className="rounded-sm text-link underline underline-offset-4"
          onClick={onLeaveOut}
        >
          {copy.create.planned.others(free)}
        </button>
      ) : null}
    </section>
  );
}
