import type { ComponentProps } from 'react';
import { cn } from './cn';

export function Textarea({ className, ...props }: ComponentProps<'textarea'>) {
  return (
    <textarea
      className={cn(
        'w-full rounded-md border border-input bg-background px-2.5 py-1.5 text-sm aria-invalid:border-destructive',
        className,
      )}
      {...props}
    />
  );
}
