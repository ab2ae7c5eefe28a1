import { Skeleton } from '@/components/ui/skeleton';
import { copy } from './copy';

const WIDTHS = [52, 38, 61, 44, 57, 35, 48, 64, 41, 55, 37, 59] as const;

/** A placeholder for table rows that are loading. */
export function TableSkeleton({ rows = 12 }: { rows?: number }) {
  return (
    <div role="status" aria-label={copy.loading}>
      {Array.from({ length: rows }, (_, row) => (
        <div key={row} className="flex h-9 items-center gap-6 border-b px-4">
          <Skeleton className="h-3.5" style={{ width: `${WIDTHS[row % 12] ?? 50}%` }} />
          <Skeleton className="h-3.5 w-[14%]" />
          <Skeleton className="h-3.5 w-[8%]" />
          <Skeleton className="h-3.5 w-[6%]" />
        </div>
      ))}
    </div>
  );
}
