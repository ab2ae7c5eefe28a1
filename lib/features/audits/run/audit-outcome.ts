import {
  formatNumber,
  plural,
  type AuditReason,
  type AuditStatus,
  type MemberReason,
} from '@/lib/domain/core';
import type { SnapshotMember } from '@/lib/domain/policy';
import { isKeyListDoubt, KEY_LIST_DOUBTS } from './key-lists';
import type { AuditRow } from '../read/to-wire';

export type Outcome = {
  status: AuditStatus;
  reason: AuditReason | null;
  reasonDetail: string | null;
};

type JudgedRow = Pick<
  AuditRow,
  'strategy' | 'strategyWhy' | 'confirmed' | 'keyLists' | 'membersTotal'
>;

/** Decides how an audit ends, and why, once every member has been tried. */
export function outcomeOf(
  row: JudgedRow,
  members: readonly Pick<SnapshotMember, 'state' | 'reason'>[],
  rosterUnread: string | null,
): Outcome {
  const missing = members.filter(({ state }) => state !== 'audited' && state !== 'exempt');
  if (members.every(({ state }) => state !== 'audited')) {
    const reason = mostCommon(missing.map((member) => member.reason));
    return {
      status: 'failed',
      reason: UNAUDITED_REASON[reason ?? 'upstream-error'],
      reasonDetail: `No members could be audited. ${row.strategyWhy ?? ''}`.trim(),
    };
  }
  if (rosterUnread !== null) {
    return {
      status: 'partial',
      reason: 'roster-unreadable',
      reasonDetail: `Couldn't read the member list again at the end, so members who joined during the audit may be missing. ${rosterUnread}`,
    };
  }
  if (!row.confirmed) {
    return {
      status: 'partial',
      reason: 'not-confirmed',
      reasonDetail: doubtOf(row),
    };
  }
  if (missing.length > 0) {
    return {
      status: 'partial',
      reason: 'members-missing',
      reasonDetail: `${formatNumber(missing.length)} of ${plural(row.membersTotal, 'member')} couldn't be audited.`,
    };
  }
  return { status: 'complete', reason: null, reasonDetail: null };
}

function doubtOf(row: JudgedRow): string | null {
  if (isKeyListDoubt(row.keyLists)) return KEY_LIST_DOUBTS[row.keyLists];
  return row.strategy === 'organization' ? row.strategyWhy : TAKEN_OVER_UNCONFIRMED;
}

const TAKEN_OVER_UNCONFIRMED =
  "Some carried-over results come from an organization-wide list that couldn't be confirmed. Run a full audit to read each member's own list.";

function mostCommon(reasons: readonly (MemberReason | null)[]): MemberReason | null {
  const counts = new Map<MemberReason, number>();
  for (const reason of reasons)
    if (reason !== null) counts.set(reason, (counts.get(reason) ?? 0) + 1);
  return [...counts].sort((a, b) => b[1] - a[1])[0]?.[0] ?? null;
}

/** The reason for a failed audit, by the most common reason among its members. */
const UNAUDITED_REASON: Readonly<Record<MemberReason, AuditReason>> = {
  'impersonation-refused': 'impersonation-refused',
  'member-not-found': 'impersonation-refused',
  'list-refused': 'impersonation-refused',
  'identity-not-proven': 'identity-not-proven',
  'identity-mismatch': 'identity-not-proven',
  'rate-limited': 'upstream-error',
  'upstream-error': 'upstream-error',
  'upstream-unreachable': 'upstream-unreachable',
  'upstream-timeout': 'upstream-unreachable',
  'unexpected-answer': 'unexpected-answer',
  'cursor-loop': 'unexpected-answer',
  'too-many-keys': 'unexpected-answer',
  cancelled: 'cancelled',
};
