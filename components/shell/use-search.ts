'use client';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { parseAsString, useQueryState } from 'nuqs';
import { auditsQuery } from '@/lib/client';
import { searchQuery } from '@/lib/client/search';
import { usePaused } from '@/components/ui/use-paused';
import { groupResults, type ResultGroup } from './search-results';
import { useShellSession } from './session-context';
import { useShownAudit } from './use-audits';

const PAUSE_MS = 160;
const SHORTEST_TEXT = 2;

export type Search =
  /** The text is too short, or there is no audit to search. */
  | { kind: 'none' }
  | { kind: 'searching' }
  | { kind: 'failed'; error: Error; retry: () => void }
  | { kind: 'found'; groups: ResultGroup[] };

/**
 * Searches the shown audit when the user pauses typing. The results are always those of `text`: each text has
 * a query of its own, so an earlier answer that arrives late is never shown for a later text.
 */
export function useSearch(text: string): Search {
  const { organization } = useShellSession();
  const shown = useShownAudit();
  const [namedAudit] = useQueryState('audit', parseAsString);
  const paused = usePaused(text, PAUSE_MS);
  const auditId = shown.kind === 'audit' ? shown.audit.id : null;
  const wanted = text.length >= SHORTEST_TEXT && auditId !== null;
  const asked = wanted && paused === text;
  const rows = useQuery({ ...searchQuery(organization.id, auditId ?? '', text), enabled: asked });
  const audits = useInfiniteQuery({ ...auditsQuery(organization.id), enabled: wanted });
  if (text.length < SHORTEST_TEXT || shown.kind === 'none') return { kind: 'none' };
  if (shown.kind === 'error') {
    return { kind: 'failed', error: asError(shown.error), retry: shown.retry };
  }
  const failed = [rows, audits].filter((query) => query.isLoadingError && !query.isFetching);
  const [first] = failed;
  if (asked && first?.error) {
    const retry = () => failed.forEach((query) => void query.refetch());
    return { kind: 'failed', error: first.error, retry };
  }
  if (!asked || rows.data === undefined || audits.data === undefined) return { kind: 'searching' };
  const found = { ...rows.data, audits: audits.data };
  return { kind: 'found', groups: groupResults(found, text, namedAudit ?? undefined) };
}

const asError = (error: unknown) => (error instanceof Error ? error : new Error(String(error)));
