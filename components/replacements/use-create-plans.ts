'use client';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { ReplacementDetail, ReplacementSuggestion } from '@/lib/contract';
import { ApiError, createReplacementMutation, replacementSuggestionQuery } from '@/lib/client';
import type { BraintrustPlan } from '@/lib/domain/core';
import { useShellSession } from '@/components/shell/session-context';
import { draftOf } from './plan-draft';

/** The created plan, or why it couldn't be created. */
export type Outcome = ReplacementDetail | Error;

/**
 * Creates the suggested plan for each list of keys, one after the other. Calling it again creates those that
 * don't exist yet. *Shape*: outcomes by position; plans without one haven't been tried.
 */
export function useCreatePlans(
  plans: ReplacementSuggestion['separate_plans'],
  braintrustPlan: BraintrustPlan,
) {
  const { organization } = useShellSession();
  const client = useQueryClient();
  const [outcomes, setOutcomes] = useState<ReadonlyMap<number, Outcome>>(new Map());
  const { mutateAsync: createPlan } = useMutation(
    createReplacementMutation(client, organization.id),
  );

  async function create(keyIds: string[]): Promise<Outcome> {
    try {
      const { plan } = await client.query({
        ...replacementSuggestionQuery(organization.id, {
          key_ids: keyIds,
          braintrust_plan: braintrustPlan,
        }),
        // An earlier plan may have taken a suggested name.
        staleTime: 0,
      });
      return await createPlan({ key_ids: keyIds, plan: draftOf(plan) });
    } catch (error) {
      return error instanceof Error ? error : new Error(String(error));
    }
  }

  const { mutate, isPending } = useMutation({
    mutationFn: async () => {
      for (const [at, { key_ids }] of plans.entries()) {
        if (isCreated(outcomes.get(at))) continue;
        const outcome = await create(key_ids);
        setOutcomes((before) => new Map(before).set(at, outcome));
        if (outcome instanceof Error && !isOfOnePlan(outcome)) return;
      }
    },
  });
  return { outcomes, isPending, start: () => mutate() };
}

export function isCreated(outcome: Outcome | undefined): outcome is ReplacementDetail {
  return outcome !== undefined && !(outcome instanceof Error);
}

/** Whether the other plans can still be created after this error. */
function isOfOnePlan(error: Error): boolean {
  return error instanceof ApiError && ['bad-request', 'conflict', 'not-found'].includes(error.code);
}
