import type { Audit, FindingRow, KeyRow, MemberRow, ServiceTokenRow } from '@/lib/contract';

/** What a report lists. */
export const REPORT_VIEWS = ['keys', 'members', 'findings', 'service-tokens'] as const;
export type ReportView = (typeof REPORT_VIEWS)[number];

/** How a report is written; `table` is for terminals. */
export const REPORT_FORMATS = ['csv', 'json', 'ndjson', 'table'] as const;
export type ReportFormat = (typeof REPORT_FORMATS)[number];

/** Media type and file extension of each format. */
export const REPORT_MEDIA: Readonly<
  Record<ReportFormat, { contentType: string; extension: string }>
> = {
  csv: { contentType: 'text/csv; charset=utf-8; header=present', extension: 'csv' },
  json: { contentType: 'application/json; charset=utf-8', extension: 'json' },
  ndjson: { contentType: 'application/x-ndjson; charset=utf-8', extension: 'ndjson' },
  table: { contentType: 'text/plain; charset=utf-8', extension: 'txt' },
};

/** The wire row that each view is made of. */
type RowOf = {
  keys: KeyRow;
  members: MemberRow;
  findings: FindingRow;
  'service-tokens': ServiceTokenRow;
};

/** What the rules judged by, and where that came from: a file's name, or `defaults`. */
export type SettingsUsed = {
  version: number;
  source: string;
  /** How many exceptions, and how many keys of which was said who uses them. */
  exceptions: number;
  used_by: number;
};

/** What a report is made from. `rows` comes in batches, as many as there are, in their order. */
export type ReportInput = {
  [View in ReportView]: {
    view: View;
    rows: AsyncIterable<readonly RowOf[View][]>;
    format: ReportFormat;
    /** The audit that the rows are of; its coverage goes with them. */
    audit: Audit;
    /** Said in the head of each format but CSV, whose columns are fixed. */
    settings?: SettingsUsed;
    /** CSV only: starts with a byte order mark, so that Excel takes the text for UTF-8. */
    bom?: boolean;
  };
}[ReportView];

/** One column of the CSV. */
export type Column<Row, About = Audit> = {
  name: string;
  /** `text` is what people and upstream wrote: there a formula is made harmless. */
  kind: 'text' | 'plain';
  /** `about`: what all rows are of. */
  value: (row: Row, about: About) => string | number;
};

/** One column of the table for terminals. *Units*: widths in terminal cells. */
export type TableColumn<Row> = {
  title: string;
  maxWidth: number;
  align?: 'right';
  value: (row: Row) => string | number;
};
