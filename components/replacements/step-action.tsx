import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Check, RotateCcw, ScanSearch } from 'lucide-react';
import { checkReplacementMutation } from '@/lib/client';
import { activeSteps } from '@/lib/domain/replacement-plan/step-rules';
import { whyNotYet } from '@/lib/domain/replacement-plan/next-state';
import { useShellSession } from '@/components/shell/session-context';
import { useOverview, useRunningAudit } from '@/components/shell/use-audits';
import { ErrorLine } from '@/components/status/error-line';
import { RelativeTime } from '@/components/status/relative-time';
import { SafeText } from '@/components/status/safe-text';
import { Button } from '@/components/ui/button';
import { HOW_WORDS } from '@/components/status/replacement-words';
import { copy } from './copy';
import type { StepContentProps } from './step-props';
import { useActOnStep } from './use-act-on-step';

/** The actions of a step: check it, mark it as done, or go back to it. */
export function StepAction(props: StepContentProps) {
  const { detail, step, current, onShow } = props;
  const state = detail.state.steps[step.id];
  if (state.status === 'done') return <DoneStep {...props} />;
  if (step.id === current) return <CurrentStep {...props} />;
  return (
    <p className="text-sm text-muted-foreground">
      {copy.action.earlierFirst}{' '}
      <Button variant="link" onClick={() => onShow(null)}>
        {copy.action.showCurrent}
      </Button>
    </p>
  );
}

function DoneStep({ detail, step, onReload }: StepContentProps) {
  const { how, by, at } = detail.state.steps[step.id];
  const { act, busy, error } = useActOnStep(detail, onReload);
  return (
    <div className="space-y-2">
      <p className="text-sm">
        {how === null ? copy.steps.done : HOW_WORDS[how]} · <RelativeTime at={at} />
        {by === null ? null : (
          <>
            {' '}
            · <SafeText text={by} />
          </>
        )}
      </p>
      <Button size="sm" disabled={busy} onClick={() => act({ act: 'go-back', step: step.id })}>
        <RotateCcw aria-hidden />
        {copy.action.reopen}
      </Button>
      {activeSteps(detail.plan).at(-1) === step.id ? null : (
        <p className="text-xs text-muted-foreground">{copy.action.reopenHint}</p>
      )}
      <ErrorLine error={error} />
    </div>
  );
}

function CurrentStep({ detail, step, onShow, onReload }: StepContentProps) {
  const { act, busy, error } = useActOnStep(detail, onReload);
  const checkable = step.check.checks.length > 0;
  const hinders = whyNotYet(detail.plan, detail.state, step.id);
  return (
    <div className="space-y-2">
      <div className="flex flex-wrap items-center gap-2">
        {checkable ? <CheckNow {...{ detail, step }} /> : null}
        {hinders === null ? (
          <Button
            variant={checkable ? 'secondary' : 'primary'}
            disabled={busy}
            onClick={() => act({ act: 'mark-done', step: step.id }, () => onShow(null))}
          >
            <Check aria-hidden />
            {copy.action.markDone}
          </Button>
        ) : null}
      </div>
      {checkable && hinders === null ? (
        <p className="max-w-[70ch] text-sm text-muted-foreground">{copy.action.notVerifiable}</p>
      ) : null}
      <ErrorLine error={error} />
    </div>
  );
}

/** Starts a follow-up audit, which checks every plan when it ends. */
function CheckNow({ detail, step }: Pick<StepContentProps, 'detail' | 'step'>) {
  const { organization } = useShellSession();
  const running = useRunningAudit();
  const checking = useOverview().data?.audit?.plan_checks_pending === true;
  const check = useMutation(checkReplacementMutation(useQueryClient(), organization.id, detail.id));
  const busy = running !== null || checking || check.isPending;
  return (
    <>
      <Button
        variant="primary"
        disabled={busy}
        aria-describedby={`check-${step.id}`}
        onClick={() => check.mutate()}
      >
        <ScanSearch aria-hidden />
        {copy.action.checkNow}
      </Button>
      <span id={`check-${step.id}`} role="status" className="text-sm text-muted-foreground">
        {running !== null
          ? copy.action.running
          : checking
            ? copy.action.checking
            : check.isPending
              ? copy.action.starting
              : ''}
      </span>
      <ErrorLine error={check.error} className="w-full" />
    </>
  );
}
