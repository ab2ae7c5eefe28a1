import { ALLOWED_CALLS, OPERATION_NAMES } from '@/lib/platform/braintrust/allowed-calls';
import type { Audit, ChangeRow } from '@/lib/contract';
import type { AppError } from '@/lib/domain/core';
import {
  CHANGE_KINDS,
  CONTEXT_PARTS,
  SEVERITIES,
  VERDICTS,
  type ContextPart,
} from '@/lib/domain/core';
import type { schema } from '@/lib/platform/database';
import { RESUMABLE_REASONS } from '../run/audit-failure';

export type AuditRow = typeof schema.audits.$inferSelect;

/** A row read with `AUDIT_COLUMNS`, or as stored. */
type ReadAuditRow = AuditRow & { allAuditedAt?: Date | null };

export function toWireAudit(row: ReadAuditRow, now: Date): Audit {
  return {
    id: row.id,
    organization_id: row.organizationId,
    organization_name: row.organizationName,
    parent_id: row.parentId,
    members_asked: row.membersAgain?.length ?? null,
    members_carried_over: row.membersCarriedOver,
    previous_id: row.previousId,
    status: row.status,
    reason: row.reason,
    reason_detail: row.reasonDetail,
    members: toCoverage(row),
    service_accounts: row.serviceAccounts,
    keys: row.keysSeen,
    keys_not_seen: row.keysNotSeen,
    keys_of_other_organizations: row.foreignKeysLeftOut,
    lists_ended_early: row.listsEndedEarly,
    strategy_asked: row.strategyAsked,
    strategy: row.strategy,
    strategy_why: row.strategyWhy,
    confirmed: row.confirmed,
    key_lists: row.keyLists,
    verdicts: row.verdictCounts && filled(VERDICTS, row.verdictCounts),
    verdicts_at_finish: row.verdictCountsAtFinish && filled(VERDICTS, row.verdictCountsAtFinish),
    severities: row.severityCounts && filled([...SEVERITIES, 'none'], row.severityCounts),
    changes: row.changeCounts && filled(CHANGE_KINDS, row.changeCounts),
    not_assessed: row.notAssessed ?? [],
    calls: toCalls(row),
    context: row.context && toContext(row.context),
    caller: row.callerKind,
    settings_version: row.settingsVersion,
    evaluated_at: row.evaluatedAt?.toISOString() ?? null,
    evaluation_stale: isStale(row, now),
    plan_checks_pending: row.planChecksPending,
    settings_page_count: row.settingsPageCount,
    started_by: row.startedBy,
    waiting_for: row.status === 'running' ? row.waitingFor : null,
    cancel_requested: row.cancelRequestedAt !== null,
    resumable: isResumable(row),
    created_at: row.createdAt.toISOString(),
    started_at: row.startedAt?.toISOString() ?? null,
    finished_at: row.finishedAt?.toISOString() ?? null,
    all_audited_at: allAuditedAt(row)?.toISOString() ?? null,
  };
}

const allAuditedAt = (row: ReadAuditRow): Date | null =>
  row.parentId === null ? row.finishedAt : row.finishedAt && (row.allAuditedAt ?? null);

/** Whether the audit waits to be re-evaluated because settings changed or an exception expired. */
function isStale({ evaluationStale, evaluationValidUntil }: AuditRow, now: Date): boolean {
  return evaluationStale || (evaluationValidUntil !== null && evaluationValidUntil <= now);
}

/** The audit. If the database has trouble while it runs, it is shown as paused; it continues by itself. */
export function toWireAuditNow(row: ReadAuditRow, now: Date, trouble: AppError | null): Audit {
  const audit = toWireAudit(row, now);
  if (trouble === null || row.finishedAt !== null) return audit;
  return {
    ...audit,
    reason: trouble.code === 'storage-full' ? 'storage-full' : 'storage-error',
    reason_detail: `${trouble.publicMessage} The audit resumes by itself when the database works again.`,
  };
}

/** Whether an owner who signs in can resume this audit instead of running a new one. */
export function isResumable(row: Pick<AuditRow, 'status' | 'reason'>): boolean {
  return row.status === 'failed' && row.reason !== null && RESUMABLE_REASONS.includes(row.reason);
}

/** Fills in a zero for every name without a count. */
export function filled<Name extends string>(
  names: readonly Name[],
  counts: Partial<Record<Name, number>>,
): Record<Name, number> {
  const entries = names.map((name) => [name, counts[name] ?? 0] as const);
  return Object.fromEntries(entries) as Record<Name, number>;
}

export function toWireChange(row: typeof schema.auditChanges.$inferSelect): ChangeRow {
  return {
    key_id: row.keyId,
    kind: row.kind,
    name: row.name,
    preview_name: row.preview,
    user_id: row.holderId,
    user_email: row.holderEmail,
    fields: row.fields,
  };
}

function toCoverage(row: AuditRow): Audit['members'] {
  const done = row.membersAudited + row.membersBlocked + row.membersFailed;
  return {
    total: row.membersTotal,
    audited: row.membersAudited,
    blocked: row.membersBlocked,
    failed: row.membersFailed,
    pending: Math.max(0, row.membersTotal - done),
  };
}

/** Reports a part that was never tried, because the audit ended first, as unread. */
function toContext(context: schema.StoredContext): Audit['context'] {
  const parts = CONTEXT_PARTS.map((kind) => {
    const part = context[kind] ?? { read: false, reason: 'The audit ended before reading them.' };
    const wire = part.read
      ? { read: true, count: part.count, reason: null }
      : { read: false, count: null, reason: part.reason };
    return [kind, wire] as const;
  });
  return Object.fromEntries(parts) as Record<ContextPart, (typeof parts)[number][1]>;
}

/** The calls that were made, by operation: "GET /v1/api_key". */
function toCalls(row: AuditRow): Audit['calls'] {
  return Object.entries(row.calls ?? {})
    .filter(([, counts]) => counts.calls > 0)
    .map(([name, counts]) => ({
      operation: toOperation(name),
      calls: counts.calls,
      refused_429: counts.refused429,
      retried: counts.retried,
      failed: counts.failed,
    }))
    .sort((a, b) => b.calls - a.calls || a.operation.localeCompare(b.operation));
}

/** Keeps an older audit's operation name as it is if the table no longer has it. */
function toOperation(name: string): string {
  const known = OPERATION_NAMES.find((operation) => operation === name);
  return known === undefined ? name : `${ALLOWED_CALLS[known].method} ${ALLOWED_CALLS[known].path}`;
}
