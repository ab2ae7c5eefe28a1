import type { Verdict } from '@/lib/domain/core';
import { cn } from '@/components/ui/cn';
import { Glyph, type GlyphName } from '@/components/ui/glyph';
import { VERDICT_WORDS } from './words';

const LOOKS: Record<Verdict, { icon: GlyphName; color: string }> = {
  replace: { icon: 'refresh-cw', color: 'text-replace' },
  revoke: { icon: 'ban', color: 'text-revoke' },
  review: { icon: 'eye', color: 'text-review' },
  keep: { icon: 'check', color: 'text-keep' },
};

/** A verdict as icon and word; `null` means that the key wasn't seen and so wasn't evaluated. */
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
  const { icon, color } = LOOKS[verdict];
  return (
    <span
      className={cn(
        'inline-flex items-center gap-1.5 align-middle text-sm font-medium whitespace-nowrap',
        color,
        className,
      )}
    >
      <Glyph name={icon} />
      {VERDICT_WORDS[verdict]}
    </span>
  );
}
