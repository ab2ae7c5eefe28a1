'use client';
import { Check } from 'lucide-react';
import type { ReplacementSuggestion } from '@/lib/contract';
import type { BraintrustPlan } from '@/lib/domain/core';
import { newReplacementLink } from '@/lib/client/new-replacement-link';
import { ErrorLine } from '@/components/status/error-line';
import { SafeText } from '@/components/status/safe-text';
import { Button } from '@/components/ui/button';
import { Link } from '@/components/ui/link';
import { Section } from '@/components/ui/section';
import { TextLink } from '@/components/ui/text-link';
import { useUnsavedGuard } from '@/components/ui/use-unsaved-guard';
import { ActionBar } from './action-bar';
import { copy } from './copy';
import { isCreated, useCreatePlans, type Outcome } from './use-create-plans';

const TEXT = copy.separate;
const MOST_KEYS_NAMED = 3;

type SeparatePlansProps = {
  suggestion: ReplacementSuggestion;
  braintrustPlan: BraintrustPlan;
  /** Called if the user wants one token for all keys. */
  onShare: () => void;
};

/** Offers a plan for each workload of the keys, or else one shared token. */
export function SeparatePlans({ suggestion, braintrustPlan, onShare }: SeparatePlansProps) {
  const { separate_plans: plans, plan } = suggestion;
  const { outcomes, isPending, start } = useCreatePlans(plans, braintrustPlan);
  useUnsavedGuard(isPending);
  const made = [...outcomes.values()].filter(isCreated).length;
  return (
    <div className="space-y-6">
      <div className="max-w-140 space-y-6">
        <p className="text-base">
          {(areAllWorkloads(plans) ? TEXT.programs : TEXT.mixed)(plan.keys.length, plans.length)}
        </p>
        <ul aria-label={TEXT.list} className="divide-y rounded-md border">
          {plans.map((each, at) => (
            <SeparatePlan
              key={each.key_ids[0]}
              plan={each}
              keys={plan.keys.filter(({ id }) => each.key_ids.includes(id))}
              outcome={outcomes.get(at)}
              canReview={!isPending}
            />
          ))}
        </ul>
        {outcomes.size === 0 && !isPending ? (
          <Section title={TEXT.shared}>
            <p className="text-sm text-warning">{sharedWarning(plans)}</p>
            <Button className="mt-2" onClick={onShare}>
              {TEXT.share}
            </Button>
          </Section>
        ) : null}
      </div>
      <ActionBar>
        <p role="status" className="min-w-0 flex-1 text-sm text-muted-foreground">
          {statusOf({ made, plans: plans.length, isPending, tried: outcomes.size })}
        </p>
        {made === plans.length ? (
          <Button asChild variant="primary">
            <Link href="/replacements">{TEXT.view}</Link>
          </Button>
        ) : (
          <Button variant="primary" disabled={isPending} onClick={start}>
            {isPending
              ? TEXT.creating(made + 1, plans.length)
              : made > 0
                ? TEXT.submitOthers(plans.length - made)
                : TEXT.submit(plans.length)}
          </Button>
        )}
      </ActionBar>
    </div>
  );
}

/** Why one token for all of these keys is a risk. */
export function sharedWarning(plans: ReplacementSuggestion['separate_plans']): string {
  return areAllWorkloads(plans) ? TEXT.sharedPrograms(plans.length) : TEXT.sharedMixed;
}

const areAllWorkloads = (plans: ReplacementSuggestion['separate_plans']) =>
  plans.every(({ workload_id }) => workload_id !== null);

type Progress = { made: number; plans: number; isPending: boolean; tried: number };

function statusOf({ made, plans, isPending, tried }: Progress): string | null {
  if (isPending || tried === 0) return null;
  return made === plans ? TEXT.allCreated(plans) : TEXT.someCreated(made, plans);
}

type SeparatePlanProps = {
  plan: ReplacementSuggestion['separate_plans'][number];
  keys: ReplacementSuggestion['plan']['keys'];
  outcome: Outcome | undefined;
  canReview: boolean;
};

function SeparatePlan({ plan, keys, outcome, canReview }: SeparatePlanProps) {
  return (
    <li className="flex flex-wrap items-start justify-between gap-x-4 gap-y-1 px-4 py-3 text-sm">
      <div className="min-w-0 flex-1 basis-60">
        <p className="font-medium">
          {isCreated(outcome) ? (
            <TextLink href={`/replacements/${outcome.id}`}>
              <SafeText text={outcome.title} />
            </TextLink>
          ) : (
            <SafeText text={plan.name} />
          )}
        </p>
        <ul className="text-muted-foreground">
          {keys.slice(0, MOST_KEYS_NAMED).map((key) => (
            <li key={key.id}>
              <SafeText text={key.name} /> {copy.heldBy}{' '}
              <SafeText text={key.holder_name ?? key.holder_email ?? key.holder_id} />
            </li>
          ))}
          {keys.length > MOST_KEYS_NAMED ? (
            <li>{copy.more(keys.length - MOST_KEYS_NAMED)}</li>
          ) : null}
        </ul>
        {outcome instanceof Error ? <ErrorLine error={outcome} /> : null}
      </div>
      {isCreated(outcome) ? (
        <span className="flex items-center gap-1.5 text-ok">
          <Check className="size-3.5" aria-hidden />
          {TEXT.created}
        </span>
      ) : canReview ? (
        <TextLink href={newReplacementLink(plan.key_ids)} aria-label={TEXT.reviewPlan(plan.name)}>
          {TEXT.review}
        </TextLink>
      ) : null}
    </li>
  );
}
