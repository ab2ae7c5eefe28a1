'use client';
import type { Overview } from '@/lib/contract';
import { plural } from '@/components/status/format';
import { useOverview } from './use-audits';

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
    const words = `${plural(members, 'member')} will be impersonated, one after the other.`;
    const accounts = overview?.roster_service_accounts ?? 0;
    return accounts > 0
      ? `${words} Latchkey tries the same for ${plural(accounts, 'service account')}.`
      : words;
  }
  const why = overview?.roster_unknown;
  const every = 'Every member will be impersonated, one after the other.';
  return why ? `${every} How many is not known: ${why}` : every;
}
