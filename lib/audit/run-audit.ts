import { createBraintrustClient, type BraintrustClient } from '@/lib/braintrust';
import type { AuditId, AuditReason, MemberId } from '@/lib/core';
import type { Organization } from '@/lib/organization';
import { DEFAULT_SETTINGS, type PolicySettings } from '@/lib/policy';
import { schema, type Store } from '@/lib/store';
import { eq } from '@/lib/store/sql';
import { asAuditFailure, type AuditFailure } from './audit-failure';
import { chooseStrategy, type StrategyChoice } from './choose-strategy';
import { endAudit } from './end-audit';
import { finishAudit } from './finish-audit';
import type { MemberResult } from './member-result';
import { prepareAudit } from './prepare-audit';
import { blockAll, readAll } from './read-all';
import { readOrganization } from './read-organization';
import { relistRoster, type Relisted } from './relist-roster';
import { addCalls, ResultStore, writeKeys, type AuditSignal } from './result-store';
import type { AuditRow } from './to-wire';
import { loadAudit, loadHolders, loadWorkList, type WorkItem } from './work-list';

/** Rosters listed after the last member before the audit ends with the newest as it is. */
const MAX_ROUNDS = 5;

export type AuditDependencies = {
  store: Store;
  /** Opens the audit's own copy of the key. *Errors*: `credential-gone`. */
  openCredential: (audit: AuditRow) => Promise<string>;
  apiUrl: string;
  /** Most requests in flight. */
  concurrency: number;
  /** What the rules judge by; the defaults unless given. */
  settings?: PolicySettings;
  now: () => Date;
  log: (level: 'info' | 'warn' | 'error', message: string, details: object) => void;
};

type Run = AuditDependencies & {
  audit: AuditRow;
  organization: Organization;
  client: BraintrustClient;
  signal: AbortSignal;
  calls: () => schema.StoredCalls;
  /** Takes what the store says of the audit: anything but `go-on` ends the run. */
  onSignal: (signal: AuditSignal) => void;
};

/**
 * Runs an audit to its end, or goes on with one where it was stopped.
 *
 * It ends complete, partial, failed or cancelled, written to the store. An abort of `signal` (the
 * server stops) leaves it running in the store, for the next start to go on with.
 * *Errors*: `aborted` and those of the database; the audit stays as it is stored.
 */
export async function runAudit(
  dependencies: AuditDependencies,
  auditId: AuditId,
  signal: AbortSignal,
): Promise<void> {
  const audit = await loadAudit(dependencies.store.db, auditId);
  if (audit?.finishedAt !== null) return;
  const ending = new AbortController();
  const told: { state: AuditSignal } = { state: 'go-on' };
  const clients: BraintrustClient[] = [];
  const onSignal = (state: AuditSignal): void => {
    if (state === 'go-on' || told.state !== 'go-on') return;
    told.state = state;
    ending.abort();
  };
  onSignal(audit.cancelRequestedAt === null ? 'go-on' : 'cancelled');
  const calls = () =>
    clients.reduce((sum, client) => addCalls(sum, client.calls()), audit.calls ?? {});
  try {
    const both = AbortSignal.any([signal, ending.signal]);
    both.throwIfAborted();
    const client = await openClient(dependencies, audit, both);
    clients.push(client);
    const organization = { id: audit.organizationId, name: audit.organizationName };
    await runPhases({
      ...dependencies,
      audit,
      organization,
      client,
      signal: both,
      calls,
      onSignal,
    });
  } catch (error) {
    const end = endOf(told.state, signal.aborted ? null : asAuditFailure(error));
    if (end === null && told.state !== 'gone') throw error;
    if (end !== null) {
      await endAudit(dependencies.store, {
        ...end,
        auditId,
        calls: calls(),
        now: dependencies.now(),
      });
    }
  } finally {
    await Promise.all(clients.map((client) => client.close()));
  }
}

/** How a run that did not finish ends the audit; `null`: not at all. */
function endOf(
  told: AuditSignal,
  failure: AuditFailure | null,
): { status: 'cancelled' | 'failed'; reason: AuditReason; detail: string | null } | null {
  if (told === 'cancelled') return { status: 'cancelled', reason: 'cancelled', detail: null };
  if (told === 'gone' || failure === null) return null;
  return { status: 'failed', reason: failure.reason, detail: failure.message };
}

