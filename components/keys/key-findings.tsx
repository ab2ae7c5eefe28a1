import type { KeyRow } from '@/lib/contract';
import { FindingsCell } from '@/components/findings/findings-cell';

/** What was found on a key. */
export function KeyFindings({ row }: { row: Pick<KeyRow, 'verdict' | 'severity' | 'findings'> }) {
  // Rules run when an audit ends, over what it saw: before that, silence is no clean bill.
  if (row.verdict === null) return <span className="text-muted-foreground">not assessed</span>;
  return <FindingsCell severity={row.severity} findings={row.findings} />;
}
