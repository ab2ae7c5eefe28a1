import { FINDING_COLUMNS, KEY_COLUMNS, MEMBER_COLUMNS, SERVICE_TOKEN_COLUMNS } from './columns';
import { FINDING_TABLE, KEY_TABLE, MEMBER_TABLE, SERVICE_TOKEN_TABLE } from './table-columns';
import type { Column, ReportInput, TableColumn } from './types';
import { writeCsv } from './write-csv';
import { writeJson, writeNdjson } from './write-json';
import { writeTable } from './write-table';

/**
 * A report as text, chunk by chunk. Nothing is read before it is asked for and nothing is kept, so
 * that memory stays flat whatever the number of rows. Stopping early closes the rows.
 * *Errors*: those of `rows`, as they are.
 */
export function renderReport(input: ReportInput): AsyncGenerator<string> {
  switch (input.view) {
    case 'keys':
      return write({ columns: KEY_COLUMNS, table: KEY_TABLE }, input.rows, input);
    case 'members':
      return write({ columns: MEMBER_COLUMNS, table: MEMBER_TABLE }, input.rows, input);
    case 'findings':
      return write({ columns: FINDING_COLUMNS, table: FINDING_TABLE }, input.rows, input);
    case 'service-tokens':
      return write(
        { columns: SERVICE_TOKEN_COLUMNS, table: SERVICE_TOKEN_TABLE },
        input.rows,
        input,
      );
  }
}

function write<Row>(
  layout: { columns: readonly Column<Row>[]; table: readonly TableColumn<Row>[] },
  rows: AsyncIterable<readonly Row[]>,
  options: Omit<ReportInput, 'rows'>,
): AsyncGenerator<string> {
  switch (options.format) {
    case 'csv':
      return writeCsv(layout.columns, rows, options);
    case 'json':
      return writeJson(rows, options);
    case 'ndjson':
      return writeNdjson(rows, options);
    case 'table':
      return writeTable(layout.table, rows, options);
  }
}
