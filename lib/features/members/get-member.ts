import { readFindingsOf, readResolvedFindings, requireAudit } from '@/lib/features/audits';
import type { Context } from '@/lib/features/context';
import type { MemberDetail } from '@/lib/contract';
import { AppError } from '@/lib/domain/core';
import { readMembers } from './list-members';

/**
 * One member of an audit with the findings on the member itself.
 * *Errors*: `not-found`.
 */
export async function getMember(
  ctx: Context,
  input: { auditId: string; memberId: string },
): Promise<MemberDetail> {
  const audit = await requireAudit(ctx, input.auditId);
  // PostgreSQL text can't contain NUL, so no stored id does.
  const ids = input.memberId.includes('\0') ? [] : [input.memberId];
  const [row] = await readMembers(ctx, audit, ids);
  if (row === undefined) throw new AppError('not-found', 'This member isn’t in this audit.');
  const subject = { type: 'member', id: row.id } as const;
  const [findings, resolved] = await Promise.all([
    readFindingsOf(ctx, audit, subject),
    readResolvedFindings(ctx, audit, subject),
  ]);
  return { ...row, finding_details: findings, resolved_findings: resolved };
}
