import type { Audit, FindingRow, MemberRow } from '@/lib/contract';
import { compareSeverity } from '@/lib/domain/core';
import type { AuditOptions } from './audit-options';

/** Exit codes of `npm run audit`. If several apply, the order is 2, 3, 1. */
export const EXIT = { done: 0, findings: 1, wrongUse: 2, incomplete: 3, aborted: 130 } as const;

/**
 * Returns the exit code for a finished audit.
 *
 * Coverage is complete when every member is audited or exempt, or blocked and accepted with
 * `--accept-blocked`.
 * `--fail-on` ignores `member-not-audited`, because that is missing coverage. It also ignores findings that
 * aren't open: their risk is accepted or their cause has been removed.
 */
export function exitCodeOf(
  result: { audit: Audit; members: readonly MemberRow[]; findings: readonly FindingRow[] },
  options: Pick<AuditOptions, 'failOn' | 'acceptBlocked'>,
): number {
  const { audit, members, findings } = result;
  if (audit.reason === 'not-an-owner') return EXIT.wrongUse;
  const missing = members.some(
    (member) =>
      member.state !== 'audited' &&
      member.state !== 'exempt' &&
      !(member.state === 'blocked' && options.acceptBlocked.has(member.id)),
  );
  const ended = audit.status === 'complete' || audit.reason === 'members-missing';
  if (missing || !ended) return EXIT.incomplete;
  const { failOn } = options;
  const found =
    failOn !== null &&
    findings.some(
      (finding) =>
        finding.state === 'open' &&
        finding.rule !== 'member-not-audited' &&
        compareSeverity(finding.severity, failOn) <= 0,
    );
  return found ? EXIT.findings : EXIT.done;
}
