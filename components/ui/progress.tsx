import { cn } from './cn';

type ProgressProps = {
  label: string;
  value: number;
  /** 0 if unknown; the bar then only shows that something is running. */
  max: number;
  valueText?: string;
  className?: string;
};

/** A thin progress bar, with the ARIA attributes of one. */
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
