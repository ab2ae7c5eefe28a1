import { Circle, CircleCheck, CircleDot, CircleMinus, Hourglass } from 'lucide-react';
import { useEffect, useRef } from 'react';
import type { ReplacementDetail } from '@/lib/contract';
import { askedHolders } from '@/lib/domain/replacement-plan/asked';
import { currentStep } from '@/lib/domain/replacement-plan/stage';
import type { StepId, StepState } from '@/lib/domain/replacement-plan/state';
import { stepsOf, type Step } from '@/lib/domain/replacement-plan/steps';
import { useShellSession } from '@/components/shell/session-context';
import { cn } from '@/components/ui/cn';
import { RelativeTime } from '@/components/status/relative-time';
import { copy } from './copy';
import { PlanDone } from './plan-done';
import { StepContent } from './step-content';

export type StepsProps = {
  detail: ReplacementDetail;
  /** The step in the URL; `null` for the current one. */
  shown: StepId | null;
  onShow: (step: StepId | null) => void;
  onEdit: () => void;
  onReload: () => Promise<unknown>;
};

/**
 * The steps at the left with the open one to their right; on a small screen it opens in place. Both are in
 * one list, so that the content of the current step is inside its list item.
 */
export function Steps({ detail, shown, onShow, ...rest }: StepsProps) {
  const { braintrustAppUrl } = useShellSession();
  const { plan, state } = detail;
  const steps = stepsOf(plan, { appUrl: braintrustAppUrl });
  const current = currentStep(plan, state);
  const open = shown ?? current;
  const list = useShownStep(open);
  return (
    <ol
      ref={list}
      aria-label={copy.steps.label}
      className="grid grid-cols-[minmax(0,1fr)] gap-y-1 lg:grid-cols-[256px_minmax(0,1fr)] lg:grid-rows-[repeat(8,auto)_1fr] lg:gap-x-8"
    >
      {open === null ? (
        <li className="min-w-0 px-2.5 pb-4 lg:col-start-2 lg:row-span-full lg:row-start-1 lg:p-0">
          <PlanDone detail={detail} />
        </li>
      ) : null}
      {steps.map((step, at) => (
        <li
          key={step.id}
          aria-current={step.id === current ? 'step' : undefined}
          className="lg:contents"
        >
          <StepButton
            number={at + 1}
            step={step}
            state={state.steps[step.id]}
            waiting={step.id === 'ask-holder' ? waitingText(detail) : copy.steps.waiting}
            current={step.id === current}
            open={step.id === open}
            onShow={() => onShow(step.id === current ? null : step.id)}
          />
          {step.id === open ? (
            <div className="min-w-0 px-2.5 pt-2 pb-6 lg:col-start-2 lg:row-span-full lg:row-start-1 lg:p-0">
              <StepContent
                key={step.id}
                detail={detail}
                step={step}
                current={current}
                onShow={onShow}
                {...rest}
              />
            </div>
          ) : null}
        </li>
      ))}
    </ol>
  );
}

/**
 * Keeps the heading of the open step in view when another step opens. If the pressed button is no longer there,
 * the heading takes the focus.
 */
function useShownStep(open: StepId | null) {
  const list = useRef<HTMLOListElement>(null);
  const before = useRef(open);
  useEffect(() => {
    if (before.current === open) return;
    before.current = open;
    const heading = list.current?.querySelector('h2');
    heading?.scrollIntoView({ block: 'nearest' });
    if (document.activeElement === document.body) heading?.focus({ preventScroll: true });
  }, [open]);
  return list;
}

/** Says how many holders were asked until all of them were. */
function waitingText({ plan, state, holders }: ReplacementDetail): string {
  const asked = Object.keys(askedHolders(plan, state)).length;
  return asked === 0 || asked === holders ? copy.steps.waiting : copy.steps.asked(asked, holders);
}

type StepButtonProps = {
  number: number;
  step: Step;
  state: StepState;
  /** What to say of the step while it waits. */
  waiting: string;
  current: boolean;
  open: boolean;
  onShow: () => void;
};

function StepButton({ number, step, state, waiting, current, open, onShow }: StepButtonProps) {
  return (
    <button
      type="button"
      aria-expanded={open}
      onClick={onShow}
      className={cn(
        'flex w-full items-start gap-2.5 rounded-md px-2.5 py-2 text-left text-sm transition-colors hover:bg-accent lg:col-start-1',
        open && 'bg-accent',
      )}
    >
      <StepIcon step={step} state={state} current={current} />
      <span className="min-w-0">
        <span className={cn('block', current && 'font-medium')}>
          {number}. {step.title}
        </span>
        <StepLine step={step} state={state} waiting={waiting} />
      </span>
    </button>
  );
}

function StepIcon({ step, state, current }: Pick<StepButtonProps, 'step' | 'state' | 'current'>) {
  const classes = 'mt-0.5 size-4 shrink-0';
  if (step.notNeeded !== null)
    return <CircleMinus className={cn(classes, 'text-muted-foreground')} aria-hidden />;
  if (state.status === 'done')
    return <CircleCheck className={cn(classes, 'text-ok')} aria-hidden />;
  if (state.status === 'waiting')
    return <Hourglass className={cn(classes, 'text-warning')} aria-hidden />;
  if (current) return <CircleDot className={cn(classes, 'text-link')} aria-hidden />;
  return <Circle className={cn(classes, 'text-muted-foreground')} aria-hidden />;
}

/** When the step was done, or its other state. */
function StepLine({ step, state, waiting }: Pick<StepButtonProps, 'step' | 'state' | 'waiting'>) {
  const classes = 'block truncate text-xs text-muted-foreground';
  if (step.notNeeded !== null) return <span className={classes}>{copy.steps.notNeeded}</span>;
  if (state.reopened !== null)
    return <span className="block text-xs text-warning">{copy.steps.reopened}</span>;
  if (state.status === 'todo') return null;
  return (
    <span className={classes}>
      {state.status === 'done' ? copy.steps.done : waiting} · <RelativeTime at={state.at} />
      {state.how === 'unproved' ? ` · ${copy.steps.unverified}` : null}
    </span>
  );
}
