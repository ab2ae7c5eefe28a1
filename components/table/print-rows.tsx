'use client';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useEffectEvent } from 'react';
import { loadAllRows } from '@/lib/client/load-all-rows';
import type { Facets } from '@/lib/contract/tables';
import { notify } from '@/components/shell/notify';
import { PrintHead } from '@/components/status/print-head';
import { Button } from '@/components/ui/button';
import { copy } from './copy-on-demand';
import type { ResourceDefinition, ResourceProps } from './resource-definition';
import { shownColumns } from './shown-columns';

/** More rows would fill hundreds of pages. */
const MOST_PRINTED = 5000;

export type PrintRowsProps<Row extends { id: string }> = {
  definition: ResourceDefinition<Row>;
  shown: ResourceProps;
  facets: Facets;
  /** Called when the print dialog was closed, or when there is nothing to print. */
  onDone: () => void;
};

/**
 * Loads all rows of a table, renders them on paper only, and opens the print dialog. The table on screen
 * can't be printed, because it renders only the rows in view.
 */
export function PrintRows<Row extends { id: string }>(props: PrintRowsProps<Row>) {
  const { definition, shown, facets, onDone } = props;
  const { audit, state } = shown;
  const client = useQueryClient();
  const options = definition.rows(audit.id, state.query);
  const tooMany = facets.total > MOST_PRINTED;
  const { data, error } = useQuery({
    queryKey: ['print', ...options.queryKey],
    queryFn: () => loadAllRows(client, options),
    enabled: !tooMany,
    retry: false,
    gcTime: 0,
    staleTime: Infinity,
  });
  const print = useEffectEvent(() => {
    if (tooMany) void notify('info', copy.print.tooMany, copy.print.tooManyHint(MOST_PRINTED));
    else if (error) void notify('error', copy.print.failed, error.message);
    else if (data) {
      window.addEventListener('afterprint', onDone, { once: true });
      window.print();
      return;
    } else return;
    onDone();
  });
  useEffect(() => print(), [tooMany, error, data]);
  if (tooMany || error) return null;
  if (!data)
    return (
      <div
        role="status"
        className="fixed right-4 bottom-4 z-40 flex items-center gap-3 rounded-md border bg-popover p-2 pl-3 text-sm shadow-sm"
      >
        {copy.print.loading(facets.total)}
        <Button size="sm" onClick={onDone}>
          {copy.print.cancel}
        </Button>
      </div>
    );
  const ids = shownColumns(definition.columns(audit), state.columns);
  const columns = definition.columns(audit).filter(({ id }) => ids.includes(id));
  const title = `${definition.text.title}: ${definition.count(facets, shown) ?? facets.total}`;
  return (
    <div className="print-only print-wide">
      <PrintHead title={title} audit={audit} />
      <table aria-label={title} className="w-full text-left">
        <thead>
          <tr>
            {columns.map(({ id, header }) => (
              <th key={id} scope="col" className="border-b py-1 pr-3 align-bottom font-medium">
                {header}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {data.map((row) => (
            <tr key={row.id} className="break-inside-avoid">
              {columns.map(({ id, cell, below }) => (
                <td key={id} className="border-b py-1 pr-3 align-top">
                  {cell(row)}
                  {below?.(row)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
