'use client';
import NextLink from 'next/link';
import { useState, type ComponentProps } from 'react';

type LinkProps = Omit<
  ComponentProps<typeof NextLink>,
  'prefetch' | 'onPointerEnter' | 'onPointerLeave' | 'onFocus' | 'onBlur'
>;

/**
 * A link within Latchkey. It prefetches its page on hover or focus, not when it scrolls into view. Pages are
 * rendered per user, so prefetching every visible link would slow down the page they are waiting for.
 */
export function Link(props: LinkProps) {
  const [wanted, setWanted] = useState(false);
  return (
    <NextLink
      {...props}
      // With `null`, Next prefetches as far as the page's loading state.
      prefetch={wanted ? null : false}
      onPointerEnter={() => setWanted(true)}
      onPointerLeave={() => setWanted(false)}
      onFocus={() => setWanted(true)}
      onBlur={() => setWanted(false)}
    />
  );
}
