import { fillPath } from '@/lib/contract/route';
import type { TableQuery, TableSchema } from '@/lib/contract/tables';
import { tableParameters } from './table-query';

export type ExportView = 'keys' | 'members' | 'findings' | 'service-tokens' | 'workloads';

type ExportInput = {
  auditId: string;
  view: ExportView;
  format?: 'csv' | 'json' | 'ndjson';
  /** Filters, search and order of the table; without it, the export contains the complete view. */
  table?: { schema: TableSchema; query: TableQuery };
  /** Exports only these rows. */
  ids?: readonly string[];
};

/** The URL to download what the table shows: same filters, same rows, same order. */
export function exportUrl({ auditId, view, format = 'csv', table, ids }: ExportInput): string {
  const parameters = table ? tableParameters(table.schema, table.query) : new URLSearchParams();
  if (ids && ids.length > 0) parameters.set('id', ids.join(','));
  // Downloads are opened in spreadsheets, which read a CSV without a byte order mark as Latin-1.
  const bom = format === 'csv' ? [['bom', '1']] : [];
  const search = new URLSearchParams([['format', format], ['view', view], ...bom, ...parameters]);
  return `${fillPath('/api/v1/audits/{audit_id}/export', { audit_id: auditId })}?${search.toString()}`;
}
