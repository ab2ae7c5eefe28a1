'use client';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Pencil, TriangleAlert } from 'lucide-react';
import dynamic from 'next/dynamic';
import { parseAsBoolean, parseAsStringLiteral, useQueryStates } from 'nuqs';
import type { ReplacementDetail } from '@/lib/contract';
import { assignReplacementMutation, replacementQuery } from '@/lib/client';
import { STEP_IDS } from '@/lib/domain/replacement-plan/state';
import { shownOutcomes } from '@/lib/domain/replacement-plan/step-results';
import { stepsOf } from '@/lib/domain/replacement-plan/steps';
import { AssignButton } from '@/components/decisions/assign-button';
import { useShellSession } from '@/components/shell/session-context';
import { Assignment } from '@/components/status/assignment';
import { RelativeTime } from '@/components/status/relative-time';
import { SafeText } from '@/components/status/safe-text';
import { Button } from '@/components/ui/button';
import { cn } from '@/components/ui/cn';
import { PageBody } from '@/components/ui/section';
import { Skeleton } from '@/components/ui/skeleton';
import { TextLink } from '@/components/ui/text-link';
import { copy } from './copy';
import { PlanError } from './plan-error';
import { PlanKeys } from './plan-keys';
import { StageBadge } from './stage-badge';
import { Steps } from './steps';

const EditPlan = dynamic(() => import('./edit-plan').then((m) => m.EditPlan));

const PARSERS = {
  step: parseAsStringLiteral(STEP_IDS),
  edit: parseAsBoolean.withDefault(false),
};

/** One replacement plan: its keys, its steps, and a form to edit it. */
export function ReplacementScreen({ id }: { id: string }) {
  const { organization } = useShellSession();
  const query = useQuery(replacementQuery(organization.id, id));
  if (query.data) return <Plan detail={query.data} onReload={query.refetch} />;
  return (
    <PageBody>
      <p className="text-sm">
        <TextLink href="/replacements">{copy.title}</TextLink>
      </p>
      {query.isError ? (
        <>
          <h1 className="sr-only">{copy.plan.single}</h1>
          <PlanError
            title={copy.plan.failed}
            error={query.error}
            onRetry={() => void query.refetch()}
          />
        </>
      ) : (
        <div role="status" aria-label={copy.loading} className="space-y-4">
          <Skeleton className="h-7 w-80" />
          <Skeleton className="h-5 w-3/5" />
          <div className="grid gap-6 lg:grid-cols-[256px_1fr]">
            <Skeleton className="h-72" />
            <Skeleton className="h-72" />
          </div>
        </div>
      )}
    </PageBody>
  );
}

type PlanProps = { detail: ReplacementDetail; onReload: () => Promise<unknown> };

function Plan({ detail, onReload }: PlanProps) {
  const [url, setUrl] = useQueryStates(PARSERS);
  const show = (step: (typeof STEP_IDS)[number] | null) => void setUrl({ step, edit: null });
  const edit = () => void setUrl({ edit: true });
  return (
    // One element, because Next.js scrolls a new page to its first element that isn't sticky.
    <div>
      <Head detail={detail} editing={url.edit} onEdit={edit} />
      <div className={cn('w-full space-y-6 px-4 py-4', !url.edit && 'max-w-300')}>
        <Alerts detail={detail} onEdit={edit} />
        <NotProved detail={detail} />
        {url.edit ? (
          <EditPlan
            key={detail.id}
            detail={detail}
            onReload={onReload}
            onClose={() => void setUrl({ edit: null })}
          />
        ) : (
          <Steps detail={detail} shown={url.step} onShow={show} onEdit={edit} onReload={onReload} />
        )}
      </div>
    </div>
  );
}

type HeadProps = { detail: ReplacementDetail; editing: boolean; onEdit: () => void };

