'use client';
import { useQuery } from '@tanstack/react-query';
import { replacementsExportUrl, replacementsSummaryQuery } from '@/lib/client';
import type { ReplacementsSummary } from '@/lib/contract';
import type { Facets } from '@/lib/contract/tables';
import { ExportLink } from '@/components/table/export-link';
import { SearchBox } from '@/components/table/search-box';
import type { TableState } from '@/components/table/use-table-state';
import { useShellSession } from '@/components/shell/session-context';
import { useOverview } from '@/components/shell/use-audits';
import { plural } from '@/components/status/format';
import { Button } from '@/components/ui/button';
import { Skeleton } from '@/components/ui/skeleton';
import { ReplacedBar } from '@/components/status/replaced-bar';
import { wholeProgress } from '@/components/status/replacement-words';
import { copy } from './copy';

export const REPLACEMENT_VIEWS = ['board', 'list'] as const;
type View = (typeof REPLACEMENT_VIEWS)[number];
const VIEW_WORDS: Record<View, string> = copy.list.views;

type HeadProps = {
  state: TableState;
  facets: Facets | undefined;
  view: View;
  onView: (view: View) => void;
};

export function ReplacementsHead({ state, facets, view, onView }: HeadProps) {
  const { organization } = useShellSession();
  const summary = useQuery(replacementsSummaryQuery(organization.id)).data;
  if (hasNoPlans(state, facets))
    return <h1 className="px-4 pt-3 pb-2 text-xl font-semibold">{copy.title}</h1>;
  return (
    <div className="space-y-3 px-4 pt-3 pb-3">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-2">
        <h1 className="text-xl font-semibold">{copy.title}</h1>
        <div className="text-sm text-muted-foreground tabular-nums" aria-live="polite">
          {!facets ? (
            <Skeleton className="h-4 w-16" />
          ) : state.narrowed ? (
            copy.list.shown(facets.total, facets.unfiltered)
          ) : (
            plural(facets.unfiltered, 'plan')
          )}
        </div>
        <div className="flex w-full flex-wrap items-center gap-2 lg:ml-auto lg:w-auto">
          <SearchBox label={copy.list.search} value={state.query.q} onSearch={state.setSearch} />
          <div role="group" aria-label={copy.list.view} className="flex gap-1">
            {REPLACEMENT_VIEWS.map((one) => (
              <Button
                key={one}
                variant={view === one ? 'secondary' : 'ghost'}
                aria-pressed={view === one}
                onClick={() => onView(one)}
              >
                {VIEW_WORDS[one]}
              </Button>
            ))}
          </div>
          <ExportLink
            href={replacementsExportUrl(organization.id, state.query)}
            rows={state.narrowed ? undefined : summary?.keys}
          />
        </div>
      </div>
      <WholeProgress summary={summary} />
    </div>
  );
}

/** Whether there are no plans at all, so that search, filters and export make no sense. */
export function hasNoPlans(state: TableState, facets: Facets | undefined): boolean {
  return facets?.unfiltered === 0 && !state.narrowed;
}

function WholeProgress({ summary }: { summary: ReplacementsSummary | undefined }) {
  const toReplace = useOverview().data?.audit?.verdicts?.replace;
  if (summary === undefined) return <Skeleton className="h-5 w-64" />;
  if (summary.plans === 0) return null;
  const whole = wholeProgress(summary, toReplace);
  return (
    <div className="max-w-120 space-y-1.5">
      <p className="text-base tabular-nums">
        {whole.words}.{' '}
        <span className="text-muted-foreground">
          {copy.list.keysInPlans(summary.keys, summary.plans)}
        </span>
      </p>
      <ReplacedBar keys={whole.keys} gone={whole.gone} />
    </div>
  );
}
