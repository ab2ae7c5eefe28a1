import { CircleAlert, CircleCheck } from 'lucide-react';
import Link from 'next/link';
import type { Coverage } from '@/lib/contract';
import { cn } from '@/components/ui/cn';
import { formatNumber } from './format';

type CoverageChipProps = {
  members: Coverage;
  /** Given: the chip links to the members of this audit, to those missing where some are. */
  auditId?: string | undefined;
  /** Without a frame, for where another chip stands near. */
  quiet?: boolean;
  className?: string;
};

/** How many members were looked at; amber while some are missing, and then a link to who and why. */
export function CoverageChip({ members, auditId, quiet = false, className }: CoverageChipProps) {
  const missing = members.total - members.audited;
  const Icon = missing > 0 ? CircleAlert : CircleCheck;
  const text = `${formatNumber(members.audited)} of ${formatNumber(members.total)} members`;
  const looks = cn(
    'inline-flex h-6 items-center gap-1.5 rounded-md border px-2 text-xs whitespace-nowrap tabular-nums [&_svg]:size-3',
    missing > 0
      ? 'border-warning-border bg-warning-surface text-warning'
      : 'text-muted-foreground [&_svg]:text-keep',
    quiet && 'h-auto border-0 bg-transparent px-0 text-sm underline-offset-4 [&_svg]:size-3.5',
    quiet && auditId && 'hover:underline',
    !quiet && auditId && 'transition-colors hover:border-current',
    className,
  );
  if (auditId === undefined)
    return (
      <span className={looks}>
        <Icon aria-hidden />
        {text}
      </span>
    );
  const filter = missing > 0 ? '&state=blocked,failed,pending' : '';
  return (
    <Link
      href={`/members?audit=${encodeURIComponent(auditId)}${filter}`}
      className={looks}
      title={
        missing > 0 ? `${formatNumber(missing)} not audited: see who and why` : 'See all members'
      }
    >
      <Icon aria-hidden />
      {text}
    </Link>
  );
}
