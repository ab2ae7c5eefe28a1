'use client';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { startAuditMutation } from '@/lib/client';
import { notify } from './notify';
import { useShellSession } from './session-context';
import { useRunningAudit } from './use-audits';

/** The most members that one follow-up may name; more are all that are missing. */
export const MOST_NAMED = 1000;

/**
 * Starts a follow-up audit: of the given members, or of all that the parent could not audit.
 * `busy` holds while any audit runs, since an organization has one at a time.
 */
export function useAuditAgain(parentId: string): {
  start: (memberIds?: readonly string[]) => void;
  busy: boolean;
} {
  const { organization } = useShellSession();
  const running = useRunningAudit();
  const mutation = useMutation({
    ...startAuditMutation(useQueryClient(), organization.id),
    onError: (error) => void notify('error', 'The audit could not be started', error.message),
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
