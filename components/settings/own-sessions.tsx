'use client';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { OwnSession } from '@/lib/contract';
import { endSessionMutation, endSessionsMutation, sessionsQuery } from '@/lib/client';
import { endSession } from '@/components/shell/end-session';
import { useShellSession } from '@/components/shell/session-context';
import { ErrorPanel } from '@/components/status/error-panel';
import { RelativeTime } from '@/components/status/relative-time';
import { SafeText } from '@/components/status/safe-text';
import { Button } from '@/components/ui/button';
import { Section } from '@/components/ui/section';
import { Skeleton } from '@/components/ui/skeleton';
import { copy } from './copy';

const words = copy.sessions;

/** The owner's sessions, with buttons to sign out of each one or of all. */
export function OwnSessions() {
  const { organization } = useShellSession();
  const query = useQuery(sessionsQuery(organization.id));
  const everywhere = useMutation({
    ...endSessionsMutation(organization.id),
    onSuccess: () => endSession(),
  });
  return (
    <Section title={words.own}>
      {query.isPending ? (
        <Skeleton className="h-8 w-48" />
      ) : query.isError ? (
        <ErrorPanel
          title={words.failed}
          error={query.error}
          onRetry={() => void query.refetch()}
          className="px-0 py-4"
        />
      ) : (
        <ul aria-label={words.own} className="divide-y border-y text-sm">
          {query.data.objects.map((session) => (
            <SessionRow key={session.id} session={session} />
          ))}
        </ul>
      )}
      <Button
        className="mt-3"
        disabled={everywhere.isPending || everywhere.isSuccess}
        onClick={() => everywhere.mutate()}
      >
        {words.signOutEverywhere}
      </Button>
      {everywhere.isError ? (
        <p role="alert" className="mt-2 text-sm text-critical">
          {words.signOutEverywhereFailed(everywhere.error.message)}
        </p>
      ) : null}
    </Section>
  );
}

function SessionRow({ session }: { session: OwnSession }) {
  const { organization } = useShellSession();
  const end = useMutation(endSessionMutation(useQueryClient(), organization.id));
  return (
    <li className="flex flex-wrap items-center gap-x-4 gap-y-1 py-2">
      <span className="min-w-0 flex-1">
        <span className="block">
          {session.address === null ? words.addressUnknown : <SafeText text={session.address} />}
          {session.current ? words.current : ''}
        </span>
        <span className="block text-muted-foreground">
          {words.started}
          <RelativeTime at={session.started_at} />
          {words.lastUsed}
          <RelativeTime at={session.last_used_at} />
        </span>
        {end.isError ? (
          <span role="alert" className="block text-critical">
            {words.signOutFailed(end.error.message)}
          </span>
        ) : null}
      </span>
      <Button
        disabled={end.isPending || end.isSuccess}
        onClick={() => {
          if (session.current) void endSession();
          else end.mutate(session.id);
        }}
      >
        {words.signOut}
      </Button>
    </li>
  );
}
