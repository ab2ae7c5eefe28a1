import type { ReactNode } from 'react';

/** The bar at the bottom of a form. It reaches the page's edges, and its content is as wide as the form. */
export function ActionBar({ children }: { children: ReactNode }) {
  return (
    <div className="sticky bottom-0 z-10 -mx-4 border-t bg-background px-4 py-3">
      <div className="flex max-w-140 flex-wrap items-center gap-x-4 gap-y-2">{children}</div>
    </div>
  );
}
