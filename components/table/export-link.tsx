import { Download } from 'lucide-react';
import { useId } from 'react';
import type { Audit } from '@/lib/contract';
import { notify } from '@/components/shell/notify';
import { isUnderWay } from '@/components/shell/use-audits';
import { plural } from '@/components/status/format';
import { Button } from '@/components/ui/button';
import { copy } from './copy';

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
  if (audit !== undefined && isUnderWay(audit)) return <NotYet />;
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

/** Uses `aria-disabled` so that the button stays focusable and can explain itself when pressed. */
function NotYet() {
  const id = useId();
  return (
    <Button
      aria-disabled
      aria-describedby={`${id}-why`}
      title={copy.export.notYetHint}
      className="max-lg:ml-auto"
      onClick={() => void notify('info', copy.export.notYet, copy.export.notYetHint)}
    >
      <Download aria-hidden />
      {copy.export.label}
      <span aria-hidden className="font-normal max-sm:hidden">
        {copy.export.whenFinished}
      </span>
      <span id={`${id}-why`} hidden>
        {copy.export.notYetHint}
      </span>
    </Button>
  );
}
