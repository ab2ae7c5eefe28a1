'use client';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { parseAsString, parseAsStringLiteral, useQueryStates } from 'nuqs';
import type { ReplacementRow, ReplacementsSummary } from '@/lib/contract';
import {
  parseTableQuery,
  replacementsExportUrl,
  replacementsQuery,
  replacementsSummaryQuery,
} from '@/lib/client';
import { PLAN_AGES, REPLACEMENTS_TABLE } from '@/lib/contract/tables';
import { STAGES } from '@/lib/replacement/stages';
import { ExportLink } from '@/components/data-table/export-link';
import { SearchBox } from '@/components/data-table/search-box';
import { keysLink } from '@/components/overview/rows-link';
import { useShellSession } from '@/components/shell/session-context';
import { useOverview } from '@/components/shell/use-audits';
import { EmptyState } from '@/components/status/empty-state';
import { ErrorPanel } from '@/components/status/error-panel';
import { plural } from '@/components/status/format';
import { Button } from '@/components/ui/button';
import { PageBody } from '@/components/ui/section';
import { Select } from '@/components/ui/select';
import { Skeleton } from '@/components/ui/skeleton';
import { TextLink } from '@/components/ui/text-link';
import { ReplacedBar } from './replaced-bar';
import { ReplacementBoard } from './replacement-board';
import { ReplacementList } from './replacement-list';
import { PLAN_AGE_WORDS, STAGE_WORDS, wholeProgress } from './replacement-words';

const VIEWS = ['board', 'list'] as const;

const PARSERS = {
  view: parseAsStringLiteral(VIEWS).withDefault('board'),
  q: parseAsString,
  stage: parseAsString,
  created_by: parseAsString,
  age: parseAsString,
};

/** The work: every plan, by how far it is. */
export function ReplacementsScreen() {
  const { organization } = useShellSession();
  const [url, setUrl] = useQueryStates(PARSERS);
  const query = parseTableQuery(REPLACEMENTS_TABLE, (name) => {
    const values: Readonly<Record<string, string | null>> = url;
    return values[name];
  });
  const list = useInfiniteQuery(replacementsQuery(organization.id, query));
  const summary = useQuery(replacementsSummaryQuery(organization.id)).data;
  const narrowed = query.q !== null || Object.keys(query.filters).length > 0;
  const clear = () => void setUrl({ q: null, stage: null, created_by: null, age: null });
  return (
    <PageBody className="max-w-none">
      <div className="space-y-3">
        <div className="flex flex-wrap items-center gap-x-3 gap-y-2">
          <h1 className="text-xl font-semibold">Replacements</h1>
          <div className="ml-auto">
            <ExportLink
              href={replacementsExportUrl(organization.id, query)}
              rows={narrowed ? undefined : summary?.keys}
            />
          </div>
        </div>
        <WholeProgress summary={summary} />
        <div role="group" aria-label="Filters" className="flex flex-wrap items-center gap-2">
          <SearchBox
            label="Search plans"
            value={query.q}
            onSearch={(text) => void setUrl({ q: text.trim() || null })}
          />
          <Filter
            label="Stage"
            all="All stages"
            value={url.stage}
            options={STAGES.map((stage) => [stage, STAGE_WORDS[stage]])}
            onChange={(stage) => void setUrl({ stage })}
          />
          <Filter
            label="Started by"
            all="By anybody"
            value={url.created_by}
            options={starters(list.data ?? [], url.created_by)}
            onChange={(who) => void setUrl({ created_by: who })}
          />
          <Filter
            label="Age of the plan"
            all="Any age"
            value={url.age}
            options={PLAN_AGES.map((age) => [age, PLAN_AGE_WORDS[age]])}
            onChange={(age) => void setUrl({ age })}
          />
          <div role="group" aria-label="View" className="flex gap-1 sm:ml-auto">
            {VIEWS.map((view) => (
              <Button
                key={view}
                variant={url.view === view ? 'secondary' : 'ghost'}
                aria-pressed={url.view === view}
                onClick={() => void setUrl({ view })}
              >
                {view === 'board' ? 'Board' : 'List'}
              </Button>
            ))}
          </div>
        </div>
      </div>
      {list.isPending ? (
        <BoardSkeleton />
      ) : list.isError ? (
        <ErrorPanel
          title="Replacements could not be loaded."
          error={list.error}
          onRetry={() => void list.refetch()}
          className="px-0"
        />
      ) : list.data.length === 0 ? (
        <NoPlans narrowed={narrowed} onClear={clear} />
      ) : url.view === 'board' ? (
        <ReplacementBoard rows={list.data} counts={narrowed ? null : (summary?.stages ?? null)} />
      ) : (
        <ReplacementList rows={list.data} />
      )}
      {list.hasNextPage ? (
        <Button disabled={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
          Show more plans
        </Button>
      ) : null}
    </PageBody>
  );
}

/** How far the whole is, in words and as a bar. */
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
          {plural(summary.keys, 'key')} in {plural(summary.plans, 'plan')}.
        </span>
      </p>
      <ReplacedBar keys={whole.keys} gone={whole.gone} />
    </div>
  );
}

function NoPlans({ narrowed, onClear }: { narrowed: boolean; onClear: () => void }) {
  if (narrowed)
    return (
      <EmptyState
        title="No plan fits"
        action={<Button onClick={onClear}>Clear search and filters</Button>}
        className="px-0"
      >
        <p>None of the plans fits the search and the filters together.</p>
      </EmptyState>
    );
  return (
    <EmptyState title="No replacement has been started" className="px-0">
      <p>
        A replacement takes one or several API keys to one service token, step by step, until an
        audit no longer sees the old key. Start one from a{' '}
        <TextLink href={keysLink({ verdict: 'replace' })}>key to replace</TextLink>: open it and
        choose “Replace this key”, or select several and choose “Replace these”.
      </p>
    </EmptyState>
  );
}

type FilterProps = {
  label: string;
  all: string;
  value: string | null;
  options: readonly (readonly [value: string, word: string])[];
  onChange: (value: string | null) => void;
};

function Filter({ label, all, value, options, onChange }: FilterProps) {
  return (
    <Select
      aria-label={label}
      className="max-w-48"
      value={value ?? ''}
      onChange={(event) => onChange(event.target.value || null)}
    >
      <option value="">{all}</option>
      {options.map(([one, word]) => (
        <option key={one} value={one}>
          {word}
        </option>
      ))}
    </Select>
  );
}

/** Who started the plans that are shown, and who is chosen. */
function starters(rows: readonly ReplacementRow[], chosen: string | null) {
  const names = new Set(rows.map(({ created_by }) => created_by));
  if (chosen !== null) names.add(chosen);
  return [...names].sort().map((name): [string, string] => [name, name.slice(0, 80)]);
}

function BoardSkeleton() {
  return (
    <div role="status" aria-label="Loading" className="grid gap-4 lg:grid-cols-6">
      {STAGES.map((stage) => (
        <div key={stage} className="space-y-2">
          <Skeleton className="h-6" />
          <Skeleton className="h-24" />
        </div>
      ))}
    </div>
  );
}
