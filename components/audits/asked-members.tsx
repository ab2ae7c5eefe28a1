'use client';
import { useInfiniteQuery } from '@tanstack/react-query';
import { Fragment } from 'react';
import type { Audit, MemberRow } from '@/lib/contract';
import { membersQuery } from '@/lib/client';
import type { TableQuery } from '@/lib/contract/tables';
import { memberLabel } from '@/components/status/member-words';
import { membersLink } from '@/lib/client/rows-link';
import { SafeText } from '@/components/status/safe-text';
import { Button } from '@/components/ui/button';
import { Skeleton } from '@/components/ui/skeleton';
import { TextLink } from '@/components/ui/text-link';
import { askedHere } from './certificate-words';
import { copy } from './copy';

const words = copy.followUp;

const NEWEST_FIRST: TableQuery = {
  q: null,
  filters: {},
  sort: { column: 'audited_at', direction: 'desc' },
};

/** This many members are named; the rest are counted. */
const NAMED = 8;

/** For a follow-up audit: the members that it audited itself, and how many results it carried over. */
export function AskedMembers({ audit, parentId }: { audit: Audit; parentId: string }) {
  const list = useInfiniteQuery(membersQuery(audit.id, NEWEST_FIRST));
  if (list.isPending) return <Skeleton className="h-5 w-60" />;
  if (!list.data)
    return (
      <span role="alert">
        {words.failed}{' '}
        <Button variant="link" size="sm" onClick={() => void list.refetch()}>
          {words.retry}
        </Button>
      </span>
    );
  const { rows, mayBeMore } = askedHere(audit, list.data);
  const more = mayBeMore && list.hasNextPage;
  const people = rows.filter((row) => row.kind === 'person').length;
  const others = audit.members.audited - people;
  return (
    <>
      {words.audited(people, rows.length - people, more)}
      {rows.length > 0 ? ': ' : ''}
      <Names audit={audit} rows={rows} />
      {others > 0 ? (
        <span className="block text-muted-foreground">
          {more ? words.someCarriedOver : words.carriedOver(others)}{' '}
          <TextLink href={`/audits/${parentId}`}>{words.previous}</TextLink>
        </span>
      ) : null}
    </>
  );
}

function Names({ audit, rows }: { audit: Audit; rows: readonly MemberRow[] }) {
  return (
    <>
      {rows.slice(0, NAMED).map((row, index) => (
        <Fragment key={row.id}>
          {index > 0 ? ', ' : ''}
          <TextLink href={membersLink({ audit: audit.id, member: row.id })}>
            <SafeText text={memberLabel(row)} />
          </TextLink>
        </Fragment>
      ))}
      {rows.length > NAMED ? words.more(rows.length - NAMED) : ''}
    </>
  );
}
