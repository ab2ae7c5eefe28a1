import { cn } from './cn';

/** A person's initials in a circle, beside their name. */
export function Initials({ initials, className }: { initials: string; className?: string }) {
  return (
    <span
      aria-hidden
      className={cn(
        'inline-flex size-6 shrink-0 items-center justify-center rounded-full bg-muted text-xs font-medium text-muted-foreground',
        className,
      )}
    >
      {initials}
    </span>
  );
}
