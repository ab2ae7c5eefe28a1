import { CircleAlert, CircleCheck } from 'lucide-react';
import { Link } from '@/components/ui/link';
import type { Audit } from '@/lib/contract';
import { cn } from '@/components/ui/cn';
import { copy } from './copy';
import { coverageWords } from './coverage-words';

type CoverageChipProps = {
  audit: Audit;
  /** Whether it links to the details: the missing members if there are any. */
  linked?: boolean;
  /** Without a border, for use beside another chip. */
  quiet?: boolean;
  /** Without color and "partial", for a page whose header shows both. */
  plain?: boolean;
  className?: string;
};

/** Shows how many members were audited. It is amber and explains why while something is missing. */
export function CoverageChip({
  audit,
  linked = true,
  quiet = false,
  plain = false,
  className,
}: CoverageChipProps) {
  const { text, count, missing, whole, why } = coverageWords(audit);
  const Icon = whole ? CircleCheck : CircleAlert;
  const hole = missing > 0 ? copy.coverage.viewMissing(missing) : null;
  const hint = [why, hole].filter(Boolean).join(' ') || copy.coverage.viewAll;
  if (plain)
    return !linked ? (
      <span>{count}</span>
    ) : (
      <Link
        href={coverageHref(audit)}
        className="underline-offset-4 hover:text-foreground hover:underline"
        title={hint}
      >
        {count}
      </Link>
    );
  const looks = cn(
    'inline-flex h-6 items-center gap-1.5 rounded-md border px-2 text-xs whitespace-nowrap tabular-nums [&_svg]:size-3 [&_svg]:shrink-0',
    whole
      ? 'text-muted-foreground [&_svg]:text-ok'
      : 'border-warning-border bg-warning-surface text-warning',
    quiet && 'h-auto border-0 bg-transparent px-0 text-sm underline-offset-4 [&_svg]:size-3.5',
    quiet && linked && 'hover:underline',
    !quiet && linked && 'transition-colors hover:border-current',
    className,
  );
  const content = (
    <>
      <Icon aria-hidden />
      {text}
    </>
  );
  if (!linked)
    return (
      <span className={looks} title={why ?? undefined}>
        {content}
      </span>
    );
  return (
    <Link href={coverageHref(audit)} className={looks} title={hint}>
      {content}
    </Link>
  );
}

/** The page that lists what is missing: the members table, or the audit for other reasons. */
export function coverageHref(audit: Audit): string {
  const id = encodeURIComponent(audit.id);
  const missing = audit.members.total - audit.members.audited;
  if (missing > 0) return `/members?audit=${id}&state=blocked,failed,pending`;
  return audit.status === 'partial' ? `/audits/${id}` : `/members?audit=${id}`;
}
