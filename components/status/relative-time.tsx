'use client';
import { formatAgo, formatDeadline, formatUtc } from './format';
import { Unknown } from './unknown';
import { useNow } from './use-now';

type RelativeTimeProps = {
  /** ISO 8601 UTC; `null` or `undefined` if unknown. */
  at: string | null | undefined;
  /** Set for a time that may be in the future. A past event never reads "in …". */
  deadline?: boolean;
  className?: string;
};

/** A time relative to now, with the exact UTC time on hover. */
export function RelativeTime({ at, deadline = false, className }: RelativeTimeProps) {
  const now = useNow();
  if (!at) return <Unknown />;
  return (
    <time dateTime={at} title={formatUtc(at)} className={className} suppressHydrationWarning>
      {(deadline ? formatDeadline : formatAgo)(new Date(at), now)}
    </time>
  );
}
