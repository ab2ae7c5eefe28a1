'use client';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { ActOnStepBody, ReplacementDetail } from '@/lib/contract';
import { actOnStepMutation, ApiError } from '@/lib/client';
import { useShellSession } from '@/components/shell/session-context';

type WithoutRevision<T> = T extends unknown ? Omit<T, 'based_on'> : never;
export type StepAct = WithoutRevision<ActOnStepBody>;

/**
 * Acts on a step of what is on the page. Where somebody or an audit was faster, what they made of it
 * is loaded, and the error says what changed; the same act can then be repeated.
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
