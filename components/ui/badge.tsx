import type { ComponentProps } from 'react';
import { cn } from './cn';

/** A short word in a frame: a state, a kind, a count. */
export function Badge({ className, ...props }: ComponentProps<'span'>) {
  return (
    <span
      className={cn(
        'inline-flex h-5 items-center gap-1 rounded-sm border px-1.5 text-xs whitespace-nowrap text-muted-foreground tabular-nums [&_svg]:size-3',
        className,
      )}
      {...props}
    />
  );
}
