import type { KeyRow } from '@/lib/contract';
import { FindingsCell } from '@/components/findings/findings-cell';
import { RiskAccepted } from '@/components/status/risk-accepted';
import { copy } from './copy';

type KeyFindingsProps = {
  row: Pick<KeyRow, 'verdict' | 'severity' | 'findings' | 'exception_until'>;
};

/** The open findings of a key. If all of them are accepted, until when. */
export function KeyFindings({ row }: KeyFindingsProps) {
  // Rules run when an audit ends. Before that, having no findings doesn't mean that all is well.
  if (row.verdict === null)
    return <span className="text-muted-foreground">{copy.columns.notEvaluated}</span>;
  if (row.severity === null && row.exception_until !== null)
    return <RiskAccepted until={row.exception_until} />;
  return <FindingsCell severity={row.severity} findings={row.findings} />;
}
