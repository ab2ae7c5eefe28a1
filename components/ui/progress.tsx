import { cn } from './cn';

type ProgressProps = {
  /** Accessible name. */
  label: string;
  value: number;
  /** 0: not known yet; the bar then only says that something is under way. */
  max: number;
  valueText?: string;
  className?: string;
};

/** A thin bar with the semantics of a progress bar. */
export function Progress({ label, value, max, valueText, className }: ProgressProps) {
  const known = max > 0;
  return (
    <div
      role="progressbar"
      aria-label={label}
      aria-valuemin={0}
      aria-valuemax={known ? max : undefined}
      aria-valuenow={known ? value : undefined}
      aria-valuetext={valueText}
      className={cn('h-0.5 w-full overflow-hidden bg-muted', className)}
    >
      <div
        className={cn(
          'h-full bg-primary transition-[width] duration-500 ease-linear',
          !known && 'motion-safe:animate-pulse',
        )}
        style={{ width: known ? `${Math.min(100, (value / max) * 100)}%` : '100%' }}
      />
    </div>
  );
}
