import type { Audit } from '@/lib/contract';
import { formatNumber } from './format';
import { AUDIT_REASON_WORDS } from './words';

type Covered = Pick<Audit, 'members' | 'status' | 'reason' | 'reason_detail'>;

/**
 * How much of the organization an audit stands for. Counts alone do not tell: a list of members
 * that was not read again, or keys that were not confirmed, leave it partial with nobody missing.
 */
export function coverageWords(audit: Covered): {
  /** "48 of 48 members · partial". */
  text: string;
  /** The same where there is little room: "46/48"; "partial" where figures would look whole. */
  short: string;
  /** Members who were not looked at. */
  missing: number;
  /** Whether everything that there is has been looked at, as far as is known. */
  whole: boolean;
  /** Why it is not whole, in sentences; `null` where no more than the count is known. */
  why: string | null;
} {
  const { audited, total } = audit.members;
  const missing = total - audited;
  const partial = audit.status === 'partial';
  return {
    text: `${formatNumber(audited)} of ${formatNumber(total)} members${partial ? ' · partial' : ''}`,
    short: partial && missing === 0 ? 'partial' : `${formatNumber(audited)}/${formatNumber(total)}`,
    missing,
    whole: missing === 0 && !partial,
    why: partial ? partialBecause(audit) : null,
  };
}

/** Why an audit is partial, in sentences for people. */
export function partialBecause(audit: Pick<Audit, 'reason' | 'reason_detail'>): string {
  if (audit.reason_detail) return audit.reason_detail;
  return audit.reason === null ? '' : `${AUDIT_REASON_WORDS[audit.reason]}.`;
}
