import Link from 'next/link';
import type { ComponentProps } from 'react';
import { cn } from './cn';

/** A link inside text: in the accent's colour, underlined where it is pointed at. */
export function TextLink({ className, ...props }: ComponentProps<typeof Link>) {
  return (
    <Link
      className={cn(
        'rounded-sm text-link underline decoration-current/40 underline-offset-4 hover:decoration-current',
        className,
      )}
      {...props}
    />
  );
}
