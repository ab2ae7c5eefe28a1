import { Pencil } from 'lucide-react';
import type { ReplacementDetail } from '@/lib/contract';
import { Button } from '@/components/ui/button';
import { Skeleton } from '@/components/ui/skeleton';
import { copy } from './copy';
import { Problems } from './fields';
import { ReachDifference } from './reach-difference';
import { useSuggestion } from './use-suggestion';

/** Compares what the token will be able to do with what the holder's keys can do today. */
export function PlannedReach({
  detail,
  onEdit,
}: {
  detail: ReplacementDetail;
  onEdit: () => void;
}) {
  const { plan, problems } = detail;
  const suggestion = useSuggestion(plan);
  return (
    <section aria-label={copy.access.planned} className="max-w-[80ch] space-y-3">
      <Problems problems={problems.filter(({ field }) => field === 'projects')} />
      {suggestion.data ? (
        <ReachDifference today={suggestion.data.today} projects={plan.projects} />
      ) : suggestion.isError ? (
        <p className="text-sm text-warning">
          {copy.access.failed} {suggestion.error.message}
        </p>
      ) : (
        <Skeleton className="h-24" />
      )}
      <Button size="sm" onClick={onEdit}>
        <Pencil aria-hidden />
        {copy.access.edit}
      </Button>
    </section>
  );
}
