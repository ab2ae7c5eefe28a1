import { Download } from 'lucide-react';
import dynamic from 'next/dynamic';
import { useId } from 'react';
import type { Audit } from '@/lib/contract';
import { isUnderWay } from '@/components/shell/use-audits';
import { plural } from '@/components/status/format';
import { Button } from '@/components/ui/button';
import { copy } from './copy';

const ExportNotYet = dynamic(() => import('./export-not-yet').then((m) => m.ExportNotYet));

type ExportLinkProps = {
  href: string;
  rows: number | undefined;
  /** The audit that the rows come from, if any. */
  audit?: Audit;
};

/**
 * Downloads the filtered rows. The row count beside the label is the accessible description, so that the name
 * is always "Export CSV". While the audit runs, it explains why there is no export yet.
 */
export function ExportLink({ audit, href, rows }: ExportLinkProps) {
  const id = useId();
  if (audit !== undefined && isUnderWay(audit)) return <ExportNotYet />;
  return (
    <Button asChild className="max-lg:ml-auto">
      <a href={href} download aria-describedby={`${id}-rows`}>
        <Download aria-hidden />
        {copy.export.label}
        <span
          id={`${id}-rows`}
          aria-hidden
          className="font-normal text-muted-foreground tabular-nums max-sm:hidden"
        >
          {rows === undefined ? '' : plural(rows, 'row')}
        </span>
      </a>
    </Button>
  );
}
