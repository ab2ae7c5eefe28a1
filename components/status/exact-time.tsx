import type { ReactNode } from 'react';
import { formatUtc } from './format';
import { Unknown } from './unknown';

/** The exact UTC time, below a friendlier form if given. */
export function ExactTime({ at, children }: { at: string | null; children?: ReactNode }) {
  if (at === null) return <Unknown />;
  return (
    <>
      {children}
      <time
        dateTime={at}
        className={children ? 'block text-muted-foreground tabular-nums' : 'block tabular-nums'}
      >
        {formatUtc(at)}
      </time>
    </>
  );
}
