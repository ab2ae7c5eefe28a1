import { partsOf, type AuditId, type KeyId } from '@/lib/domain/core';
import type { Key } from '@/lib/domain/organization';
import { bulkInsert, schema, type Database, type Transaction } from '@/lib/platform/database';
import { and, desc, eq, inArray, isNull, min, ne, sql } from '@/lib/platform/database/sql';
import type { KnownKey, Reconciliation } from './new-and-gone-keys';
import { readObservedKeys, toKey, type ObservedKey } from './stored-key';
import type { AuditRow } from '../read/to-wire';

const { auditChanges, auditKeys, audits } = schema;

/** The audit to compare with, and every key that it or a later follow-up knew. */
export type PreviousAudit = {
  id: AuditId;
  keys: readonly KnownKey[];
  /** The keys of the latest follow-up after it; `null` if there was none. */
  since: readonly KnownKey[] | null;
  rows: ReadonlyMap<KeyId, ObservedKey>;
};

/**
 * Loads the audit to compare with; `null` for the organization's first audit. That is the latest audit with a
 * result. But if it is a follow-up of chosen members, an audit of all members is compared with the latest
 * audit of all members.
 */
export async function loadPrevious(db: Database, audit: AuditRow): Promise<PreviousAudit | null> {
  const latest = await findLatest(db, audit, false);
  if (latest === null) return null;
  const isOfAll = audit.membersAgain === null && latest.membersAgain !== null;
  const previous = (isOfAll ? await findLatest(db, audit, true) : null) ?? latest;
  const before = await knownKeys(db, previous.id);
  const since = previous.id === latest.id ? null : await knownKeys(db, latest.id);
  return {
    id: previous.id,
    rows: new Map([...before, ...(since ?? [])].map((row) => [row.keyId, row])),
    keys: before.map(toKnown),
    since: since === null ? null : since.map(toKnown),
  };
}

/** The latest other audit with a result; with `ofAll`, follow-ups of chosen members don't count. */
async function findLatest(
  db: Database,
  audit: AuditRow,
  ofAll: boolean,
): Promise<Pick<AuditRow, 'id' | 'membersAgain'> | null> {
  const [row] = await db
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
async function knownKeys(db: Database, auditId: AuditId): Promise<ObservedKey[]> {
  const keys: ObservedKey[] = [];
  for await (const page of readObservedKeys(db, auditId, ['seen', 'not-seen', 'holder-left'])) {
    keys.push(...page);
  }
  return keys;
}

function toKnown(row: ObservedKey): KnownKey {
  const { state, firstSeenAt, lastSeenAt } = row;
  return { ...toKey(row), state, firstSeenAt, lastSeenAt };
}

/** Ids per statement, few enough not to block other queries for long. */
const IDS_A_STATEMENT = 2000;

/** When earlier audits of the organization first saw these keys. Keys that are new aren't in it. */
export async function readFirstSeen(
  db: Database,
  audit: AuditRow,
  previous: PreviousAudit | null,
  keys: readonly Key[],
): Promise<Map<KeyId, Date>> {
  const first = new Map<KeyId, Date>();
  if (previous === null) return first;
  for (const [id, row] of previous.rows) first.set(id, row.firstSeenAt);
  const others = keys.flatMap(({ id }) => (first.has(id) ? [] : [id]));
  for (const part of partsOf(others, IDS_A_STATEMENT)) {
    const rows = await db
      .select({ id: auditKeys.keyId, at: min(auditKeys.firstSeenAt) })
      .from(auditKeys)
      .innerJoin(audits, eq(audits.id, auditKeys.auditId))
      .where(
        and(
          inArray(auditKeys.keyId, part),
          eq(audits.organizationId, audit.organizationId),
          inArray(audits.status, ['complete', 'partial']),
        ),
      )
      .groupBy(auditKeys.keyId);
    for (const { id, at } of rows) if (at !== null) first.set(id, at);
  }
  return first;
}

/** Writes the keys that were not listed this time, each with its state, and the changes. */
export async function writeReconciliation(
  tx: Transaction,
  audit: AuditRow,
  previous: PreviousAudit,
  compared: Reconciliation,
): Promise<void> {
  await writeCarried(tx, audit.id, previous, compared.carried);
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

/** Copies the last known observations, without a verdict because this audit did not see the keys. */
async function writeCarried(
  tx: Transaction,
  auditId: AuditId,
  previous: PreviousAudit,
  carried: Reconciliation['carried'],
): Promise<void> {
  const rows = carried.flatMap(({ id, state }) => {
    const from = previous.rows.get(id)?.auditId;
    return from === undefined ? [] : [{ id, state, from }];
  });
  for (const part of partsOf(rows, IDS_A_STATEMENT)) {
    await tx.execute(sql`
      insert into audit_keys (audit_id, key_id, name, preview, holder_id, holder_email,
        holder_given_name, holder_family_name, bound_organization_id, created_at, created_raw,
        expiry_kind, expires_at, expires_raw, state, first_seen_at, last_seen_at)
      select ${auditId}::uuid, k.key_id, k.name, k.preview, k.holder_id, k.holder_email,
        k.holder_given_name, k.holder_family_name, k.bound_organization_id, k.created_at,
        k.created_raw, k.expiry_kind, k.expires_at, k.expires_raw, r.state, k.first_seen_at,
        k.last_seen_at
      from jsonb_to_recordset(${JSON.stringify(part)}::jsonb) as r(id text, state text, "from" uuid)
      join audit_keys k on k.audit_id = r."from" and k.key_id = r.id
      on conflict do nothing`);
  }
}
