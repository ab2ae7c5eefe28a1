import type { CallCounts } from '@/lib/braintrust';
import { setTimeout as sleep } from 'node:timers/promises';
import {
  AppError,
  MINUTE_MS,
  SECOND_MS,
  type AuditId,
  type KeyId,
  type MemberId,
} from '@/lib/core';
import type { Key } from '@/lib/organization';
import { bulkInsert, schema, type Store, type Transaction } from '@/lib/store';
import { sql } from '@/lib/store/sql';
import { blocked, type MemberResult } from './member-result';
import type { WorkItem } from './work-list';

/** Most member results that a kill may lose, in members. */
const UNSTORED_MEMBERS = 50;
/** A batch is written when this many wait, so that the next one fills while it is under way. */
const BATCH_MEMBERS = UNSTORED_MEMBERS / 2;
/** Longest time that a result waits to be stored. */
const UNSTORED_MS = 1000;

/** What the store says of the audit while its results are written. */
export type AuditSignal = 'go-on' | 'cancelled' | 'gone';

/** How long a database that is away or full is waited for before the audit lets go. */
const STORAGE_PATIENCE_MS = 10 * MINUTE_MS;
const STORAGE_RETRY_MS = 2 * SECOND_MS;

type Input = {
  store: Store;
  auditId: AuditId;
  members: ReadonlyMap<MemberId, WorkItem>;
  holders: Map<KeyId, MemberId>;
  now: () => Date;
  calls: () => schema.StoredCalls;
  /** Told after each batch, and at least twice a second. */
  onSignal: (signal: AuditSignal) => void;
  storagePatienceMs?: number;
};

/**
 * Writes results of members in batches, each in one short transaction: state, keys, counts.
 *
 * Holds at most `UNSTORED_MEMBERS` results that are not stored yet, the batch under way included:
 * `add` waits beyond that. A key that another member's answer already held makes the later answer
 * an identity mismatch. While the database is away or full, batches are tried again and nothing is
 * lost.
 */
export class ResultStore {
  readonly #input: Input;
  readonly #timer: NodeJS.Timeout;
  #waiting: MemberResult[] = [];
  #flushing: Promise<void> | null = null;
  #unstored = 0;
  #failure: { error: unknown } | null = null;

  constructor(input: Input) {
    this.#input = input;
    this.#timer = setInterval(() => void this.#flush(), UNSTORED_MS / 2);
    this.#timer.unref();
  }

  /** Takes a result; waits while too many are not stored. *Errors*: those of the database. */
  async add(result: MemberResult): Promise<void> {
    this.#waiting.push(this.#checked(result));
    this.#unstored += 1;
    if (this.#waiting.length >= BATCH_MEMBERS) void this.#flush();
    while (this.#unstored >= UNSTORED_MEMBERS) {
      await this.#flush();
      this.#throwFailure();
    }
  }

  /** Stores what is left and stops. *Errors*: those of the database. */
  async close(): Promise<void> {
    clearInterval(this.#timer);
    do {
      await this.#flush();
      this.#throwFailure();
    } while (this.#unstored > 0);
  }

  #throwFailure(): void {
    if (this.#failure !== null) throw this.#failure.error;
  }

  #checked(result: MemberResult): MemberResult {
    if (result.state !== 'audited') return result;
    const { holders } = this.#input;
    const taken = result.keys.some((key) => {
      const holder = holders.get(key.id);
      return holder !== undefined && holder !== result.memberId;
    });
    if (taken) return blocked(result.memberId, 'identity-mismatch', result.via);
    for (const key of result.keys) holders.set(key.id, result.memberId);
    return result;
  }

  /** Starts a batch, or joins the one under way. Never rejects: failures stay for `add`, `close`. */
  #flush(): Promise<void> {
    this.#flushing ??= this.#writeBatch().finally(() => {
      this.#flushing = null;
      if (this.#waiting.length >= BATCH_MEMBERS) void this.#flush();
    });
    return this.#flushing;
  }

  async #writeBatch(): Promise<void> {
    const batch = this.#waiting;
    this.#waiting = [];
    const giveUpAt = Date.now() + (this.#input.storagePatienceMs ?? STORAGE_PATIENCE_MS);
    let error = await this.#tryBatch(batch);
    while (isStorageTrouble(error) && Date.now() < giveUpAt) {
      await sleep(STORAGE_RETRY_MS);
      error = await this.#tryBatch(batch);
    }
    if (error !== null) this.#failure = { error };
  }

