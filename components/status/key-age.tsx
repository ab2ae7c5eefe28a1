import { copy } from './copy';
import { formatDays, formatUtc } from './format';
import { Unknown } from './unknown';

/** A key's age when it was audited. */
export function KeyAge({ days, created }: { days: number | null; created: string | null }) {
  if (days === null || created === null) return <Unknown why={copy.value.noCreationDate} />;
  return (
    <time dateTime={created} title={formatUtc(created)}>
      {formatDays(days)}
    </time>
  );
}
