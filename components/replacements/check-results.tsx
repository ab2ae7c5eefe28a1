import { CircleCheck, CircleHelp, TriangleAlert } from 'lucide-react';
import type { ReplacementDetail } from '@/lib/contract';
import type { CheckOutcome, CheckResult } from '@/lib/domain/replacement-plan/state';
import type { Step } from '@/lib/domain/replacement-plan/steps';
import { RelativeTime } from '@/components/status/relative-time';
import { SafeText } from '@/components/status/safe-text';
import { OUTCOME_WORDS } from '@/components/status/replacement-words';
import { copy } from './copy';

/** What Latchkey checks in this step, with the results of the latest check. */
export function CheckResults({ detail, step }: { detail: ReplacementDetail; step: Step }) {
  const { check } = step;
  const { checks, checked_at } = detail.state;
  const results = check.checks.flatMap((id) => checks[id] ?? []);
  const reopened = detail.state.steps[step.id].reopened;
  return (
    <section aria-label={copy.checks.label} className="max-w-[80ch] space-y-2 text-sm">
      {reopened === null ? null : (
        <p className="text-warning">
          {copy.steps.reopened} <RelativeTime at={reopened.at} />: <SafeText text={reopened.why} />
        </p>
      )}
      {'whyNot' in check ? (
        <p className="text-muted-foreground">
          {copy.checks.notChecked} {check.whyNot}
        </p>
      ) : (
        <p>
          <span className="text-muted-foreground">{copy.checks.checks}</span> {check.says}
        </p>
      )}
      {results.length === 0 ? null : (
        <ul aria-label={copy.checks.results} className="divide-y rounded-md border">
          {results.map((result) => (
            <Result key={result.check} result={result} />
          ))}
        </ul>
      )}
      {results.length === 0 || checked_at === null ? null : (
        <p className="text-xs text-muted-foreground">
          {copy.checks.checked} <RelativeTime at={checked_at} />
        </p>
      )}
    </section>
  );
}

function Result({ result }: { result: CheckResult }) {
  return (
    <li className="flex gap-2.5 px-3 py-2">
      <OutcomeIcon outcome={result.outcome} />
      <div className="min-w-0 space-y-1">
        <p>
          <span className="font-medium">{OUTCOME_WORDS[result.outcome]}.</span>{' '}
          <SafeText text={result.says} />
        </p>
        <Powers title={copy.checks.extra} powers={result.extra} />
        <Powers title={copy.checks.lacking} powers={result.lacking} />
      </div>
    </li>
  );
}

const MOST_POWERS = 10;

function Powers({ title, powers }: { title: string; powers: readonly string[] }) {
  if (powers.length === 0) return null;
  return (
    <div>
      <p className="text-muted-foreground">{title}</p>
      <ul className="list-disc pl-5">
        {powers.slice(0, MOST_POWERS).map((power) => (
          <li key={power}>
            <SafeText text={power} />
          </li>
        ))}
      </ul>
      {powers.length > MOST_POWERS ? <p>{copy.more(powers.length - MOST_POWERS)}</p> : null}
    </div>
  );
}

function OutcomeIcon({ outcome }: { outcome: CheckOutcome }) {
  const classes = 'mt-0.5 size-4 shrink-0';
  if (outcome === 'seen') return <CircleCheck className={`${classes} text-ok`} aria-hidden />;
  if (outcome === 'cannot-be-checked')
    return <CircleHelp className={`${classes} text-muted-foreground`} aria-hidden />;
  return <TriangleAlert className={`${classes} text-critical`} aria-hidden />;
}
