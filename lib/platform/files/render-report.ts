import {
  FINDING_COLUMNS,
  KEY_COLUMNS,
  MEMBER_COLUMNS,
  SERVICE_TOKEN_COLUMNS,
  WORKLOAD_COLUMNS,
} from './csv-columns';
import {
  FINDING_TABLE,
  KEY_TABLE,
  MEMBER_TABLE,
  SERVICE_TOKEN_TABLE,
  WORKLOAD_TABLE,
} from './terminal-columns';
import type { Column, ReportInput, TableColumn } from './types';
import { writeCsv } from './write-csv';
import { writeJson, writeNdjson } from './write-json';
import { writeTable } from './write-table';

/**
 * Renders a report as chunks of text. It reads rows on demand and keeps none, so memory stays flat for any
 * number of rows. Stopping early closes `rows`.
 * *Errors*: those of `rows`, unchanged.
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
    case 'workloads':
      return write({ columns: WORKLOAD_COLUMNS, table: WORKLOAD_TABLE }, input.rows, input);
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
