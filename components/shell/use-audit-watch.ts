'use client';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import type { Audit, Overview } from '@/lib/contract';
import { auditQuery } from '@/lib/client';
import { notify } from './notify';
import { isUnderWay, useOverview } from './use-audits';

const POLL_MS = 1000;

/**
 * Asks after the running audit every second, hidden tab or not. When one has ended everything on the
 * page is asked again and what changed is told. One place in the page only may use this.
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
 * Tells of each audit that ends while the page is open, once. One that asked a few members only may
 * have ended before anybody saw it run: then the overview is the first to know of it.
 */
function useTellOfEnds(watched: Audit | null, overview: Overview | undefined): void {
  const client = useQueryClient();
  const told = useRef<Set<string> | null>(null);
  useEffect(() => {
    if (overview === undefined) return;
    const ended = [watched, overview.audit, overview.last_failed].filter(
      (audit): audit is Audit => audit !== null && !isUnderWay(audit),
    );
    const isFirstLook = told.current === null;
    const known = (told.current ??= new Set());
    const news = ended.filter(({ id }) => !known.has(id));
    for (const { id } of news) known.add(id);
    const [latest] = news;
    if (isFirstLook || latest === undefined) return;
    void client.invalidateQueries();
    void announce(latest);
  }, [watched, overview, client]);
}

/** Asks again for everything on the page once the server has finished its work on the latest audit. */
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

/** Puts the news into the title of a hidden tab until somebody looks. */
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
