import type { ComponentProps } from 'react';
import { cn } from './cn';

/** A plain table for a few rows. Use `components/table` for lists that can be long. */
export function Table({ className, ...props }: ComponentProps<'table'>) {
  return (
    // Focusable, so that keyboard users can scroll it sideways on a small screen. Relative, so that hidden text in it
    // doesn't widen the page.
    <div className="relative w-full overflow-x-auto print:overflow-visible" tabIndex={0}>
      <table className={cn('w-full text-left text-sm', className)} {...props} />
    </div>
  );
}

export function TableHead({ className, ...props }: ComponentProps<'th'>) {
  return (
    <th
      scope="col"
      className={cn(
        'h-8 border-b px-2 text-xs font-medium whitespace-nowrap text-muted-foreground first:pl-0 last:pr-0',
        className,
      )}
      {...props}
    />
  );
}

export function TableCell({ className, ...props }: ComponentProps<'td'>) {
  return (
    <td
      className={cn('h-9 border-b px-2 py-1 align-middle first:pl-0 last:pr-0', className)}
      {...props}
    />
  );
}
