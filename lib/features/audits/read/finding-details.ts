import type { Context } from '@/lib/features/context';
import type { FindingRow, ResolvedFinding } from '@/lib/contract';
import { compareSeverity, type SubjectType } from '@/lib/domain/core';
import { schema } from '@/lib/platform/database';
import { and, eq, inArray } from '@/lib/platform/database/sql';
import { readFindingHistory, resolutionsBy } from '../judge/finding-history';
import { findingIdsOf } from '../judge/finding-id';
import { wireFindings } from './wire-findings';
import type { AuditRow } from './to-wire';

const { auditFindings } = schema;

/** The findings of one audit on one subject, worst first. */
export async function readFindingsOf(
  ctx: Context,
  audit: AuditRow,
  subject: { type: SubjectType; id: string },
): Promise<FindingRow[]> {
  const rows = await ctx.store.db
    .select()
    .from(auditFindings)
    .where(
      and(
        eq(auditFindings.auditId, audit.id),
        inArray(auditFindings.id, findingIdsOf(audit.organizationId, subject)),
      ),
    );
  const wire = await wireFindings(ctx.store.db, audit, rows);
  return wire.sort((a, b) => compareSeverity(a.severity, b.severity) || (a.rule < b.rule ? -1 : 1));
}

/** The findings on one subject that were resolved up to the given audit, latest first. */
export async function readResolvedFindings(
  ctx: Context,
  audit: AuditRow,
  subject: { type: SubjectType; id: string },
): Promise<ResolvedFinding[]> {
  const ids = findingIdsOf(audit.organizationId, subject);
  const known = await readFindingHistory(ctx.store.db, audit.organizationId, ids);
  return [...known.values()]
    .flatMap((history) =>
      resolutionsBy(history, audit.finishedAt ?? ctx.now()).map(({ severity, at, auditId }) => ({
        id: history.id,
        rule: history.rule,
        severity,
        opened_at: history.openedAt.toISOString(),
        resolved_at: at.toISOString(),
        audit_id: auditId,
      })),
    )
    .sort((a, b) =>
      a.resolved_at === b.resolved_at
        ? a.rule < b.rule
          ? -1
          : 1
        : a.resolved_at < b.resolved_at
          ? 1
          : -1,
    );
}
