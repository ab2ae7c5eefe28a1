'use client';
import { lazy } from 'react';
import { copy } from './copy';
import { LazyPopover } from './lazy-popover';
import type { ViewMenuItemsProps } from './view-menu-items';

// Not `dynamic`, so that the menu opens with its items, and the first one gets the focus.
const ViewMenuItems = lazy(() =>
  import('./view-menu-items').then((m) => ({ default: m.ViewMenuItems })),
);

/** The menu that chooses columns and row height, and prints the table. */
export function ViewMenu(items: ViewMenuItemsProps) {
  return (
    <LazyPopover
      label={copy.view.menu}
      variant="ghost"
      size="md"
      outerClassName="max-sm:hidden"
      content={<ViewMenuItems {...items} />}
    >
      {copy.view.menu}
    </LazyPopover>
  );
}
