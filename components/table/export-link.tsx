import { Download } from 'lucide-react';
import { useId } from 'react';
import type { Audit } from '@/lib/contract';
import { notify } from '@/components/shell/notify';
import { isUnderWay } from '@/components/shell/use-audits';
import { plural } from '@/components/status/format';
import { Button } from '@/components/ui/button';

const WHY_NOT_YET =
  'This audit is still running, so its rows change. It can be exported when it ends.';

type ExportLinkProps = {
  href: string;
  rows: number | undefined;
  /** The audit whose rows these are, where they come from one. */
  audit?: Audit;
};

/**
 * Downloads what the table shows. It is called "Export CSV" whatever the filters: how many rows
 * stands beside its name, and describes it; or why not yet, while the audit runs.
 */
export function ExportLink({ audit, href, rows }: ExportLinkProps) {
  const id = useId();
  if (audit !== undefined && isUnderWay(audit)) return <NotYet />;
  return (
    <Button asChild className="max-lg:ml-auto">
      <a href={href} download aria-describedby={`${id}-rows`}>
        <Download aria-hidden />
        Export CSV
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

/** It keeps its place and can be reached, and says why where somebody presses it all the same. */
function NotYet() {
  const id = useId();
  return (
    <Button
      aria-disabled
      aria-describedby={`${id}-why`}
      title={WHY_NOT_YET}
      className="max-lg:ml-auto"
      onClick={() => void notify('info', 'No export yet', WHY_NOT_YET)}
    >
      <Download aria-hidden />
      Export CSV
      <span aria-hidden className="font-normal max-sm:hidden">
        when it ends
      </span>
      <span id={`${id}-why`} hidden>
        {WHY_NOT_YET}
      </span>
    </Button>
  );
}
