import type { Audit } from '@/lib/contract';
import { copy } from './copy';
import { AUDIT_REASON_WORDS } from './words';

type Covered = Pick<Audit, 'members' | 'status' | 'reason' | 'reason_detail'>;

/**
 * How complete an audit is. Don't infer it from the counts: an audit can be partial without missing members.
 * That happens if the member list couldn't be read again or keys couldn't be confirmed.
 */
export function coverageWords(audit: Covered): {
  text: string;
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
    missing,
    whole: missing === 0 && !partial,
    why: partial ? partialBecause(audit) : null,
  };
}

/** Why an audit is partial, in sentences to show to users. */
export function partialBecause(audit: Pick<Audit, 'reason' | 'reason_detail'>): string {
  if (audit.reason_detail) return audit.reason_detail;
  return audit.reason === null ? '' : `${AUDIT_REASON_WORDS[audit.reason]}.`;
}
