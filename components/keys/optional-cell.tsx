'use client';
import type { KeyRow } from '@/lib/contract';
import { FindingsCell } from '@/components/findings/findings-cell';
import { Unknown } from '@/components/status/unknown';
import { UsedByBadge } from '@/components/status/used-by-badge';
import { copy } from './copy';

/** The cells of columns that are hidden until chosen, so that the table loads them only then. */
export function OptionalCell({ column, row }: { column: 'findings' | 'used-by'; row: KeyRow }) {
  if (column === 'used-by') return <UsedByBadge usedBy={row.used_by} overruled={row.overruled} />;
  if (row.verdict === null) return <Unknown why={copy.columns.notEvaluated} />;
  return <FindingsCell severity={row.severity} findings={row.findings} />;
}
