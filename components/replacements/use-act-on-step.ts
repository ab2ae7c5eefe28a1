'use client';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { ActOnStepBody, ReplacementDetail } from '@/lib/contract';
import { actOnStepMutation, ApiError } from '@/lib/client';
import { useShellSession } from '@/components/shell/session-context';

type WithoutRevision<T> = T extends unknown ? Omit<T, 'based_on'> : never;
export type StepAct = WithoutRevision<ActOnStepBody>;

/**
 * Runs an action on a step. If someone else has changed the plan (409), it reloads the plan. The error then says
 * what changed, and the user can repeat the action.
 */
export function useActOnStep(detail: ReplacementDetail, onReload: () => Promise<unknown>) {
  const { organization } = useShellSession();
  const mutation = useMutation({
    ...actOnStepMutation(useQueryClient(), organization.id, detail.id),
    onError: (error) => {
      if (error instanceof ApiError && error.status === 409) void onReload();
    },
  });
  return {
    act: (body: StepAct, done?: (detail: ReplacementDetail) => void) =>
      mutation.mutate(
        { ...body, based_on: detail.revision },
        done === undefined ? {} : { onSuccess: done },
      ),
    busy: mutation.isPending,
    error: mutation.error,
  };
}
