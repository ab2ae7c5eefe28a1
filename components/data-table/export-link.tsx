import { Download } from 'lucide-react';
import { useId } from 'react';
import { plural } from '@/components/status/format';
import { Button } from '@/components/ui/button';

/**
 * Downloads what the table shows. It is called "Export CSV" whatever the filters: how many rows
 * stands beside its name, and describes it.
 */
export function ExportLink({ href, rows }: { href: string; rows: number | undefined }) {
  const id = useId();
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
