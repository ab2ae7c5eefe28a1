'use client';
import { useQuery } from '@tanstack/react-query';
import { usePathname } from 'next/navigation';
import { parseAsString, useQueryState } from 'nuqs';
import type { Audit } from '@/lib/contract';
import { auditQuery, overviewQuery } from '@/lib/client';
import { useShellSession } from './session-context';

/** How often the page checks whether someone else has started an audit. */
const LOOK_MS = 30_000;
/** The same while the server still evaluates the latest audit or checks plans. */
const LOOK_SOON_MS = 1000;

export const isUnderWay = (audit: Audit) => audit.status === 'queued' || audit.status === 'running';

/** The overview of the current organization, refetched regularly. */
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

/** The running audit with its latest counts; `null` if none is running. */
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
 * Asks the server whether an audit is running. The page's data may be half a minute old, and someone else may
 * have started one. If the server doesn't answer, it returns what the page knows.
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
  /** There is no audit with data yet. */
  | { kind: 'none' }
  | { kind: 'audit'; audit: Audit };

/**
 * The audit whose rows a screen shows. In this order: the one in the URL (`?audit=`), the latest complete or
 * partial one, or the first audit while it runs.
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

/** The screens that show the rows of the audit in the URL. */
const SCREENS_OF_ROWS = ['/workloads', '/findings', '/keys', '/members', '/service-tokens'];

/** The audit that this page shows although a later one has results; `null` if it shows the latest. */
export function useOldAudit(): Audit | null {
  const path = usePathname();
  const [asked] = useQueryState('audit', parseAsString);
  const latest = useOverview().data?.audit;
  const [, ofPage] = /^\/audits\/(.+)/.exec(path) ?? [];
  const id = ofPage ?? (SCREENS_OF_ROWS.includes(path) ? asked : null);
  const { data } = useQuery({ ...auditQuery(id ?? ''), enabled: Boolean(id) });
  return data && latest && data.id !== latest.id && !isUnderWay(data) ? data : null;
}
