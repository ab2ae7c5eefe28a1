import type { Severity } from '@/lib/domain/core';
import { cn } from '@/components/ui/cn';
import { SEVERITY_WORDS } from './words';

const COLORS: Record<Severity, string> = {
  critical: 'text-critical',
  high: 'text-high',
  medium: 'text-medium',
  low: 'text-low',
  info: 'text-info',
};

/** Each severity has its own shape, so that it doesn't depend on color alone. */
const SHAPES: Record<Severity, React.ReactNode> = {
  critical: <path d="M4.1 1h3.8L11 4.1v3.8L7.9 11H4.1L1 7.9V4.1z" fill="currentColor" />,
  high: <path d="M6 1.2 11.2 10.6H.8z" fill="currentColor" />,
  medium: <path d="M6 .8 11.2 6 6 11.2.8 6z" fill="currentColor" />,
  low: <circle cx="6" cy="6" r="3.6" fill="none" stroke="currentColor" strokeWidth="1.8" />,
  info: <path d="M2.5 6h7" stroke="currentColor" strokeWidth="2" strokeLinecap="round" />,
};

/** A severity as shape and word; `null` means no finding. */
export function SeverityBadge({
  severity,
  className,
}: {
  severity: Severity | null;
  className?: string;
}) {
  if (severity === null)
    return (
      <span className={cn('text-sm text-muted-foreground', className)}>{SEVERITY_WORDS.none}</span>
    );
  return (
    <span
      className={cn(
        'inline-flex items-center gap-1.5 align-middle text-sm whitespace-nowrap',
        COLORS[severity],
        className,
      )}
    >
      <svg viewBox="0 0 12 12" className="size-2.5 shrink-0" aria-hidden>
        {SHAPES[severity]}
      </svg>
      {SEVERITY_WORDS[severity]}
    </span>
  );
}
