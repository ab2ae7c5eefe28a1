import type { Audit, FindingRow, MemberRow } from '@/lib/contract';
import { compareSeverity } from '@/lib/domain/core';
import type { AuditOptions } from './audit-options';

/** Exit codes of `npm run audit`. Where several apply: 2 before 3 before 1. */
export const EXIT = { done: 0, findings: 1, wrongUse: 2, incomplete: 3, aborted: 130 } as const;

/**
 * The exit code that an ended audit deserves.
 *
 * Coverage is complete when every member is audited, blocked members that were accepted aside.
 * `member-not-audited` is coverage, and counts for no `--fail-on`; nor does a finding that is no
 * longer open, because somebody accepted its risk or its cause is gone.
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
