'use client';
import NextLink from 'next/link';
import { useState, type ComponentProps } from 'react';

type LinkProps = Omit<
  ComponentProps<typeof NextLink>,
  'prefetch' | 'onPointerEnter' | 'onPointerLeave' | 'onFocus' | 'onBlur'
>;

/**
 * A link within Latchkey. Its page is fetched ahead when somebody points at it or walks to it, not
 * when it comes into view: every page is made for its reader, and a dozen that nobody asked for
 * would keep the server from the one that they look at.
 */
export function Link(props: LinkProps) {
  const [wanted, setWanted] = useState(false);
  return (
    <NextLink
      {...props}
      // `null` is Next's own way: as far as the page's loading state.
      prefetch={wanted ? null : false}
      onPointerEnter={() => setWanted(true)}
      onPointerLeave={() => setWanted(false)}
      onFocus={() => setWanted(true)}
      onBlur={() => setWanted(false)}
    />
  );
}
