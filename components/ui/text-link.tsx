import { Link } from './link';
import type { ComponentProps } from 'react';
import { cn } from './cn';

export const textLinkClasses =
  'rounded-sm text-link underline decoration-current/40 underline-offset-4 hover:decoration-current';

/** A link inside text. It is underlined, because color alone isn't enough to recognize it. */
export function TextLink({ className, ...props }: ComponentProps<typeof Link>) {
  return <Link className={cn(textLinkClasses, className)} {...props} />;
}