function Head({ detail, editing, onEdit }: HeadProps) {
  return (
    <>
      <p className="px-4 pt-3 text-sm max-sm:hidden">
        <TextLink href="/replacements">{copy.title}</TextLink>
      </p>
      <div className="sticky top-0 z-20 flex flex-wrap items-center gap-x-4 gap-y-1 border-b bg-background px-4 py-2">
        <h1 className="max-w-full min-w-0 truncate text-base font-semibold sm:text-xl">
          <SafeText text={detail.title} />
        </h1>
        <StageBadge stage={detail.stage} />
        {detail.proved ? null : (
          <span className="text-sm text-warning">{copy.plan.unverified}</span>
        )}
        {editing ? null : (
          <Button size="sm" className="ml-auto" onClick={onEdit}>
            <Pencil aria-hidden />
            {copy.plan.edit}
          </Button>
        )}
      </div>
      <div className="px-4 pt-3">
        <PlanKeys keys={detail.plan.keys} outcomes={shownOutcomes(detail.plan, detail.state)} />
        <Responsible detail={detail} />
        <p className="mt-1 text-xs text-muted-foreground">
          {detail.token_name === null ? null : (
            <>
              {copy.plan.newToken}{' '}
              <span className="font-mono">
                <SafeText text={detail.token_name} />
              </span>
              {' · '}
            </>
          )}
          {copy.plan.updated} <RelativeTime at={detail.updated_at} /> {copy.by}{' '}
          <SafeText text={detail.updated_by} />
          {' · '}
          {detail.checked_at === null ? (
            copy.plan.notChecked
          ) : (
            <>
              {copy.plan.checked} <RelativeTime at={detail.checked_at} />
            </>
          )}
        </p>
      </div>
    </>
  );
}

function Responsible({ detail }: { detail: ReplacementDetail }) {
  const { organization } = useShellSession();
  const assign = useMutation(
    assignReplacementMutation(useQueryClient(), organization.id, detail.id),
  );
  return (
    <p className="mt-1 flex flex-wrap items-center gap-x-3 text-sm">
      <span>
        {detail.assignee === null && detail.due === null ? (
          <span className="text-muted-foreground">{copy.plan.notAssigned}</span>
        ) : (
          <Assignment of={detail} />
        )}
      </span>
      <AssignButton current={detail} save={assign.mutateAsync} />
    </p>
  );
}

/** Warnings that need attention, such as a key revoked too early or a plan that is no longer valid. */
function Alerts({ detail, onEdit }: { detail: ReplacementDetail; onEdit: () => void }) {
  const problems = detail.problems.filter(({ severity }) => severity === 'refused');
  const lines = [...detail.warnings, ...problems.map(({ says }) => says)];
  if (lines.length === 0) return null;
  return (
    <div className="flex gap-3 rounded-md border border-warning-border bg-warning-surface p-3">
      <TriangleAlert className="mt-0.5 size-4 shrink-0 text-warning" aria-hidden />
      <div className="min-w-0 space-y-1 text-sm">
        <ul className="space-y-1">
          {lines.map((line) => (
            <li key={line}>
              <SafeText text={line} />
            </li>
          ))}
        </ul>
        {problems.length > 0 ? (
          <Button variant="link" onClick={onEdit}>
            {copy.plan.fix}
          </Button>
        ) : null}
      </div>
    </div>
  );
}

/** Steps that someone confirmed by hand because an audit can't check them. */
function NotProved({ detail: { plan, state } }: { detail: ReplacementDetail }) {
  const { braintrustAppUrl } = useShellSession();
  const steps = stepsOf(plan, { appUrl: braintrustAppUrl }).filter(
    ({ id, notNeeded }) => notNeeded === null && state.steps[id].how === 'unproved',
  );
  if (steps.length === 0) return null;
  return (
    <section aria-label={copy.plan.unverified} className="rounded-md border p-3 text-sm">
      <ul className="max-w-[80ch] space-y-1">
        {steps.map(({ id, title, check }) => (
          <li key={id}>
            <span className="font-medium">{copy.plan.stepUnverified(title)}</span>{' '}
            {copy.plan.marked}
            {state.steps[id].by === null ? null : ` ${copy.by} `}
            {state.steps[id].by === null ? null : <SafeText text={state.steps[id].by} />}.
            {check.checks
              .flatMap((one) => state.checks[one] ?? [])
              .filter(({ outcome }) => outcome === 'cannot-be-checked')
              .map(({ check: one, says }) => (
                <span key={one} className="text-muted-foreground">
                  {' '}
                  <SafeText text={says} />
                </span>
              ))}
          </li>
        ))}
      </ul>
    </section>
  );
}
