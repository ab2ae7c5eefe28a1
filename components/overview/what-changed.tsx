'use client';
import { useQuery } from '@tanstack/react-query';
import { parseAsString, useQueryState } from 'nuqs';
import { firstChangesQuery } from '@/lib/client';
import { keysLink } from '@/lib/client/rows-link';
import type { Audit, ChangeRow, Overview } from '@/lib/contract';
import { CHANGE_KINDS, type ChangeKind } from '@/lib/domain/core';
import { ChangeBadge } from '@/components/status/change-badge';
import { ErrorLine } from '@/components/status/error-line';
import { formatDay, formatNumber, formatUtc } from '@/components/status/format';
import { SafeText } from '@/components/status/safe-text';
import { Section } from '@/components/ui/section';
import { Select } from '@/components/ui/select';
import { Skeleton } from '@/components/ui/skeleton';
import { TextLink } from '@/components/ui/text-link';
import { copy } from './copy';

const TEXT = copy.changes;
/** As many as the overview brings of the changes since the previous audit. */
const SHOWN = 8;

type Point = Overview['trend'][number];

/** What happened to keys since an earlier audit of all members, which can be picked (`?since=`). */
export function WhatChanged({ overview, audit }: { overview: Overview; audit: Audit }) {
  const [asked, setAsked] = useQueryState('since', parseAsString);
  // The last point of the trend is this audit, or the one that this follow-up belongs to.
  const earlier = overview.trend.slice(0, -1).toReversed();
  const baseline = earlier.find(({ audit_id }) => audit_id === asked) ?? earlier[0];
  const since = baseline?.audit_id ?? audit.previous_id;
  return (
    <Section
      title={earlier.length > 1 ? TEXT.since : TEXT.title}
      aside={
        earlier.length > 1 ? (
          <Select
            aria-label={TEXT.compareWith}
            value={since ?? ''}
            options={earlier.map((point) => ({
              value: point.audit_id,
              label: nameOf(point, earlier),
            }))}
            onChange={(id) => void setAsked(id === earlier[0]?.audit_id ? null : id)}
          />
        ) : null
      }
    >
      {since === null ? (
        <p className="text-sm text-muted-foreground">{TEXT.first}</p>
      ) : since === audit.previous_id ? (
        <Changes
          audit={audit}
          since={since}
          counts={audit.changes}
          changes={overview.changes}
          link={linkOf}
        />
      ) : (
        <ChangesSince audit={audit} since={since} />
      )}
    </Section>
  );
}

/** The day of an audit, with the time if another one is of the same day. */
function nameOf(point: Point, all: readonly Point[]): string {
  const day = formatDay(point.finished_at);
  const isOnlyOne = all.filter(({ finished_at }) => formatDay(finished_at) === day).length === 1;
  const date = isOnlyOne ? day : formatUtc(point.finished_at);
  return point.partial ? TEXT.partialAudit(date) : date;
}

/**
 * The rows that a change since the previous audit links to. Gone keys need a state filter, because the table
 * hides them by default.
 */
const linkOf = (kind: ChangeKind): string =>
  keysLink({ change: kind, ...(kind === 'gone' ? { state: 'gone' } : {}) });

function ChangesSince({ audit, since }: { audit: Audit; since: string }) {
  const { data, error } = useQuery(firstChangesQuery(audit.id, since, SHOWN));
  if (error) return <ErrorLine error={error} before={TEXT.loadError} />;
  if (data === undefined) return <Skeleton className="h-72" />;
  return <Changes audit={audit} since={since} counts={data.counts} changes={data.objects} />;
}

type ChangesProps = {
  audit: Audit;
  since: string;
  counts: Audit['changes'];
  changes: readonly ChangeRow[];
  /** Where a count links to; the keys table filters by changes since the previous audit only. */
  link?: (kind: ChangeKind) => string;
};

function Changes({ audit, since, counts, changes, link }: ChangesProps) {
  const missing = audit.members.blocked + audit.members.failed;
  const search = since === audit.previous_id ? '' : `?since=${since}`;
  return (
    <>
      {counts === null ? null : (
        <p className="mb-1 flex gap-3 text-sm tabular-nums">
          {CHANGE_KINDS.map((kind) => {
            const text = TEXT.count[kind](formatNumber(counts[kind]));
            return link === undefined ? (
              <span key={kind}>{text}</span>
            ) : (
              <TextLink key={kind} href={link(kind)}>
                {text}
              </TextLink>
            );
          })}
        </p>
      )}
      {missing > 0 ? <p className="mb-1 text-sm text-muted-foreground">{TEXT.partial}</p> : null}
      {changes.length === 0 ? (
        <p className="text-sm text-muted-foreground">{TEXT.none}</p>
      ) : (
        <>
          <ul>
            {changes.map((change) => (
              <ChangeLine key={change.key_id} change={change} />
            ))}
          </ul>
          <p className="mt-2 text-sm">
            <TextLink href={`/audits/${audit.id}${search}#differences`}>{TEXT.all}</TextLink>
          </p>
        </>
      )}
    </>
  );
}

function ChangeLine({ change }: { change: ChangeRow }) {
  const state = change.kind === 'gone' ? { state: 'gone' } : {};
  return (
    <li className="flex h-9 items-center gap-3 border-b text-sm">
      <ChangeBadge kind={change.kind} />
      <TextLink href={keysLink({ key: change.key_id, ...state })} className="min-w-0">
        <SafeText text={change.name} clip />
      </TextLink>
      <span className="ml-auto min-w-0 truncate text-muted-foreground max-sm:hidden">
        <SafeText text={change.user_email ?? change.user_id} clip />
      </span>
    </li>
  );
}
