'use client';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { Audit } from '@/lib/contract';
import { AUDIT_REASON_WORDS } from '@/components/status/words';
import { cancelAuditMutation } from '@/lib/client';
import { membersTried, paceText } from './audit-pace';
import { copy } from './copy';
import { notify } from './notify';
import { usePace } from './use-pace';

export type AuditProgress = {
  /** Members tried, whatever the outcome. */
  done: number;
  total: number;
  /** Progress, pace and time left, or what the audit is waiting for. */
  text: string;
  /** Cancels the audit; `null` if that was already requested. */
  cancel: { start: () => void; busy: boolean } | null;
};

/** The progress of a running audit. `readAtMs` is when it was last read from the server. */
export function useAuditProgress(audit: Audit, readAtMs: number): AuditProgress {
  const { done, total } = membersTried(audit);
  const pace = usePace(done, readAtMs);
  const cancel = useMutation({
    ...cancelAuditMutation(useQueryClient()),
    onError: (error) => void notify('error', copy.audit.cancelError, error.message),
  });
  return {
    done,
    total,
    text: audit.cancel_requested
      ? copy.progress.cancelling
      : audit.reason !== null
        ? `${AUDIT_REASON_WORDS[audit.reason]}. ${copy.progress.members(done, total)}`
        : audit.status === 'queued'
          ? copy.progress.queued
          : paceText(done, total, pace, audit.waiting_for),
    cancel: audit.cancel_requested
      ? null
      : { start: () => cancel.mutate(audit.id), busy: cancel.isPending },
  };
}
