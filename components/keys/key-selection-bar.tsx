'use client';
import { Download } from 'lucide-react';
import type { Audit } from '@/lib/contract';
import { KEYS_TABLE, type TableQuery } from '@/lib/contract/tables';
import { exportUrl } from '@/lib/client';
import { SelectionBar } from '@/components/data-table/selection-bar';
import { plural } from '@/components/status/format';
import { Button } from '@/components/ui/button';
import { CopyButton } from './copy-button';

/** Ids go into the URL of the export, and servers take URLs of a few thousand characters. */
const MOST_EXPORTED = 150;

type KeySelectionBarProps = {
  audit: Audit;
  query: TableQuery;
  ids: readonly string[];
  onClear: () => void;
};

export function KeySelectionBar({ audit, query, ids, onClear }: KeySelectionBarProps) {
  return (
    <SelectionBar count={ids.length} onClear={onClear}>
      <CopyButton variant="ghost" size="sm" text={ids.join('\n')}>
        Copy ids
      </CopyButton>
      {ids.length <= MOST_EXPORTED ? (
        <Button asChild variant="ghost" size="sm">
          <a
            href={exportUrl({
              auditId: audit.id,
              view: 'keys',
              table: {
                schema: KEYS_TABLE,
                query: { ...query, q: null, filters: { state: KEYS_TABLE.filters.state } },
              },
              ids,
            })}
            download
          >
            <Download aria-hidden />
            Export {plural(ids.length, 'row')}
          </a>
        </Button>
      ) : (
        <span className="px-2 text-sm text-muted-foreground">
          To export more than {MOST_EXPORTED}, use a filter
        </span>
      )}
    </SelectionBar>
  );
}
