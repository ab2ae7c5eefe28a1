'use client';
import { useQuery } from '@tanstack/react-query';
import type { Audit, NextStep } from '@/lib/contract';
import { nextStepsQuery } from '@/lib/client';
import { ErrorLine } from '@/components/status/error-line';
import { nextStepWords } from '@/components/status/next-step-words';
import { SafeText } from '@/components/status/safe-text';
import { Button } from '@/components/ui/button';
import { Link } from '@/components/ui/link';
import { Section } from '@/components/ui/section';
import { Skeleton } from '@/components/ui/skeleton';
import { copy } from './copy';

const TEXT = copy.doFirst;

/** The most urgent steps, each with a button that begins it. */
export function DoFirst({ audit }: { audit: Audit }) {
  const { data: steps, error } = useQuery(nextStepsQuery(audit.id));
  return (
    <Section title={TEXT.title}>
      {steps === undefined ? (
        error ? (
          <ErrorLine error={error} before={TEXT.loadError} />
        ) : (
          <StepsSkeleton />
        )
      ) : steps.length === 0 ? (
        <p className="text-sm text-muted-foreground">{TEXT.none}</p>
      ) : (
        <ol className="divide-y rounded-md border">
          {steps.map((step, index) => (
            <Step key={nextStepWords(step).href} step={step} first={index === 0} />
          ))}
        </ol>
      )}
    </Section>
  );
}

function Step({ step, first }: { step: NextStep; first: boolean }) {
  const { title, why, action, href } = nextStepWords(step);
  return (
    <li className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2 px-4 py-3">
      <div className="min-w-0 flex-1 basis-64">
        <p className="text-base font-medium">
          <SafeText text={title} />
        </p>
        <p className="text-sm text-muted-foreground">
          <SafeText text={why} />
        </p>
      </div>
      <Button asChild size="sm" variant={first ? 'primary' : 'secondary'}>
        <Link href={href}>{action}</Link>
      </Button>
    </li>
  );
}

function StepsSkeleton() {
  return (
    <div role="status" aria-label={copy.screen.loading} className="divide-y rounded-md border">
      {[0, 1, 2].map((line) => (
        <div key={line} className="flex items-center justify-between px-4 py-3">
          <Skeleton className="h-9 w-72" />
          <Skeleton className="h-7 w-28" />
        </div>
      ))}
    </div>
  );
}
