'use client';
import type { Audit } from '@/lib/contract';
import type { TableState } from '@/components/table/use-table-state';
import { isUnderWay } from '@/components/shell/use-audits';
import { EmptyState } from '@/components/status/empty-state';
import { coverageWords } from '@/components/status/coverage-words';
import { Button } from '@/components/ui/button';
import { copy } from './copy-on-demand';

/** Explains an empty table: filters, an audit that has just started, or no keys. */
export function KeysEmpty({ audit, state }: { audit: Audit; state: TableState }) {
  if (state.narrowed)
    return (
      <EmptyState
        title={copy.empty.filtered}
        action={<Button onClick={state.clear}>{copy.empty.clear}</Button>}
        className="px-4"
      >
        <p>
          {copy.empty.filteredHint}
          {isUnderWay(audit) ? ` ${copy.empty.filteredWhileRunning}` : ''}
        </p>
      </EmptyState>
    );
  if (isUnderWay(audit))
    return (
      <EmptyState title={copy.empty.running} className="px-4">
        <p>{copy.empty.runningHint}</p>
      </EmptyState>
    );
  return (
    <EmptyState title={copy.empty.none} className="px-4">
      <p>{nothingFound(audit)}</p>
    </EmptyState>
  );
}

function nothingFound(audit: Audit): string {
  const { audited, total } = audit.members;
  const { missing, whole, why } = coverageWords(audit);
  if (whole) return copy.empty.noneOfAll(total);
  const rest = missing === 0 ? (why ?? '') : copy.empty.missing(missing, total);
  return `${copy.empty.noneOfAudited(audited)} ${rest}`;
}
