'use client';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import type { Audit } from '@/lib/contract';
import { auditQuery } from '@/lib/client';
import { notify } from './notify';
import { isUnderWay, useOverview } from './use-audits';

const POLL_MS = 1000;

/**
 * Asks after the running audit every second, hidden tab or not. When it has ended everything on
 * the page is asked again and what changed is told. One place in the page only may use this.
 */
export function useAuditWatch(): { audit: Audit | null; readAtMs: number } {
  const client = useQueryClient();
  const runningId = useOverview().data?.running?.id ?? null;
  const { data, dataUpdatedAt } = useQuery({
    ...auditQuery(runningId ?? ''),
    enabled: runningId !== null,
    staleTime: 0,
    refetchInterval: (query) =>
      query.state.data && !isUnderWay(query.state.data) ? false : POLL_MS,
    refetchIntervalInBackground: true,
  });
  const audit = data?.id === runningId ? data : null;
  const announced = useRef<string | null>(null);
  useEffect(() => {
    if (!audit || isUnderWay(audit) || announced.current === audit.id) return;
    announced.current = audit.id;
    void client.invalidateQueries();
    void announce(audit);
  }, [audit, client]);
  return { audit: audit && isUnderWay(audit) ? audit : null, readAtMs: dataUpdatedAt };
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
