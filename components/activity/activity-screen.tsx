'use client';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import type { ActivityRow } from '@/lib/contract';
import { activityFacetsQuery, activityQuery } from '@/lib/client';
import { ACTIVITY_TABLE } from '@/lib/contract/tables';
import { initialsOf } from '@/lib/domain/core';
import type { FilterOffer } from '@/components/table/filter-offer';
import { FilterRow } from '@/components/table/filter-row';
import { NoRows } from '@/components/table/no-rows';
import { PagedList } from '@/components/table/paged-list';
import { SearchBox } from '@/components/table/search-box';
import { useTableState } from '@/components/table/use-table-state';
import { useShellSession } from '@/components/shell/session-context';
import { ErrorPanel } from '@/components/status/error-panel';
import { formatDay, formatUtc } from '@/components/status/format';
import { SafeText } from '@/components/status/safe-text';
import { TableSkeleton } from '@/components/status/skeletons';
import { Initials } from '@/components/ui/initials';
import { TextLink } from '@/components/ui/text-link';
import { ACTION_SENTENCES, ACTION_WORDS } from './activity-words';
import { copy } from './copy';

const OFFERS: readonly FilterOffer[] = [
  {
    name: 'action',
    label: copy.action,
    word: (value) => (ACTION_WORDS as Readonly<Record<string, string>>)[value] ?? value,
    onlyWithRows: true,
  },
];

/** The activity log, latest first. Entries can't be changed or deleted individually. */
export function ActivityScreen() {
  const { organization } = useShellSession();
  const state = useTableState(ACTIVITY_TABLE, 'entry');
  const list = useInfiniteQuery(activityQuery(organization.id, state.query));
  const facets = useQuery(activityFacetsQuery(organization.id, state.query)).data;
  return (
    <div className="pb-8">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-2 px-4 pt-3 pb-2">
        <h1 className="text-xl font-semibold">{copy.title}</h1>
        <p className="text-sm text-muted-foreground">{copy.intro}</p>
        <div className="w-full sm:ml-auto sm:w-auto">
          <SearchBox label={copy.search} value={state.query.q} onSearch={state.setSearch} />
        </div>
      </div>
      <FilterRow offers={OFFERS} state={state} facets={facets} idWords={() => copy.ofAudit} />
      <div className="border-t">
        <PagedList
          list={list}
          skeleton={<TableSkeleton rows={10} />}
          failed={(problem) => <ErrorPanel title={copy.loadError} {...problem} />}
          empty={<NoRows state={state} {...(state.narrowed ? copy.noMatches : copy.none)} />}
          more={copy.more}
          moreClassName="mx-4"
        >
          {(rows) => <Days rows={rows} />}
        </PagedList>
      </div>
    </div>
  );
}

/** Entries grouped by day, in UTC like all exact times here. */
function Days({ rows }: { rows: readonly ActivityRow[] }) {
  const days = byDay(rows);
  return (
    <>
      {[...days].map(([day, entries]) => (
        <section key={day} aria-label={day}>
          <h2 className="border-b bg-muted px-4 py-1.5 text-xs font-medium text-muted-foreground tabular-nums">
            {day}
          </h2>
          <ol>
            {entries.map((entry) => (
              <Entry key={entry.id} entry={entry} />
            ))}
          </ol>
        </section>
      ))}
    </>
  );
}

function byDay(rows: readonly ActivityRow[]): Map<string, ActivityRow[]> {
  const days = new Map<string, ActivityRow[]>();
  for (const row of rows) {
    const day = formatDay(row.at);
    days.set(day, [...(days.get(day) ?? []), row]);
  }
  return days;
}

function Entry({ entry }: { entry: ActivityRow }) {
  const { ruleTitles } = useShellSession();
  return (
    <li className="flex items-baseline gap-3 border-b px-4 py-2 text-sm">
      <time
        dateTime={entry.at}
        title={formatUtc(entry.at)}
        className="w-16 shrink-0 text-muted-foreground tabular-nums"
      >
        {entry.at.slice(11, 19)}
      </time>
      <p className="min-w-0 flex-1">
        <Actor entry={entry} /> {ACTION_SENTENCES[entry.action](entry.details, ruleTitles)}
      </p>
      {entry.address === null ? null : (
        <SafeText
          text={entry.address}
          className="hidden shrink-0 text-muted-foreground tabular-nums sm:inline"
        />
      )}
      {entry.audit_id ? (
        <TextLink href={`/audits/${entry.audit_id}`} className="shrink-0">
          {copy.viewAudit}
        </TextLink>
      ) : null}
    </li>
  );
}

/** Who acted: the name, then the email address. */
function Actor({ entry: { actor, actor_name: name } }: { entry: ActivityRow }) {
  return (
    <>
      <Initials initials={initialsOf(name ?? actor)} className="mr-1.5 size-5" />
      <SafeText text={name ?? actor} className="font-medium" />
      {name === null ? null : (
        <span className="text-muted-foreground">
          {' '}
          (<SafeText text={actor} />)
        </span>
      )}
    </>
  );
}
