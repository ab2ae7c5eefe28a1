'use client';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { Audit } from '@/lib/contract';
import { AUDIT_REASON_WORDS } from '@/components/status/words';
import { cancelAuditMutation } from '@/lib/client';
import { paceText } from './audit-pace';
import { notify } from './notify';
import { usePace } from './use-pace';

export type AuditProgress = {
  /** Members tried, whatever came of it. */
  done: number;
  total: number;
  /** How far, how fast, how long still; or what it waits for. */
  text: string;
  /** Stops the audit; `null` once that was asked for. */
  cancel: { start: () => void; busy: boolean } | null;
};

/** How far an audit under way has come, and the way to stop it. `readAtMs`: when it was last read. */
export function useAuditProgress(audit: Audit, readAtMs: number): AuditProgress {
  const { total, audited, blocked, failed } = audit.members;
  const done = audited + blocked + failed;
  const pace = usePace(done, readAtMs);
  const cancel = useMutation({
    ...cancelAuditMutation(useQueryClient()),
    onError: (error) => void notify('error', 'The audit could not be cancelled', error.message),
  });
  return {
    done,
    total,
    text: audit.cancel_requested
      ? 'Cancelling; calls under way are let finish'
      : audit.reason !== null
        ? `${AUDIT_REASON_WORDS[audit.reason]}. ${done} of ${total} members`
        : audit.status === 'queued'
          ? 'Waiting to start'
          : paceText(done, total, pace),
    cancel: audit.cancel_requested
      ? null
      : { start: () => cancel.mutate(audit.id), busy: cancel.isPending },
  };
}
