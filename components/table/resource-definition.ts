import type { ComponentType, ReactNode } from 'react';
import type { Audit } from '@/lib/contract';
import type { ExportView, FacetOptions, ListOptions } from '@/lib/client';
import type { Facets, TableQuery, TableSchema } from '@/lib/contract/tables';
import type { ShellSession } from '@/components/shell/session-context';
import type { FilterOffer } from './filter-offer';
import type { SelectAll } from './selection-bar';
import type { DataColumn } from './types';
import type { TableState } from './use-table-state';

/** What the parts of a resource table get: the audit whose rows are shown, and the table's state. */
export type ResourceProps = { audit: Audit; state: TableState };

export type ResourcePanelProps<Row> = {
  audit: Audit;
  /** Id of the open row. */
  id: string;
  /** The row, if the table has loaded it. */
  row: Row | undefined;
  onClose: () => void;
};

export type ResourceSelectionProps<Row> = {
  audit: Audit;
  query: TableQuery;
  ids: readonly string[];
  /** The selected rows that the table has loaded. */
  rows: readonly Row[];
  selectAll: SelectAll;
  onClear: () => void;
};

/**
 * Everything that one `ResourceTable` doesn't share with the others. Load parts that are not always on screen
 * (`Empty`, `Panel`, the selection's `Bar`) with `next/dynamic`.
 */
export type ResourceDefinition<Row extends { id: string }> = {
  schema: TableSchema;
  rows: (auditId: string, query: TableQuery) => ListOptions<Row>;
  facets: (auditId: string, query: TableQuery) => FacetOptions;
  exportView: ExportView;
  /** URL parameter with the id of the open row, such as "key". */
  openParameter: string;
  text: {
    title: string;
    /** Accessible name of the table. */
    table: string;
    /** Accessible name and placeholder of the search box. */
    search: string;
    /**
     * What the screen will show once there is an audit. `impersonation` says which members an audit
     * impersonates, in full sentences.
     */
    beforeFirstAudit: (impersonation: string) => string;
  };
  /** The number of rows, beside the title; `null` for none. */
  count: (facets: Facets, shown: ResourceProps) => string | null;
  /** Shown after the number of rows. */
  HeadNote?: ComponentType<ResourceProps>;
  /** A button beside the export link. */
  HeadAction?: ComponentType<ResourceProps>;
  filters: (session: ShellSession) => readonly FilterOffer[];
  /** The label of an id filter that a link has set, such as "Holder: ada@acme.com". */
  idFilterText?: (name: string, ids: readonly string[], rows: readonly Row[]) => string | undefined;
  columns: (audit: Audit) => readonly DataColumn<Row>[];
  /** Draws a row as a two-line card, for small screens. */
  card: (row: Row, audit: Audit) => ReactNode;
  /** Says why there are no rows, with `NoRows`. */
  Empty: ComponentType<ResourceProps>;
  /** The details of the open row. */
  Panel: ComponentType<ResourcePanelProps<Row>>;
  /** The actions for the selected rows; without it, rows can't be selected. */
  selection?: {
    /** The name of a row, for its checkbox. */
    rowName: (row: Row) => string;
    Bar: ComponentType<ResourceSelectionProps<Row>>;
  };
};
