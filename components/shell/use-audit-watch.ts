'use client';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import type { Audit, Overview } from '@/lib/contract';
import { auditQuery } from '@/lib/client';
import { notify } from './notify';
import { isUnderWay, useOverview } from './use-audits';

const POLL_MS = 1000;

/**
 * Polls the running audit every second, even in a hidden tab. When an audit ends, it refetches the page's
 * data and shows a toast. Use it only once per page.
 */
export function useAuditWatch(): { audit: Audit | null; readAtMs: number } {
  const overview = useOverview().data;
  const runningId = overview?.running?.id ?? null;
  const { data, dataUpdatedAt } = useQuery({
    ...auditQuery(runningId ?? ''),
    enabled: runningId !== null,
    staleTime: 0,
    refetchInterval: (query) =>
      query.state.data && !isUnderWay(query.state.data) ? false : POLL_MS,
    refetchIntervalInBackground: true,
  });
  const audit = data?.id === runningId ? data : null;
  useTellOfEnds(audit, overview);
  useFollowUp(overview?.audit ?? null);
  return { audit: audit && isUnderWay(audit) ? audit : null, readAtMs: dataUpdatedAt };
}

/**
 * Announces each audit that ends while the page is open, once. A short audit may end before a poll sees it
 * run, so the overview is checked too.
 */
function useTellOfEnds(watched: Audit | null, overview: Overview | undefined): void {
  const client = useQueryClient();
  const seen = useRef<Set<string> | null>(null);
  useEffect(() => {
    if (overview === undefined) return;
    const ended = [watched, overview.audit, overview.last_failed].filter(
      (audit): audit is Audit => audit !== null && !isUnderWay(audit),
    );
    const isFirstLook = seen.current === null;
    const known = (seen.current ??= new Set());
    const news = ended.filter(({ id }) => !known.has(id));
    for (const { id } of news) known.add(id);
    const [latest] = news;
    if (isFirstLook || latest === undefined) return;
    void client.invalidateQueries();
    void announce(latest);
  }, [watched, overview, client]);
}

/** Refetches the page's data when the server finishes its work on the latest audit. */
function useFollowUp(latest: Audit | null): void {
  const client = useQueryClient();
  const state =
    latest === null ? null : `${latest.id} ${latest.evaluated_at} ${latest.plan_checks_pending}`;
  const seen = useRef(state);
  useEffect(() => {
    if (seen.current === state) return;
    const isFirstLook = seen.current === null;
    seen.current = state;
    if (!isFirstLook) void client.invalidateQueries();
  }, [state, client]);
}

async function announce(audit: Audit): Promise<void> {
  const { auditOutcome } = await import('./outcome');
  const { kind, title, description } = auditOutcome(audit);
  if (document.hidden) announceInTitle(title);
  await notify(kind, title, description);
}

/** Shows the outcome as the title of a hidden tab until the user returns. */
function announceInTitle(title: string): void {
  const before = document.title;
  document.title = title;
  document.addEventListener(
    'visibilitychange',
    () => {
      if (document.title === title) document.title = before;
    },
    { once: true },
  );
}
