import { createBraintrustClient, type BraintrustClient } from '@/lib/platform/braintrust';
import type { AuditId, AuditReason, CallerKind, MemberId } from '@/lib/domain/core';
import { schema, type Store } from '@/lib/platform/database';
import { and, eq, isNull, sql } from '@/lib/platform/database/sql';
import { asAuditFailure, type AuditFailure } from './audit-failure';
import { forgetCredential } from './credential';
import { endAudit } from './end-audit';
import { finishAudit } from './finish-audit';
import { OwnKeyCheck } from './own-key';
import { prepareAudit } from './prepare-audit';
import { readRound } from './read-round';
import { reopenEndedEarly } from './reopen-ended-early';
import { relistRoster, type Relisted } from './relist-roster';
import type { AuditDependencies, Run } from './audit-dependencies';
import type { AuditRow } from '../read/to-wire';
import { watchAudit, type AuditSignal } from './watch-audit';
import { kindOfCredential, credentialHolder } from './credential-holder';
import { addCalls, loadWorkList, type WorkItem } from './work-list';

/** How often the member list is read again for newcomers. Those found in the last round stay pending. */
const MAX_ROUNDS = 5;
/** The watch looks twice a second; without this limit an outage of the database would fill the log. */
const LOG_EACH_TROUBLE = 120;

/**
 * Runs an audit to its end, or continues one that was interrupted. The audit ends complete, partial, failed
 * or cancelled, and the outcome is stored. When `signal` is aborted because the server stops, the audit stays
 * `running` in the database and the next start continues it.
 * *Errors*: `aborted` and those of the database; the audit stays as it is stored.
 */
export async function runAudit(
  dependencies: AuditDependencies,
  auditId: AuditId,
  signal: AbortSignal,
): Promise<void> {
  const audit = await claimAudit(dependencies, auditId);
  if (audit === null) return;
  const ending = new AbortController();
  const last: { state: AuditSignal } = { state: 'go-on' };
  const clients: BraintrustClient[] = [];
  const onSignal = (state: AuditSignal): void => {
    if (state === 'go-on' || last.state !== 'go-on') return;
    last.state = state;
    ending.abort();
  };
  onSignal(audit.cancelRequestedAt === null ? 'go-on' : 'cancelled');
  const { log, store } = dependencies;
  let troubles = 0;
  const onTrouble = (error: unknown) => {
    troubles += 1;
    if (troubles % LOG_EACH_TROUBLE === 1) {
      log('warn', "couldn't check whether the audit was cancelled", { auditId, error, troubles });
    }
  };
  const waitingFor = () => clients.at(-1)?.waitingFor() ?? null;
  const stopWatching = watchAudit({ store, auditId, waitingFor, onSignal, onTrouble });
  const calls = () =>
    clients.reduce((sum, client) => addCalls(sum, client.calls()), audit.calls ?? {});
  try {
    const both = AbortSignal.any([signal, ending.signal]);
    both.throwIfAborted();
    const apiKey = await dependencies.openCredential(audit);
    const client = openClient(dependencies, audit, apiKey, both);
    clients.push(client);
    const organization = { id: audit.organizationId, name: audit.organizationName };
    const run = { ...dependencies, audit, organization, client, signal: both, calls, onSignal };
    await runPhases(run, kindOfCredential(apiKey));
  } catch (error) {
    const end = endOf(last.state, signal.aborted ? null : asAuditFailure(error));
    if (end === null && last.state !== 'gone') throw error;
    if (end !== null) {
      const now = dependencies.now();
      await endAudit(store, { ...end, auditId, calls: calls(), now });
    }
  } finally {
    stopWatching();
    await Promise.all(clients.map((client) => client.close()));
  }
  await forgetCredential(store, audit);
}

/** Marks the audit as running and returns it; `null` when it has ended or was deleted. */
async function claimAudit(
  { store, now }: AuditDependencies,
  auditId: AuditId,
): Promise<AuditRow | null> {
  const { audits } = schema;
  const [row] = await store.db
    .update(audits)
    .set({
      status: 'running',
      startedAt: sql`coalesce(${audits.startedAt}, ${now().toISOString()}::timestamptz)`,
    })
    .where(and(eq(audits.id, auditId), isNull(audits.finishedAt)))
    .returning();
  return row ?? null;
}

/** How a run that did not finish ends the audit; `null` leaves it as it is. */
function endOf(
  lastSignal: AuditSignal,
  failure: AuditFailure | null,
): { status: 'cancelled' | 'failed'; reason: AuditReason; detail: string | null } | null {
  if (lastSignal === 'cancelled') return { status: 'cancelled', reason: 'cancelled', detail: null };
  if (lastSignal === 'gone' || failure === null) return null;
  return { status: 'failed', reason: failure.reason, detail: failure.message };
}

function openClient(
  { apiUrl, concurrency, limits, log }: AuditDependencies,
  audit: AuditRow,
  apiKey: string,
  signal: AbortSignal,
): BraintrustClient {
  return createBraintrustClient({
    apiUrl,
    appUrl: null,
    apiKey,
    concurrency,
    signal,
    shortPagesContinue: audit.shortPagesContinue,
    ...(limits === undefined ? {} : { limits }),
    log: ({ level, ...entry }) => {
      if (level !== 'debug') log(level, 'upstream', { auditId: audit.id, ...entry });
    },
  });
}

async function runPhases(base: Omit<Run, 'ownKey'>, kindByForm: CallerKind | null): Promise<void> {
  const { audit, client, store } = base;
  const callerId = await credentialHolder(client);
  const { access, callerKind } = await prepareAudit({
    ...base,
    callerId,
    callerKind: kindByForm,
  });
  const ownKey = new OwnKeyCheck({
    client,
    callerId,
    organizationId: audit.organizationId,
    hasOwnKey: callerKind === 'person',
    onMissing: () => rememberMissing(store, audit.id),
  });
  const run = { ...base, ownKey };
  await ownKey.start();
  let relisted: Relisted = { read: true, joined: 0 };
  for (let round = 1; round <= MAX_ROUNDS; round += 1) {
    const work = await readPending(run, callerId);
    relisted = await relistRoster(run, work, access);
    if (!relisted.read || relisted.joined === 0) break;
  }
  run.signal.throwIfAborted();
  await finishAudit({
    store,
    audit,
    access,
    calls: run.calls(),
    rosterUnread: relisted.read ? null : relisted.reason,
    ownKey: await ownKey.finish(),
    callerId,
    now: run.now,
    enqueuePlanChecks: run.enqueuePlanChecks,
  });
}

/** Permanent for this audit: lists that were empty in earlier runs or rounds can't be trusted either. */
async function rememberMissing(store: Store, auditId: AuditId): Promise<void> {
  const { audits } = schema;
  await store.db
    .update(audits)
    .set({ keyLists: 'own-key-missing', confirmed: false })
    .where(and(eq(audits.id, auditId), isNull(audits.finishedAt)));
}

/**
 * Reads every pending member. Once any key list continues after a short page, the lists that were assumed to
 * end at one are read again, including those from an earlier run or a parent audit.
 */
async function readPending(run: Run, callerId: MemberId | null): Promise<WorkItem[]> {
  const { audit, client, signal, store } = run;
  for (;;) {
    const work = await loadWorkList(store.db, audit.id);
    await readRound(run, work, callerId);
    signal.throwIfAborted();
    if (!client.shortPagesContinue()) return work;
    if ((await reopenEndedEarly(store, audit.id)) === 0) return work;
  }
}
