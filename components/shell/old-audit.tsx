'use client';
import { History } from 'lucide-react';
import { usePathname, useSearchParams } from 'next/navigation';
import type { Audit } from '@/lib/contract';
import { formatDay, formatUtc } from '@/components/status/format';
import { TextLink } from '@/components/ui/text-link';
import { copy } from './copy-on-demand';

const TEXT = copy.oldAudit;

/** Says that the page shows an old audit, on paper too, with a link to the same page of the latest audit. */
export function OldAudit({ old, latest }: { old: Audit; latest: Audit }) {
  const path = usePathname();
  const search = new URLSearchParams(useSearchParams());
  search.delete('audit');
  const rest = search.size === 0 ? '' : `?${search.toString()}`;
  const href = path.startsWith('/audits/') ? `/audits/${latest.id}` : `${path}${rest}`;
  return (
    <section
      aria-label={TEXT.title}
      className="flex min-h-9 flex-wrap items-center gap-x-3 gap-y-1 border-b border-warning-border bg-warning-surface px-4 py-1 text-sm print:px-0"
    >
      <History className="size-3.5 shrink-0 text-warning" aria-hidden />
      <p>
        {TEXT.viewing(dateOf(old, latest))}{' '}
        <TextLink href={href} className="print:hidden">
          {TEXT.latest}
        </TextLink>
      </p>
    </section>
  );
}

/** The day of the old audit, with the time if the latest audit is of the same day. */
function dateOf(old: Audit, latest: Audit): string {
  const [at, latestAt] = [old, latest].map((audit) => audit.finished_at ?? audit.created_at);
  if (at === undefined) return '';
  return latestAt !== undefined && formatDay(at) === formatDay(latestAt)
    ? formatUtc(at)
    : formatDay(at);
}
