import { exportUrl } from '@/lib/client';
import type { Facets } from '@/lib/contract/tables';
import { cn } from '@/components/ui/cn';
import { Skeleton } from '@/components/ui/skeleton';
import { ExportLink } from './export-link';
import type { ResourceDefinition, ResourceProps } from './resource-definition';
import { SearchBox } from './search-box';
import type { DataColumn } from './types';
import { ViewMenu } from './view-menu';

type ResourceHeadProps<Row extends { id: string }> = {
  definition: ResourceDefinition<Row>;
  shown: ResourceProps;
  columns: readonly DataColumn<Row>[];
  facets: Facets | undefined;
  onPrint: () => void;
};

/** The title with the number of rows, search, view menu and export. */
export function ResourceHead<Row extends { id: string }>({
  definition: { text, schema, exportView, count, HeadNote, HeadAction },
  shown,
  columns,
  facets,
  onPrint,
}: ResourceHeadProps<Row>) {
  // The table renders its head only when something in it changes, so caching its parts would only add code.
  'use no memo';
  const { audit, state } = shown;
  const words = facets && count(facets, shown);
  return (
    <div className="flex flex-wrap items-center gap-x-3 gap-y-2 px-4 pt-3 pb-2">
      <h1 className="text-xl font-semibold">{text.title}</h1>
      <div
        className="flex flex-wrap items-center gap-x-2 gap-y-1 text-sm text-muted-foreground tabular-nums"
        aria-live="polite"
      >
        {words === undefined ? <Skeleton className="h-4 w-16" /> : words && <span>{words}</span>}
        {HeadNote && <HeadNote {...shown} />}
      </div>
      <div
        className={cn(
          'flex w-full items-center gap-2 lg:ml-auto lg:w-auto',
          HeadAction && 'flex-wrap',
        )}
      >
        <SearchBox label={text.search} value={state.query.q} onSearch={state.setSearch} />
        <ViewMenu columns={columns} state={state} onPrint={onPrint} />
        {HeadAction && <HeadAction {...shown} />}
        <ExportLink
          audit={audit}
          href={exportUrl({
            auditId: audit.id,
            view: exportView,
            table: { schema, query: state.query },
          })}
          rows={facets?.total}
        />
      </div>
    </div>
  );
}
