'use client';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { parseAsStringLiteral, useQueryState } from 'nuqs';
import type { ReplacementRow } from '@/lib/contract';
import { replacementFacetsQuery, replacementsQuery } from '@/lib/client';
import { REPLACEMENTS_TABLE, type Facets } from '@/lib/contract/tables';
import { STAGES } from '@/lib/domain/replacement-plan/stages';
import { FilterRow } from '@/components/table/filter-row';
import { useTableState, type TableState } from '@/components/table/use-table-state';
import { keysLink } from '@/lib/client/rows-link';
import { useShellSession } from '@/components/shell/session-context';
import { EmptyState } from '@/components/status/empty-state';
import { Button } from '@/components/ui/button';
import { Skeleton } from '@/components/ui/skeleton';
import { TextLink } from '@/components/ui/text-link';
import { copy } from './copy';
import { PlanError } from './plan-error';
import { ReplacementBoard } from './replacement-board';
import { planFilters } from './replacement-filters';
import { ReplacementList } from './replacement-list';
import { hasNoPlans, REPLACEMENT_VIEWS, ReplacementsHead } from './replacements-head';

const VIEW = parseAsStringLiteral(REPLACEMENT_VIEWS).withDefault('board');

/** All replacement plans by stage, as a board or a list. */
export function ReplacementsScreen() {
  const { organization } = useShellSession();
  const [view, setView] = useQueryState('view', VIEW);
  const state = useTableState(REPLACEMENTS_TABLE, 'plan');
  const list = useInfiniteQuery(replacementsQuery(organization.id, state.query));
  const facets = useQuery(replacementFacetsQuery(organization.id, state.query)).data;
  const shown = { rows: list.data ?? [], countOf: stageCounts(state, facets) };
  return (
    <div className="pb-8">
      <ReplacementsHead
        state={state}
        facets={facets}
        view={view}
        onView={(next) => void setView(next)}
      />
      {hasNoPlans(state, facets) ? null : (
        <FilterRow offers={planFilters(facets)} state={state} facets={facets} />
      )}
      <div className="space-y-4 border-t px-4 pt-4">
        {list.isPending ? (
          <BoardSkeleton />
        ) : !list.data ? (
          <PlanError
            title={copy.list.failed}
            error={list.error}
            onRetry={() => void list.refetch()}
          />
        ) : list.data.length === 0 ? (
          <NoPlans state={state} />
        ) : (
          <div className={list.isPlaceholderData ? 'opacity-55' : undefined}>
            {view === 'board' ? <ReplacementBoard {...shown} /> : <ReplacementList {...shown} />}
          </div>
        )}
        {list.hasNextPage ? (
          <Button disabled={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
            {copy.list.showMore}
          </Button>
        ) : null}
      </div>
    </div>
  );
}

/**
 * Counts the matching plans of each stage. A facet ignores its own filter, so the stage filter is applied
 * here.
 */
function stageCounts(state: TableState, facets: Facets | undefined) {
  const chosen = state.query.filters.stage;
  return (stage: ReplacementRow['stage']): number | undefined => {
    if (chosen !== undefined && !chosen.includes(stage)) return 0;
    return facets?.facets.stage?.find(({ value }) => value === stage)?.count;
  };
}

function NoPlans({ state }: { state: TableState }) {
  if (state.narrowed)
    return (
      <EmptyState
        title={copy.list.noMatch.title}
        action={<Button onClick={state.clear}>{copy.list.noMatch.clear}</Button>}
        className="px-0"
      >
        <p>{copy.list.noMatch.text}</p>
      </EmptyState>
    );
  return (
    <EmptyState
      title={copy.list.empty.title}
      action={<TextLink href={keysLink({ verdict: 'replace' })}>{copy.list.empty.link}</TextLink>}
      className="px-0"
    >
      <p>{copy.list.empty.text}</p>
    </EmptyState>
  );
}

function BoardSkeleton() {
  return (
    <div role="status" aria-label={copy.loading} className="grid gap-4 lg:grid-cols-6">
      {STAGES.map((stage) => (
        <div key={stage} className="space-y-2">
          <Skeleton className="h-6" />
          <Skeleton className="h-24" />
        </div>
      ))}
    </div>
  );
}
