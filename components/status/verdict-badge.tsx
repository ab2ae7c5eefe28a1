import type { Verdict } from '@/lib/domain/core';
import { Badge } from '@/components/ui/badge';
import { cn } from '@/components/ui/cn';
import { VERDICT_WORDS } from './words';

/** A verdict as a neutral chip; `null` means that the key wasn't seen and so wasn't evaluated. */
export function VerdictBadge({
  verdict,
  className,
}: {
  verdict: Verdict | null;
  className?: string;
}) {
  if (verdict === null)
    return (
      <span className={cn('text-sm text-muted-foreground', className)}>
        {VERDICT_WORDS['not-judged']}
      </span>
    );
  return (
    <Badge className={cn('font-medium text-foreground', className)}>{VERDICT_WORDS[verdict]}</Badge>
  );
}