async function openClient(
  { apiUrl, concurrency, log, openCredential }: AuditDependencies,
  audit: AuditRow,
  signal: AbortSignal,
): Promise<BraintrustClient> {
  return createBraintrustClient({
    apiUrl,
    appUrl: null,
    apiKey: await openCredential(audit),
    concurrency,
    signal,
    log: ({ level, ...entry }) => {
      if (level !== 'debug') log(level, 'upstream', { auditId: audit.id, ...entry });
    },
  });
}

async function runPhases(run: Run): Promise<void> {
  const { audit, store } = run;
  const callerId = await whoCalls(run.client);
  const owners = await prepareAudit(run);
  let relisted: Relisted = { read: true, joined: 0 };
  for (let round = 1; round <= MAX_ROUNDS; round += 1) {
    const work = await loadWorkList(store.db, audit.id);
    await readRound(run, work, callerId);
    run.signal.throwIfAborted();
    relisted = await relistRoster(run, work, owners);
    if (!relisted.read || relisted.joined === 0) break;
  }
  await finishAudit({
    store,
    audit,
    organization: run.organization,
    settings: run.settings ?? DEFAULT_SETTINGS,
    calls: run.calls(),
    rosterUnread: relisted.read ? null : relisted.reason,
    now: run.now(),
  });
}

/** Whose key it is; `null` where no call of this data plane tells. */
async function whoCalls(client: BraintrustClient): Promise<MemberId | null> {
  const me = await client.selfMe();
  if (me !== null) return me.id;
  const own = await client.listKeys();
  return own.find((key) => key.userId !== null)?.userId ?? null;
}

async function readRound(
  run: Run,
  work: readonly WorkItem[],
  callerId: MemberId | null,
): Promise<void> {
  const { audit, store } = run;
  const pending = work.filter((item) => item.state === 'pending').map((item) => item.id);
  if (pending.length === 0) return;
  const choice = await chooseStrategy({
    client: run.client,
    asked: audit.strategyAsked,
    organizationId: audit.organizationId,
    callerId,
    roster: work.map((item) => item.id),
  });
  await rememberChoice(run, choice);
  const results = new ResultStore({
    store,
    auditId: audit.id,
    members: new Map(work.map((item) => [item.id, item])),
    holders: await loadHolders(store.db, audit.id),
    now: run.now,
    calls: run.calls,
    onSignal: run.onSignal,
  });
  try {
    await readBy(run, choice, work, pending, async (result) => {
      await results.add(result);
      run.signal.throwIfAborted();
    });
  } finally {
    // What was read is stored even where the round ends early.
    await results.close();
  }
}

async function readBy(
  run: Run,
  choice: StrategyChoice,
  work: readonly WorkItem[],
  pending: readonly MemberId[],
  store: (result: MemberResult) => Promise<void>,
): Promise<void> {
  if (choice.via === null) return blockAll(pending, choice.reason, store);
  if (choice.via !== 'organization') {
    return readAll(pending, {
      choice,
      concurrency: run.concurrency,
      soleMember: work.length === 1,
      store,
      signal: run.signal,
    });
  }
  const { results, strays } = readOrganization(choice.list, {
    members: pending,
    organizationId: run.audit.organizationId,
    confirmed: choice.confirmed,
  });
  for (const result of results) await store(result);
  const members = new Map(work.map((item) => [item.id, item]));
  const others = strays.filter((key) => !members.has(key.holderId));
  await run.store.transaction((tx) => writeKeys(tx, run.audit.id, members, others, run.now()));
}

async function rememberChoice(run: Run, choice: StrategyChoice): Promise<void> {
  await run.store.db
    .update(schema.audits)
    .set({
      strategy: choice.via,
      strategyWhy: choice.why,
      confirmed: choice.via !== 'organization' || choice.confirmed,
      organizationWideList: choice.via === 'organization',
    })
    .where(eq(schema.audits.id, run.audit.id));
}
