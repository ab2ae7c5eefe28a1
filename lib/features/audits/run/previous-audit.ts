import type { AuditId, KeyId } from '@/lib/domain/core';
import { bulkInsert, schema, type Transaction } from '@/lib/platform/database';
import { and, desc, eq, inArray, isNull, ne, sql } from '@/lib/platform/database/sql';
import type { KnownKey, Reconciliation } from './new-and-gone-keys';
import { toKey } from './stored-key';
import type { AuditRow } from '../read/to-wire';

const { auditChanges, auditKeys, audits } = schema;

type StoredKey = typeof auditKeys.$inferSelect;

/** The audit to compare with, and every key that it or a later follow-up knew. */
export type PreviousAudit = {
  id: AuditId;
  keys: readonly KnownKey[];
  /** The keys of the latest follow-up after it; `null` if there was none. */
  since: readonly KnownKey[] | null;
  rows: ReadonlyMap<KeyId, StoredKey>;
};

/**
 * Loads the audit to compare with; `null` for the organization's first audit. That is the latest audit with a
 * result. But if it is a follow-up of chosen members, an audit of all members is compared with the latest
 * audit of all members.
 */
export async function loadPrevious(
  tx: Transaction,
  audit: AuditRow,
): Promise<PreviousAudit | null> {
  const latest = await findLatest(tx, audit, false);
  if (latest === null) return null;
  const isOfAll = audit.membersAgain === null && latest.membersAgain !== null;
  const previous = (isOfAll ? await findLatest(tx, audit, true) : null) ?? latest;
  const before = await knownKeys(tx, previous.id);
  const since = previous.id === latest.id ? null : await knownKeys(tx, latest.id);
  return {
    id: previous.id,
    rows: new Map([...before, ...(since ?? [])].map((row) => [row.keyId, row])),
    keys: before.map(toKnown),
    since: since === null ? null : since.map(toKnown),
  };
}

/** The latest other audit with a result; with `ofAll`, follow-ups of chosen members don't count. */
async function findLatest(
  tx: Transaction,
  audit: AuditRow,
  ofAll: boolean,
): Promise<Pick<AuditRow, 'id' | 'membersAgain'> | null> {
  const [row] = await tx
    .select({ id: audits.id, membersAgain: audits.membersAgain })
    .from(audits)
    .where(
      and(
        eq(audits.organizationId, audit.organizationId),
        inArray(audits.status, ['complete', 'partial']),
        ne(audits.id, audit.id),
        ofAll ? isNull(audits.membersAgain) : undefined,
      ),
    )
    .orderBy(desc(audits.finishedAt), desc(audits.createdAt))
    .limit(1);
  return row ?? null;
}

/** The keys that an audit knew, without those that it found gone. */
function knownKeys(tx: Transaction, auditId: AuditId): Promise<StoredKey[]> {
  return tx
    .select()
    .from(auditKeys)
    .where(and(eq(auditKeys.auditId, auditId), ne(auditKeys.state, 'gone')));
}

function toKnown(row: StoredKey): KnownKey {
  const { state, firstSeenAt, lastSeenAt } = row;
  return { ...toKey(row), state, firstSeenAt, lastSeenAt };
}

/** Sets when any audit of the organization first saw each key of this audit. */
export async function keepFirstSeen(tx: Transaction, audit: AuditRow): Promise<void> {
  // Looks each key up by the index. A join takes minutes for some thousand keys: the planner's statistics are
  // from when this audit had one row.
  await tx.execute(sql`
    update audit_keys k set first_seen_at = least(k.first_seen_at, (
      select min(old.first_seen_at) from audit_keys old
      where old.key_id = k.key_id and old.audit_id = any(array(
        select a.id from audits a where a.organization_id = ${audit.organizationId}
          and a.status in ('complete', 'partial')))))
    where k.audit_id = ${audit.id}::uuid and exists (
      select from audit_keys old where old.key_id = k.key_id and old.audit_id <> k.audit_id
      offset 0)`);
}

/** Writes the keys that were not listed this time, each with its state, and the changes. */
export async function writeReconciliation(
  tx: Transaction,
  audit: AuditRow,
  previous: PreviousAudit,
  compared: Reconciliation,
): Promise<void> {
  await bulkInsert(
    tx,
    auditKeys,
    compared.carried.flatMap((key) => {
      const row = previous.rows.get(key.id);
      return row === undefined ? [] : [carriedRow(row, audit.id, key.state)];
    }),
    { onConflict: sql`do nothing` },
  );
  await bulkInsert(
    tx,
    auditChanges,
    compared.changes.map((change) => ({
      auditId: audit.id,
      keyId: change.key.id,
      kind: change.kind,
      name: change.key.name,
      preview: change.key.preview,
      holderId: change.key.holderId,
      holderEmail: previous.rows.get(change.key.id)?.holderEmail ?? null,
      fields: [...change.fields],
    })),
  );
  await tx.execute(sql`
    update audit_changes c set holder_email = k.holder_email
    from audit_keys k
    where c.audit_id = ${audit.id}::uuid and c.holder_email is null
      and k.audit_id = c.audit_id and k.key_id = c.key_id`);
}

/** The last known observation, without a verdict because this audit did not see the key. */
function carriedRow(
  row: StoredKey,
  auditId: AuditId,
  state: StoredKey['state'],
): typeof auditKeys.$inferInsert {
  return {
    ...row,
    auditId,
    state,
    verdict: null,
    usedBy: null,
    usedBySignals: null,
    severity: null,
    access: 'unknown',
    projectsReached: null,
    overruled: false,
    exceptionUntil: null,
    findings: [],
    notAssessed: null,
    recommendation: null,
    workload: null,
    priority: null,
  };
}
