import type { ReplacementsSummary } from '@/lib/contract';

/** Keys gone, as a part of those planned; the words stand beside it. */
export function ReplacedBar({ summary }: { summary: ReplacementsSummary }) {
  const share = summary.keys === 0 ? 0 : (summary.keys_gone / summary.keys) * 100;
  return (
    <div aria-hidden className="h-2 overflow-hidden rounded-sm bg-muted">
      <div className="h-full bg-(--fill-keep)" style={{ width: `${share}%` }} />
    </div>
  );
}
