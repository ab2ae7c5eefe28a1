'use client';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { parseAsStringLiteral, useQueryState } from 'nuqs';
import type { ReplacementRow } from '@/lib/contract';
import { replacementFacetsQuery, replacementsQuery } from '@/lib/client';
import { REPLACEMENTS_TABLE, type Facets } from '@/lib/contract/tables';
import { STAGES } from '@/lib/domain/replacement-plan/stages';
import { FilterRow } from '@/components/table/filter-row';
import { NoRows } from '@/components/table/no-rows';
import { PagedList } from '@/components/table/paged-list';
import { useTableState, type TableState } from '@/components/table/use-table-state';
import { keysLink } from '@/lib/client/rows-link';
import { useShellSession } from '@/components/shell/session-context';
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
  const countOf = stageCounts(state, facets);
  const Plans = view === 'board' ? ReplacementBoard : ReplacementList;
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
      <div className="border-t px-4 pt-4">
        <PagedList
          list={list}
          skeleton={<BoardSkeleton />}
          failed={(problem) => <PlanError title={copy.list.failed} {...problem} />}
          empty={
            <NoRows
              state={state}
              {...(state.narrowed ? copy.list.noMatch : copy.list.empty)}
              action={
                <TextLink href={keysLink({ verdict: 'replace' })}>{copy.list.viewKeys}</TextLink>
              }
              className="px-0"
            />
          }
          more={copy.list.showMore}
        >
          {(rows) => <Plans rows={rows} countOf={countOf} />}
        </PagedList>
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
