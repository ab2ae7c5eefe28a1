'use client';
import { Download } from 'lucide-react';
import { Link } from '@/components/ui/link';
import { useState } from 'react';
import type { KeyRow } from '@/lib/contract';
import { KEYS_TABLE, MAX_DECISIONS } from '@/lib/contract/tables';
import { exportUrl } from '@/lib/client';
import { ExceptKeysDialog } from '@/components/decisions/except-keys-dialog';
import { OverruleDialog } from '@/components/decisions/overrule-dialog';
import { newReplacementLink } from '@/lib/client/new-replacement-link';
import { RevokeSelection } from '@/components/revocation/revoke-selection';
import { isUnderWay, useOverview } from '@/components/shell/use-audits';
import type { ResourceSelectionProps } from '@/components/table/resource-definition';
import { SelectionBar } from '@/components/table/selection-bar';
import { Button } from '@/components/ui/button';
import { CopyButton } from '@/components/ui/copy-button';
import { copy } from './copy-on-demand';

/** The ids go into the URL of the export, and servers accept URLs of only a few thousand characters. */
const MOST_EXPORTED = 150;

export function KeySelectionBar({
  audit,
  query,
  ids,
  rows,
  selectAll,
  onClear,
}: ResourceSelectionProps<KeyRow>) {
  const [deciding, setDeciding] = useState<'used-by' | 'except' | null>(null);
  const isNewest = useOverview().data?.audit?.id === audit.id;
  return (
    <SelectionBar count={ids.length} selectAll={selectAll} onClear={onClear}>
      {isNewest && ids.length > MAX_DECISIONS ? (
        <span className="px-2 text-sm text-muted-foreground">
          {copy.selection.limit(MAX_DECISIONS)}
        </span>
      ) : null}
      {isNewest && ids.length <= MAX_DECISIONS ? (
        <>
          <Button asChild variant="ghost" size="sm">
            <Link href={newReplacementLink(ids)}>{copy.selection.replace(ids.length)}</Link>
          </Button>
          <Button variant="ghost" size="sm" onClick={() => setDeciding('used-by')}>
            {copy.selection.setUsage}
          </Button>
          <Button variant="ghost" size="sm" onClick={() => setDeciding('except')}>
            {copy.selection.acceptRisk}
          </Button>
          <RevokeSelection rows={rows} count={ids.length} onDone={onClear} />
        </>
      ) : null}
      <CopyButton variant="ghost" size="sm" text={ids.join('\n')}>
        {copy.selection.copyIds}
      </CopyButton>
      {isUnderWay(audit) ? null : ids.length <= MOST_EXPORTED ? (
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
            {copy.selection.export(ids.length)}
          </a>
        </Button>
      ) : (
        <span className="px-2 text-sm text-muted-foreground">
          {copy.selection.exportLimit(MOST_EXPORTED)}
        </span>
      )}
      {deciding === 'used-by' ? (
        <OverruleDialog keyIds={ids} onClose={() => setDeciding(null)} onDone={onClear} />
      ) : null}
      {deciding === 'except' ? (
        <ExceptKeysDialog keys={rows} onClose={() => setDeciding(null)} onDone={onClear} />
      ) : null}
    </SelectionBar>
  );
}
