import { stringify } from 'csv-stringify/sync';
import { guardFormulas } from '@/lib/domain/core';
import type { Column } from './types';

const BOM = '\ufeff';
const OPTIONS = {
  record_delimiter: '\r\n',
  // With a custom record delimiter, csv-stringify doesn't quote a lone CR or LF.
  quoted_match: /[\r\n]/,
};
/** CSV readers stop at NUL or reject the file. A lone surrogate isn't valid UTF-8. */
const UNFIT = /[\p{Cs}\0]/gu;

/** Writes rows as CSV on demand, one chunk per batch: RFC 4180 with CRLF and a header row. */
export async function* writeCsv<Row, About>(
  columns: readonly Column<Row, About>[],
  rows: AsyncIterable<readonly Row[]>,
  { audit, bom = false }: { audit: About; bom?: boolean },
): AsyncGenerator<string> {
  const header = stringify([columns.map(({ name }) => name)], OPTIONS);
  yield bom ? `${BOM}${header}` : header;
  for await (const batch of rows) {
    if (batch.length === 0) continue;
    const records = batch.map((row) => columns.map((column) => cellOf(column, row, audit)));
    yield stringify(records, OPTIONS);
  }
}

function cellOf<Row, About>({ kind, value }: Column<Row, About>, row: Row, audit: About): string {
  const cell = String(value(row, audit));
  if (kind === 'plain') return cell;
  return guardFormulas(cell.replace(UNFIT, '\ufffd'));
}
