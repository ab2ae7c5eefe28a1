import type { ComponentProps } from 'react';
import { cn } from './cn';

export function Select({ className, ...props }: ComponentProps<'select'>) {
  return (
    <select
      className={cn(
        'h-8 rounded-md border border-input bg-background px-2 text-sm disabled:opacity-50',
        className,
      )}
      {...props}
    />
  );
}
