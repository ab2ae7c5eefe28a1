import {
  toAppError,
  type AppError,
  type ErrorCode,
  type MemberId,
  type MemberReason,
  type Via,
} from '@/lib/domain/core';
import type { Key } from '@/lib/domain/organization';

/** The result of reading one member's keys. Only `audited` says anything about keys. */
export type MemberResult =
  | {
      memberId: MemberId;
      state: 'audited';
      via: Via;
      keys: readonly Key[];
      foreignKeys: number;
      /** A short page was assumed to be the last one. */
      endedEarly: boolean;
    }
  | { memberId: MemberId; state: 'blocked' | 'failed'; reason: MemberReason; via: Via | null };

/** A permanent gap: another try won't help by itself. */
export function blocked(memberId: MemberId, reason: MemberReason, via: Via | null): MemberResult {
  return { memberId, state: 'blocked', reason, via };
}

/** A gap that another try may close. */
function failed(memberId: MemberId, reason: MemberReason, via: Via | null): MemberResult {
  return { memberId, state: 'failed', reason, via };
}

/** The call that failed, because the same status means different things in each. */
export type Step = 'impersonate' | 'list';

/**
 * Turns an error into the result of this one member.
 * *Errors*: rethrows an error that concerns the audit as a whole (our own key refused, an abort, a bug).
 */
export function resultOfError(
  error: unknown,
  at: { memberId: MemberId; via: Via; step: Step },
): MemberResult {
  const { memberId, via, step } = at;
  const known = toAppError(error);
  if (known.code === 'upstream-refused') return refused(known, memberId, via, step);
  if (known.code === 'upstream-unexpected-answer') return failed(memberId, unexpected(known), via);
  const reason = FAILURES[known.code];
  if (reason === undefined) throw error;
  return failed(memberId, reason, via);
}

/** Errors that fail only this member. */
const FAILURES: Partial<Record<ErrorCode, MemberReason>> = {
  'upstream-rate-limited': 'rate-limited',
  'upstream-error': 'upstream-error',
  'upstream-unreachable': 'upstream-unreachable',
  'upstream-timeout': 'upstream-timeout',
};

/** Whether the failure suggests that Braintrust as a whole is down, not just this member. */
export function isOutage(result: MemberResult): boolean {
  return (
    result.state === 'failed' &&
    ['rate-limited', 'upstream-error', 'upstream-unreachable', 'upstream-timeout'].includes(
      result.reason,
    )
  );
}

function refused(error: AppError, memberId: MemberId, via: Via, step: Step): MemberResult {
  const status = error.details.status;
  if (status === 404 && (step === 'impersonate' || via === 'header')) {
    return blocked(memberId, 'member-not-found', via);
  }
  if (status === 403 && (step === 'impersonate' || via === 'header')) {
    return blocked(memberId, 'impersonation-refused', via);
  }
  if (status === 401 || status === 403) return blocked(memberId, 'list-refused', via);
  return failed(memberId, 'upstream-error', via);
}

function unexpected(error: AppError): MemberReason {
  if (error.details.kind === 'cursor-loop') return 'cursor-loop';
  if (error.details.kind === 'too-many-keys' || error.details.kind === 'too-large') {
    return 'too-many-keys';
  }
  return 'unexpected-answer';
}
