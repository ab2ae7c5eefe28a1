'use client';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { startAuditMutation } from '@/lib/client';
import { copy } from './copy';
import { notify } from './notify';
import { useShellSession } from './session-context';
import { useRunningAudit } from './use-audits';

/** The most members that one follow-up audit can name. */
export const MOST_NAMED = 1000;

/**
 * Starts a follow-up audit of the given members, or of all members that the parent couldn't audit. `busy` is
 * true while any audit runs, because an organization can run only one at a time.
 */
export function useAuditAgain(parentId: string): {
  start: (memberIds?: readonly string[]) => void;
  busy: boolean;
} {
  const { organization } = useShellSession();
  const running = useRunningAudit();
  const mutation = useMutation({
    ...startAuditMutation(useQueryClient(), organization.id),
    onError: (error) => void notify('error', copy.audit.startError, error.message),
  });
  return {
    busy: running !== null || mutation.isPending,
    start: (memberIds) =>
      mutation.mutate({
        parent_id: parentId,
        ...(memberIds ? { member_ids: [...memberIds] } : {}),
      }),
  };
}