  /** Writes the batch. *Shape*: the error, or `null`. */
  #tryBatch(batch: readonly MemberResult[]): Promise<unknown> {
    const { store, onSignal } = this.#input;
    return store
      .transaction((tx) => writeResults(tx, this.#input, batch))
      .then(
        (signal) => {
          this.#unstored -= batch.length;
          onSignal(signal);
          return null;
        },
        (error: unknown) => error ?? new Error('the batch failed'),
      );
  }
}

function isStorageTrouble(error: unknown): boolean {
  return (
    error instanceof AppError &&
    (error.code === 'storage-unavailable' || error.code === 'storage-full')
  );
}

async function writeResults(
  tx: Transaction,
  input: {
    auditId: AuditId;
    members: ReadonlyMap<MemberId, WorkItem>;
    now: () => Date;
    calls: () => schema.StoredCalls;
  },
  batch: readonly MemberResult[],
): Promise<AuditSignal> {
  const { auditId } = input;
  const at = input.now();
  const count = (state: MemberResult['state']) =>
    batch.filter((result) => result.state === state).length;
  const keys = batch.flatMap((result) => (result.state === 'audited' ? result.keys : []));
  const foreign = batch.reduce(
    (sum, result) => sum + (result.state === 'audited' ? result.foreignKeys : 0),
    0,
  );
  const updated = await tx.execute<{ cancel: boolean; ended: boolean }>(sql`
    update audits set members_audited = members_audited + ${count('audited')},
      members_blocked = members_blocked + ${count('blocked')},
      members_failed = members_failed + ${count('failed')},
      keys_seen = keys_seen + ${keys.length},
      foreign_keys_left_out = foreign_keys_left_out + ${foreign},
      calls = ${JSON.stringify(input.calls())}::jsonb
    where id = ${auditId}::uuid
    returning cancel_requested_at is not null as cancel, finished_at is not null as ended`);
  const [row] = updated.rows;
  if (row === undefined || row.ended) return 'gone';
  if (batch.length > 0) {
    await writeMembers(tx, auditId, batch, at);
    await writeKeys(tx, auditId, input.members, keys, at);
  }
  return row.cancel ? 'cancelled' : 'go-on';
}

async function writeMembers(
  tx: Transaction,
  auditId: AuditId,
  batch: readonly MemberResult[],
  at: Date,
): Promise<void> {
  const rows = batch.map((result) => ({
    member_id: result.memberId,
    state: result.state,
    reason: result.state === 'audited' ? null : result.reason,
    via: result.via,
    keys: result.state === 'audited' ? result.keys.length : null,
  }));
  await tx.execute(sql`
    update audit_members m set state = r.state, reason = r.reason, via = r.via, keys = r.keys,
      audited_at = ${at.toISOString()}::timestamptz
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
      as r(member_id text, state text, reason text, via text, keys int)
    where m.audit_id = ${auditId}::uuid and m.member_id = r.member_id`);
}

/** Stores keys as seen now. A key that is stored already stays as it is. */
export async function writeKeys(
  tx: Transaction,
  auditId: AuditId,
  members: ReadonlyMap<MemberId, WorkItem>,
  keys: readonly Key[],
  at: Date,
): Promise<void> {
  const rows = keys.map((key) => {
    const holder = members.get(key.holderId);
    return {
      auditId,
      keyId: key.id,
      name: key.name,
      preview: key.preview,
      holderId: key.holderId,
      holderEmail: holder?.email ?? null,
      holderGivenName: holder?.givenName ?? null,
      holderFamilyName: holder?.familyName ?? null,
      boundOrganizationId: key.organizationId,
      createdAt: key.createdAt,
      expiryKind: key.expiry.kind,
      expiresAt: key.expiry.kind === 'at' ? key.expiry.at : null,
      state: 'seen' as const,
      firstSeenAt: at,
      lastSeenAt: at,
    };
  });
  await bulkInsert(tx, schema.auditKeys, rows, { onConflict: sql`do nothing` });
}

/** Calls made before a restart and since, together. */
export function addCalls(before: schema.StoredCalls, since: CallCounts): schema.StoredCalls {
  const sum: schema.StoredCalls = { ...before };
  for (const [operation, made] of Object.entries(since)) {
    const old = before[operation];
    sum[operation] = {
      calls: (old?.calls ?? 0) + made.calls,
      refused429: (old?.refused429 ?? 0) + made.refused429,
      retried: (old?.retried ?? 0) + made.retried,
      failed: (old?.failed ?? 0) + made.failed,
    };
  }
  return sum;
}
