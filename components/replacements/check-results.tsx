import { CircleCheck, CircleHelp, TriangleAlert } from 'lucide-react';
import type { ReplacementDetail } from '@/lib/contract';
import type { CheckOutcome, CheckResult } from '@/lib/domain/replacement-plan/state';
import { resultsOf } from '@/lib/domain/replacement-plan/step-results';
import type { Step } from '@/lib/domain/replacement-plan/steps';
import { RelativeTime } from '@/components/status/relative-time';
import { SafeText } from '@/components/status/safe-text';
import { OUTCOME_WORDS } from '@/components/status/replacement-words';
import { copy } from './copy';

/** What Latchkey will check in this step, with the results of the latest check. */
export function CheckResults({ detail, step }: { detail: ReplacementDetail; step: Step }) {
  const { check } = step;
  const { status, reopened } = detail.state.steps[step.id];
  const results = resultsOf(detail.plan, detail.state, step.id);
  const isOpen = status !== 'done';
  const [checkedAt] = results.map(({ at }) => at ?? detail.state.checked_at).toSorted();
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
      ) : isOpen ? (
        <p className="text-muted-foreground">{check.says}</p>
      ) : null}
      {results.length === 0 ? (
        'whyNot' in check || !isOpen ? null : (
          <p>{copy.checks.notYet}</p>
        )
      ) : (
        <ul aria-label={copy.checks.results} className="divide-y rounded-md border">
          {results.map((result) => (
            <Result key={result.check} result={result} />
          ))}
        </ul>
      )}
      {checkedAt == null ? null : (
        <p className="text-xs text-muted-foreground">
          {copy.checks.checked} <RelativeTime at={checkedAt} />
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
