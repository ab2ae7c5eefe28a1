'use client';
import { useQuery } from '@tanstack/react-query';
import { replacementSuggestionQuery } from '@/lib/client';
import type { Plan } from '@/lib/domain/replacement-plan/plan';
import { useShellSession } from '@/components/shell/session-context';

/** What the holders of a plan's keys can access today, and the projects to choose from. */
export function useSuggestion(plan: Plan) {
  const { organization } = useShellSession();
  return useQuery({
    ...replacementSuggestionQuery(organization.id, { key_ids: plan.keys.map(({ id }) => id) }),
    enabled: plan.needs_token,
    refetchOnReconnect: false,
    refetchOnWindowFocus: false,
    retry: false,
  });
}
