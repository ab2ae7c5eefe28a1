import type { KeyRow } from '@/lib/contract';
import { FindingsCell } from '@/components/findings/findings-cell';
import { copy } from './copy';

export function KeyFindings({ row }: { row: Pick<KeyRow, 'verdict' | 'severity' | 'findings'> }) {
  // Rules run when an audit ends. Before that, having no findings doesn't mean that all is well.
  if (row.verdict === null)
    return <span className="text-muted-foreground">{copy.columns.notEvaluated}</span>;
  return <FindingsCell severity={row.severity} findings={row.findings} />;
}
