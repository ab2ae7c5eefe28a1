import { useQuery } from '@tanstack/react-query';
import { CircleCheck } from 'lucide-react';
import type { NextStep, ReplacementDetail } from '@/lib/contract';
import { nextStepsQuery } from '@/lib/client';
import { useOverview } from '@/components/shell/use-audits';
import { nextStepWords } from '@/components/status/next-step-words';
import { RelativeTime } from '@/components/status/relative-time';
import { SafeText } from '@/components/status/safe-text';
import { Button } from '@/components/ui/button';
import { Link } from '@/components/ui/link';
import { TextLink } from '@/components/ui/text-link';
import { copy } from './copy';

/** What a finished plan has achieved, and the workload to continue with. */
export function PlanDone({ detail }: { detail: ReplacementDetail }) {
  const { keys, keys_gone: gone, token_name: token, checked_at: checkedAt } = detail;
  return (
    <div className="max-w-[70ch] space-y-6">
      <div className="space-y-2 text-base">
        <h2
          tabIndex={-1}
          className="flex scroll-mt-18 items-center gap-2 text-base font-semibold outline-none"
        >
          <CircleCheck className="size-5 shrink-0 text-ok" aria-hidden />
          {gone === keys ? copy.done.replaced(keys) : copy.done.marked}
        </h2>
        <p>
          {copy.done.keys(gone, keys)}{' '}
          {checkedAt === null ? null : (
            <span className="text-muted-foreground">
              {copy.plan.checked} <RelativeTime at={checkedAt} />.
            </span>
          )}
        </p>
        {token === null ? null : (
          <p>
            {copy.done.token} <SafeText text={token} className="font-mono text-sm" />
          </p>
        )}
        {detail.proved ? null : <p className="text-warning">{copy.done.unverified}</p>}
      </div>
      <Next />
    </div>
  );
}

/** The riskiest workload that is still to be replaced, with the button that begins it. */
function Next() {
  const auditId = useOverview().data?.audit?.id;
  const { data: steps } = useQuery({
    ...nextStepsQuery(auditId ?? ''),
    enabled: auditId !== undefined,
  });
  if (steps === undefined) return null;
  const next = steps.find(isReplacement);
  const words = next === undefined ? null : nextStepWords(next);
  return (
    <section aria-label={copy.done.next} className="space-y-3 text-base">
      {words === null ? (
        <p>{copy.done.nothing}</p>
      ) : (
        <div>
          <p className="text-sm text-muted-foreground">{copy.done.next}</p>
          <p className="font-medium">
            <SafeText text={words.title} />
          </p>
          <p className="text-muted-foreground">
            <SafeText text={words.why} />
          </p>
        </div>
      )}
      <div className="flex flex-wrap items-center gap-4">
        {words === null ? null : (
          <Button asChild variant="primary">
            <Link href={words.href}>{words.action}</Link>
          </Button>
        )}
        <TextLink href="/">{copy.done.overview}</TextLink>
      </div>
    </section>
  );
}

const isReplacement = ({ kind }: NextStep) =>
  kind === 'replace-workload' || kind === 'continue-plan';
