import {
  AppError,
  brandedError,
  toAppError,
  type AuditReason,
  type ErrorCode,
} from '@/lib/domain/core';

/** Ends an audit as a whole: a reason code and one sentence for people. */
export class AuditFailure extends brandedError('AuditFailure') {
  readonly reason: AuditReason;

  constructor(reason: AuditReason, detail: string) {
    super(detail);
    this.reason = reason;
  }
}

const REASONS: Partial<Record<ErrorCode, AuditReason>> = {
  'wrong-key': 'credential-gone',
  'credential-gone': 'credential-gone',
  'not-an-owner': 'not-an-owner',
  'upstream-refused': 'roster-unreadable',
  'upstream-unreachable': 'upstream-unreachable',
  'upstream-timeout': 'upstream-unreachable',
  'upstream-rate-limited': 'upstream-error',
  'upstream-error': 'upstream-error',
  'upstream-unexpected-answer': 'unexpected-answer',
};

/** Failures after which an owner can resume the same audit. */
export const RESUMABLE_REASONS: readonly AuditReason[] = [
  'credential-gone',
  'upstream-unreachable',
  'upstream-error',
];

/**
 * The error as an audit failure. `null` for an abort, a database error or a bug: the audit then stays as it
 * is stored and is picked up again.
 */
export function asAuditFailure(error: unknown): AuditFailure | null {
  if (error instanceof AuditFailure) return error;
  const known = toAppError(error);
  const reason = REASONS[known.code];
  return reason === undefined ? null : new AuditFailure(reason, detailOf(known, reason));
}

function detailOf(error: AppError, reason: AuditReason): string {
  if (reason !== 'credential-gone') return error.publicMessage;
  return 'Braintrust rejected the key of this audit, or Latchkey no longer has it. Results so far are kept. Sign in with a valid key and resume the audit.';
}
