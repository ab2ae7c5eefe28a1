'use client';
import type { Audit } from '@/lib/contract';
import type { TableState } from '@/components/table/use-table-state';
import { isUnderWay } from '@/components/shell/use-audits';
import { EmptyState } from '@/components/status/empty-state';
import { coverageWords } from '@/components/status/coverage-words';
import { formatNumber, plural } from '@/components/status/format';
import { Button } from '@/components/ui/button';

/** Explains an empty table: filters, an audit that has just started, or no keys. */
export function KeysEmpty({ audit, state }: { audit: Audit; state: TableState }) {
  if (state.narrowed)
    return (
      <EmptyState
        title="No key fits"
        action={<Button onClick={state.clear}>Clear search and filters</Button>}
        className="px-4"
      >
        <p>
          This audit saw {plural(audit.keys, 'key')}; none of them fits the search and the filters
          together.
          {isUnderWay(audit)
            ? ' Keys are judged when it ends, so verdicts and findings have none yet.'
            : ''}
        </p>
      </EmptyState>
    );
  if (isUnderWay(audit))
    return (
      <EmptyState title="Reading the first keys" className="px-4">
        <p>Keys appear here as each member is audited. You may leave this page meanwhile.</p>
      </EmptyState>
    );
  return (
    <EmptyState title="No keys" className="px-4">
      <p>{nothingFound(audit)}</p>
    </EmptyState>
  );
}

function nothingFound(audit: Audit): string {
  const { audited, total } = audit.members;
  const { missing, whole, why } = coverageWords(audit);
  if (whole)
    return `All ${plural(total, 'member')} were audited, each under a proven identity, and none holds an API key.`;
  const asked = `None of the ${plural(audited, 'member')} that could be audited holds an API key.`;
  if (missing === 0) return `${asked} ${why ?? ''}`;
  return `${asked} ${formatNumber(missing)} of ${formatNumber(total)} could not be audited, so this says nothing of theirs.`;
}
