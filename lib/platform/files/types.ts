import type {
  Audit,
  FindingRow,
  KeyRow,
  MemberRow,
  ServiceTokenRow,
  WorkloadRow,
} from '@/lib/contract';

export const REPORT_VIEWS = ['keys', 'members', 'findings', 'service-tokens', 'workloads'] as const;
export type ReportView = (typeof REPORT_VIEWS)[number];

/** `table` is for terminals. */
export const REPORT_FORMATS = ['csv', 'json', 'ndjson', 'table'] as const;
export type ReportFormat = (typeof REPORT_FORMATS)[number];

export const REPORT_MEDIA: Readonly<
  Record<ReportFormat, { contentType: string; extension: string }>
> = {
  csv: { contentType: 'text/csv; charset=utf-8; header=present', extension: 'csv' },
  json: { contentType: 'application/json; charset=utf-8', extension: 'json' },
  ndjson: { contentType: 'application/x-ndjson; charset=utf-8', extension: 'ndjson' },
  table: { contentType: 'text/plain; charset=utf-8', extension: 'txt' },
};

/** The row type of each view. */
type RowOf = {
  keys: KeyRow;
  members: MemberRow;
  findings: FindingRow;
  'service-tokens': ServiceTokenRow;
  workloads: WorkloadRow;
};

/** The rule settings that were used. `source` is a file's name or `defaults`. */
export type SettingsUsed = {
  version: number;
  source: string;
  /** The number of accepted risks, and of keys whose usage was overridden. */
  exceptions: number;
  used_by: number;
};

/** The input of a report. `rows` are batches in the order of the report. */
export type ReportInput = {
  [View in ReportView]: {
    view: View;
    rows: AsyncIterable<readonly RowOf[View][]>;
    format: ReportFormat;
    /** The audit that the rows belong to. Its coverage is part of the report. */
    audit: Audit;
    /** Written at the head of each format except CSV, whose columns are fixed. */
    settings?: SettingsUsed;
    /** CSV only: starts with a byte order mark, so that Excel reads the text as UTF-8. */
    bom?: boolean;
  };
}[ReportView];

/** One CSV column. */
export type Column<Row, About = Audit> = {
  name: string;
  /** `text` was written by people or Braintrust, so formulas in it are made harmless. */
  kind: 'text' | 'plain';
  /** `about` is what all rows have in common, such as their audit. */
  value: (row: Row, about: About) => string | number;
};

/** One column of a terminal table. *Units*: widths in terminal cells. */
export type TableColumn<Row> = {
  title: string;
  maxWidth: number;
  align?: 'right';
  value: (row: Row) => string | number;
};
