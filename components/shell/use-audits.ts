'use client';
import { useQuery } from '@tanstack/react-query';
import { parseAsString, useQueryState } from 'nuqs';
import type { Audit } from '@/lib/contract';
import { auditQuery, overviewQuery } from '@/lib/client';
import { useShellSession } from './session-context';

/** How often the page asks whether somebody else started an audit. */
const LOOK_MS = 30_000;
/** The same while the server still works on the latest audit. */
const LOOK_SOON_MS = 1000;

export const isUnderWay = (audit: Audit) => audit.status === 'queued' || audit.status === 'running';

/** The overview of the signed-in organization, kept fresh. */
export function useOverview() {
  const { organization } = useShellSession();
  return useQuery({
    ...overviewQuery(organization.id),
    refetchInterval: ({ state }) =>
      state.data?.audit?.plan_checks_pending || state.data?.audit?.evaluation_stale
        ? LOOK_SOON_MS
        : LOOK_MS,
  });
}

/** The audit that is under way with its newest counts; `null` when there is none. */
export function useRunningAudit(): Audit | null {
  const running = useOverview().data?.running ?? null;
  const live = useQuery({
    ...auditQuery(running?.id ?? ''),
    enabled: false,
  }).data;
  const audit = live && live.id === running?.id ? live : running;
  return audit && isUnderWay(audit) ? audit : null;
}

/**
 * Asks the server whether an audit is under way: what is on the page may be half a minute old, and
 * somebody else may have started one. Where the server does not answer, what the page knows counts.
 */
export function useFreshRunningAudit(): () => Promise<Audit | null> {
  const overview = useOverview();
  const known = useRunningAudit();
  return async () => {
    const fresh = await overview.refetch();
    if (fresh.isError || fresh.data === undefined) return known;
    const { running } = fresh.data;
    return running && isUnderWay(running) ? running : null;
  };
}

export type ShownAudit =
  | { kind: 'pending' }
  | { kind: 'error'; error: unknown; retry: () => void }
  /** No audit has looked at anything yet. */
  | { kind: 'none' }
  | { kind: 'audit'; audit: Audit };

/**
 * The audit whose rows a screen shows: the one that the URL names (`?audit=`), else the newest
 * complete or partial one, else the first one while it runs.
 */
export function useShownAudit(): ShownAudit {
  const [asked] = useQueryState('audit', parseAsString);
  const overview = useOverview();
  const running = useRunningAudit();
  const named = useQuery({ ...auditQuery(asked ?? ''), enabled: asked !== null });
  const query = asked === null ? overview : named;
  if (query.isPending) return { kind: 'pending' };
  if (query.isError)
    return { kind: 'error', error: query.error, retry: () => void query.refetch() };
  const audit = asked === null ? (overview.data?.audit ?? running) : (named.data ?? null);
  return audit ? { kind: 'audit', audit } : { kind: 'none' };
}
