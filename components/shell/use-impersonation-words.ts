'use client';
import type { Overview } from '@/lib/contract';
import { copy } from './copy';
import { useOverview } from './use-audits';

const TEXT = copy.impersonation;

/** Says which members the next audit will impersonate, with their number if known. */
export function useImpersonationWords(): string {
  return impersonationWords(useOverview().data);
}

/** *Shape*: one or two full sentences. */
export function impersonationWords(
  overview:
    Pick<Overview, 'roster_members' | 'roster_service_accounts' | 'roster_unknown'> | undefined,
): string {
  const members = overview?.roster_members ?? null;
  if (members !== null) {
    const accounts = overview?.roster_service_accounts ?? 0;
    const words = TEXT.members(members);
    return accounts > 0 ? `${words} ${TEXT.serviceAccounts(accounts)}` : words;
  }
  const why = overview?.roster_unknown;
  return why ? `${TEXT.all} ${TEXT.notCounted(why)}` : TEXT.all;
}
