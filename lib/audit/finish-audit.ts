import { createHash } from 'node:crypto';
import { recordActivity } from '@/lib/activity';
import { SEVERITIES, VERDICTS, type AuditStatus, type OrganizationId } from '@/lib/core';
import type { Key, Organization } from '@/lib/organization';
import {
  evaluate,
  NO_DECISIONS,
  type Evaluation,
  type PolicySettings,
  type Snapshot,
  type SnapshotMember,
} from '@/lib/policy';
import { schema, type Store, type Transaction } from '@/lib/store';
import { asc, eq } from '@/lib/store/sql';
import { outcomeOf } from './audit-outcome';
import { tellImpersonated } from './tell-impersonated';
import { keepFirstSeen, loadPrevious, writeReconciliation } from './previous-audit';
import { reconcile, type Reconciliation } from './reconcile';
import { toKey } from './stored-key';
import type { AuditRow } from './to-wire';
import { writeCoverage } from './work-list';
import { writeEvaluation, type KeyVerdict } from './write-evaluation';

const { auditKeys, auditMembers, audits } = schema;

const NOT_READ = { read: false, reason: 'This audit did not read it.' } as const;
/** What the rules are told of the parts of an organization that an audit does not read. */
const CONTEXT_NOT_READ: Pick<Snapshot, 'reaches' | 'serviceTokens' | 'projects' | 'caller'> = {
  reaches: new Map(),
  serviceTokens: NOT_READ,
  projects: NOT_READ,
  caller: null,
};

/**
 * Ends an audit whose members have all been tried: compares it with the audit before, judges it as
 * of now and writes everything in one transaction, its copy of the key gone with it.
 *
 * Complete when every member is audited; partial when some are not, or a list could not be
 * confirmed; failed when nobody could be audited, since that would replace a result by a blank.
 */
export async function finishAudit(end: {
  store: Store;
  audit: AuditRow;
  organization: Organization;
  settings: PolicySettings;
  calls: schema.StoredCalls;
  rosterUnread: string | null;
  now: Date;
}): Promise<void> {
  await end.store.transaction(async (tx) => {
    await writeCoverage(tx, end.audit.id);
    const row = await reload(tx, end.audit);
    if (row === null) return;
    const members = await loadMembers(tx, row);
    const keys = await loadSeenKeys(tx, row);
    const outcome = outcomeOf(row, members, end.rosterUnread);
    const evaluation = evaluate(
      {
        organization: end.organization,
        members,
        keys,
        organizationWideList: row.organizationWideList,
        ...CONTEXT_NOT_READ,
      },
      end.settings,
      NO_DECISIONS,
      { now: end.now, today: end.now },
    );
    const names = namesOf(end.organization, members, keys);
    const verdicts = await writeEvaluation(tx, row.id, evaluation, {
      findingId: (rule, subject) => findingId(row.organizationId, rule, subject.type, subject.id),
      nameOf: (subject) => names.get(`${subject.type}:${subject.id}`) ?? subject.id,
      members,
      keys,
      at: end.now,
    });
    const previous = outcome.status === 'failed' ? null : await loadPrevious(tx, row);
    const compared = reconcile({
      before: previous?.keys ?? null,
      now: keys,
      roster: new Map(members.map((m) => [m.id, { state: m.state, left: m.roster === 'left' }])),
      confirmed: row.confirmed,
    });
    if (previous !== null) {
      await keepFirstSeen(tx, row);
      await writeReconciliation(tx, row, previous, compared);
    }
    await tx
      .update(audits)
      .set({
        ...outcome,
        previousId: previous?.id ?? null,
        finishedAt: end.now,
        calls: end.calls,
        sealedCredential: null,
        credentialExpiresAt: null,
        settingsVersion: evaluation.settingsVersion,
        keysSeen: keys.length,
        keysNotSeen: compared.carried.filter((key) => key.state !== 'gone').length,
        verdictCounts: countBy(VERDICTS, verdicts.values(), (verdict) => verdict.verdict),
        severityCounts: countBy(
          [...SEVERITIES, 'none'],
          verdicts.values(),
          (v) => v.severity ?? 'none',
        ),
        changeCounts: changeCounts(previous === null ? null : compared),
        notAssessed: summarize(evaluation),
      })
      .where(eq(audits.id, row.id));
    await tellEnd(tx, row, outcome.status, keys.length, end.now);
  });
  await end.store.maintain();
}

