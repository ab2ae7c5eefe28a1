import type { MemberId } from '@/lib/domain/core';
import { schema } from '@/lib/platform/database';
import { and, eq, isNull, sql } from '@/lib/platform/database/sql';
import { chooseStrategy, type StrategyChoice } from './choose-strategy';
import type { MemberResult } from './member-result';
import { blockAll, readAll } from './read-all';
import { readOrganization } from './read-organization';
import { ResultStore } from './result-store';
import type { Run } from './audit-dependencies';
import { checkStillAnswering } from './credential-holder';
import { loadHolders, type WorkItem } from './work-list';
import { writeKeys } from './write-results';

/**
 * Reads every pending member of the work list and stores each result as it arrives.
 * *Errors*: those that concern the audit as a whole; what was read until then is stored.
 */
export async function readRound(
  run: Run,
  work: readonly WorkItem[],
  callerId: MemberId | null,
): Promise<void> {
  const { audit, store } = run;
  const idsOf = (items: readonly WorkItem[]): MemberId[] => items.map((item) => item.id);
  const pending = idsOf(work.filter((item) => item.state === 'pending'));
  if (pending.length === 0) return;
  const holders = await loadHolders(store.db, audit.id);
  const waiting = new Set(pending);
  const people = idsOf(work.filter((item) => waiting.has(item.id) && item.kind === 'person'));
  const choice = await chooseStrategy({
    client: run.client,
    asked: audit.strategyAsked,
    organizationId: audit.organizationId,
    callerId,
    // Pending members come first, so that samples avoid asking audited members again.
    roster: [...pending, ...idsOf(work.filter((item) => item.state !== 'pending'))],
    pending: people.length > 0 ? people : pending,
    holders: [...new Set(holders.values())].filter((id) => !waiting.has(id)),
  });
  await rememberChoice(run, choice);
  const results = new ResultStore({
    store,
    auditId: audit.id,
    members: new Map(work.map((item) => [item.id, item])),
    holders,
    now: run.now,
    calls: run.calls,
    shortPagesContinue: () => run.client.shortPagesContinue(),
    onSignal: run.onSignal,
    signal: run.signal,
    patienceMs: run.storagePatienceMs,
    retryMs: run.storageRetryMs,
  });
  try {
    await readBy(run, choice, work, pending, callerId, async (result) => {
      await results.add(result);
      if (isEmpty(result)) run.ownKey.noteEmptyList();
      run.signal.throwIfAborted();
    });
  } finally {
    // Store what was read even if the round ends early.
    await results.close();
  }
}

async function readBy(
  run: Run,
  choice: StrategyChoice,
  work: readonly WorkItem[],
  pending: readonly MemberId[],
  callerId: MemberId | null,
  store: (result: MemberResult) => Promise<void>,
): Promise<void> {
  if (choice.via === null) return blockAll(pending, choice.reason, store);
  if (choice.via !== 'organization') {
    return readAll(pending, {
      choice,
      concurrency: run.concurrency,
      soleMember: work.length === 1 && (callerId === null || callerId === work[0]?.id),
      store,
      signal: run.signal,
      checkStillAnswering: () => checkStillAnswering(run.client),
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

/** Whether a member's own list holds no key at all. An org-wide list is checked as a whole instead. */
function isEmpty(result: MemberResult): boolean {
  return (
    result.state === 'audited' &&
    result.via !== 'organization' &&
    result.keys.length + result.foreignKeys === 0
  );
}

/** Stores the choice. A doubt about what an earlier round read stays, whatever this round does. */
async function rememberChoice(run: Run, choice: StrategyChoice): Promise<void> {
  const { audits } = schema;
  const organizationWide = choice.via === 'organization';
  const confirmed = choice.via !== 'organization' || choice.confirmed;
  await run.store.db
    .update(audits)
    .set({
      strategy: choice.via,
      strategyWhy: choice.why,
      confirmed: sql`${audits.confirmed} and ${confirmed}::boolean`,
      organizationWideList: sql`${audits.organizationWideList} or ${organizationWide}::boolean`,
    })
    .where(and(eq(audits.id, run.audit.id), isNull(audits.finishedAt)));
}
