import type { Audit } from '@/lib/contract';
import { copy } from './copy';
import { curlyApostrophes } from './format';
import { AUDIT_REASON_WORDS } from './words';

type Covered = Pick<Audit, 'members' | 'status' | 'reason' | 'reason_detail'>;

/**
 * How complete an audit is. Don't infer it from the counts: an audit can be partial without missing members.
 * That happens if the member list couldn't be read again or keys couldn't be confirmed.
 */
export function coverageWords(audit: Covered): {
  text: string;
  /** "46 of 48 members audited", for a place that doesn't mark a partial audit. */
  count: string;
  /** Number of members who weren't audited. */
  missing: number;
  /** Whether the audit covers everything, as far as is known. */
  whole: boolean;
  /** Why the audit is partial, in sentences; `null` if it isn't. */
  why: string | null;
} {
  const { audited, total } = audit.members;
  const missing = total - audited;
  const partial = audit.status === 'partial';
  return {
    text: (partial ? copy.coverage.textPartial : copy.coverage.text)(audited, total),
    count: copy.coverage.count(audited, total),
    missing,
    whole: missing === 0 && !partial,
    why: partial ? partialBecause(audit) : null,
  };
}

/**
 * Whether re-auditing the missing members can help by itself, in a sentence; `null` if it can for all of them. A
 * blocked member stays blocked until someone changes their access in Braintrust.
 */
export function retryHint({ members: { blocked, failed } }: Pick<Audit, 'members'>): string | null {
  if (blocked === 0) return null;
  return failed === 0 ? copy.coverage.allBlocked(blocked) : copy.coverage.someBlocked(blocked);
}

/** Why an audit is partial, in sentences to show to users. */
export function partialBecause(audit: Pick<Audit, 'reason' | 'reason_detail'>): string {
  if (audit.reason_detail) return curlyApostrophes(audit.reason_detail);
  return audit.reason === null ? '' : `${AUDIT_REASON_WORDS[audit.reason]}.`;
}
