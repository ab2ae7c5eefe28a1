import { Ban, Check, Eye, RefreshCw } from 'lucide-react';
import type { Verdict } from '@/lib/core';
import { cn } from '@/components/ui/cn';
import { VERDICT_WORDS } from './words';

const LOOKS: Record<Verdict, { icon: typeof Ban; color: string }> = {
  replace: { icon: RefreshCw, color: 'text-replace' },
  revoke: { icon: Ban, color: 'text-revoke' },
  review: { icon: Eye, color: 'text-review' },
  keep: { icon: Check, color: 'text-keep' },
};

/** Verdict as icon and word; `null` is a key that was not seen and so not judged. */
export function VerdictBadge({
  verdict,
  className,
}: {
  verdict: Verdict | null;
  className?: string;
}) {
  if (verdict === null)
    return <span className={cn('text-sm text-muted-foreground', className)}>Not judged</span>;
  const { icon: Icon, color } = LOOKS[verdict];
  return (
    <span
      className={cn(
        'inline-flex items-center gap-1.5 align-middle text-sm font-medium whitespace-nowrap',
        color,
        className,
      )}
    >
      <Icon className="size-3.5 shrink-0" aria-hidden />
      {VERDICT_WORDS[verdict]}
    </span>
  );
}