async function reload(tx: Transaction, audit: AuditRow): Promise<AuditRow | null> {
  const [row] = await tx.select().from(audits).where(eq(audits.id, audit.id));
  return row?.finishedAt === null ? row : null;
}

async function loadMembers(tx: Transaction, row: AuditRow): Promise<SnapshotMember[]> {
  return tx
    .select({
      id: auditMembers.memberId,
      email: auditMembers.email,
      givenName: auditMembers.givenName,
      familyName: auditMembers.familyName,
      state: auditMembers.state,
      reason: auditMembers.reason,
      roster: auditMembers.roster,
      owner: auditMembers.owner,
    })
    .from(auditMembers)
    .where(eq(auditMembers.auditId, row.id))
    .orderBy(asc(auditMembers.position));
}

async function loadSeenKeys(tx: Transaction, row: AuditRow): Promise<Key[]> {
  const rows = await tx
    .select()
    .from(auditKeys)
    .where(eq(auditKeys.auditId, row.id))
    .orderBy(asc(auditKeys.keyId));
  return rows.map(toKey);
}

function namesOf(
  organization: Organization,
  members: readonly SnapshotMember[],
  keys: readonly Key[],
): Map<string, string> {
  const names = new Map([[`organization:${organization.id}`, organization.name]]);
  for (const member of members) {
    const name = [member.givenName, member.familyName].filter(Boolean).join(' ');
    names.set(`member:${member.id}`, member.email ?? (name === '' ? member.id : name));
  }
  for (const key of keys) names.set(`key:${key.id}`, key.name);
  return names;
}

/** The same for the same rule and subject in every audit, so that a finding can be followed. */
function findingId(organizationId: OrganizationId, ...parts: readonly string[]): string {
  return createHash('sha256')
    .update(JSON.stringify([organizationId, ...parts]))
    .digest('hex')
    .slice(0, 32);
}

function countBy<Name extends string>(
  names: readonly Name[],
  verdicts: Iterable<KeyVerdict>,
  of: (verdict: KeyVerdict) => Name,
): Partial<Record<Name, number>> {
  const counts = new Map<Name, number>(names.map((name) => [name, 0]));
  for (const verdict of verdicts) counts.set(of(verdict), (counts.get(of(verdict)) ?? 0) + 1);
  const record: Partial<Record<Name, number>> = {};
  for (const [name, count] of counts) record[name] = count;
  return record;
}

function changeCounts(
  compared: Reconciliation | null,
): { new: number; gone: number; changed: number } | null {
  if (compared === null) return null;
  const counts = { new: 0, gone: 0, changed: 0 };
  for (const change of compared.changes) counts[change.kind] += 1;
  return counts;
}

function summarize(evaluation: Evaluation): schema.StoredNotAssessed {
  const groups = new Map<string, schema.StoredNotAssessed[number]>();
  for (const { rule, reason } of evaluation.notAssessed) {
    const group = groups.get(`${rule}\n${reason}`);
    if (group === undefined) groups.set(`${rule}\n${reason}`, { rule, reason, subjects: 1 });
    else group.subjects += 1;
  }
  return [...groups.values()];
}

async function tellEnd(
  tx: Transaction,
  row: AuditRow,
  status: AuditStatus,
  keys: number,
  at: Date,
): Promise<void> {
  await tellImpersonated(tx, row, at);
  await recordActivity(tx, {
    organizationId: row.organizationId,
    actor: row.startedBy,
    action: 'audit-finished',
    auditId: row.id,
    details: { status, keys, audited: row.membersAudited, members: row.membersTotal },
    at,
  });
}
