'use client';
import { formatRelative, formatSpan, formatUtc } from './format';
import { Unknown } from './unknown';
import { useNow } from './use-now';

type RelativeTimeProps = {
  /** ISO 8601 UTC; `null` or `undefined` if unknown. */
  at: string | null | undefined;
  /** `ago`: "8 months ago", "in 3 days" · `span`: "8 months". */
  mode?: 'ago' | 'span';
  className?: string;
};

/** A time relative to now, with the exact UTC time on hover. */
export function RelativeTime({ at, mode = 'ago', className }: RelativeTimeProps) {
  const now = useNow();
  if (!at) return <Unknown />;
  const date = new Date(at);
  return (
    <time dateTime={at} title={formatUtc(at)} className={className} suppressHydrationWarning>
      {mode === 'ago' ? formatRelative(date, now) : formatSpan(now.getTime() - date.getTime())}
    </time>
  );
}
