'use client';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useRouter } from 'next/navigation';
import { parseAsString, useQueryState } from 'nuqs';
import { useState, useSyncExternalStore } from 'react';
import { FormProvider } from 'react-hook-form';
import type { ReplacementSuggestion } from '@/lib/contract';
import {
  createReplacementMutation,
  replacementSuggestionQuery,
  ruleSettingsQuery,
} from '@/lib/client';
import { keysLink } from '@/lib/client/rows-link';
import { useFocusInvalid } from '@/components/form/use-focus-invalid';
import { useShellSession } from '@/components/shell/session-context';
import { EmptyState } from '@/components/status/empty-state';
import { ErrorPanel } from '@/components/status/error-panel';
import { SafeText } from '@/components/status/safe-text';
import { PageBody } from '@/components/ui/section';
import { Skeleton } from '@/components/ui/skeleton';
import { TextLink } from '@/components/ui/text-link';
import { useUnsavedGuard } from '@/components/ui/use-unsaved-guard';
import { keyIdsOf } from '@/lib/client/new-replacement-link';
import { copy } from './copy';
import { joinProblems, problemsOfDraft, refusedFields } from './plan-draft';
import { PlanFields } from './plan-fields';
import { PlanKeys } from './plan-keys';
import { SavePlanBar } from './save-plan-bar';
import { usePlanForm } from './use-plan-form';

/** Suggests a plan for the keys in the URL, to review and start. */
export function NewReplacementScreen() {
  const [query] = useQueryState('key', parseAsString);
  const hash = useSyncExternalStore(onHash, readHash, noHash);
  const ids = keyIdsOf(query, hash);
  return (
    <PageBody className="max-w-240">
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
  const [rest, setRest] = useState(ids);
  const suggestion = useQuery({
    ...replacementSuggestionQuery(organization.id, {
      key_ids: [...rest],
      braintrust_plan: settings.data?.settings.plan ?? 'unknown',
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
        <StartForm key={rest.join(',')} suggestion={suggestion.data} />
      )}
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

function StartForm({ suggestion }: { suggestion: ReplacementSuggestion }) {
  const { organization } = useShellSession();
  const router = useRouter();
  const [first] = useState(suggestion);
  const { form, draft, isDirty, submitCount } = usePlanForm(first.plan);
  const create = useMutation({
    ...createReplacementMutation(useQueryClient(), organization.id),
    onSettled: (made) => {
      if (made) router.push(`/replacements/${made.id}`);
    },
  });
  const { keys } = first.plan;
  useUnsavedGuard(isDirty && !create.isSuccess);
  const refused = refusedFields(create.error, create.variables?.plan, draft);
  const element = useFocusInvalid(submitCount, create.error);
  const problems = joinProblems(refused, problemsOfDraft({ ...draft, keys }, first.today));
  const submit = form.handleSubmit((plan) =>
    create.mutate({ key_ids: keys.map(({ id }) => id), plan }),
  );
  return (
    <FormProvider {...form}>
      <form ref={element} onSubmit={(event) => void submit(event)} className="space-y-8" noValidate>
        <PlanKeys keys={keys} outcomes={{}} />
        <PlanFields
          draft={draft}
          problems={problems}
          today={first.today}
          todayUnknown={null}
          choices={first.choices}
        />
        <SavePlanBar
          label={copy.create.submit}
          ready
          saving={create.isPending || create.isSuccess}
          problems={problems}
          error={create.error}
          refused={refused}
        />
      </form>
    </FormProvider>
  );
}
