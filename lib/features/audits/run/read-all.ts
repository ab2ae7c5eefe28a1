import type { MemberId, MemberReason } from '@/lib/domain/core';
import { AppError } from '@/lib/domain/core';
import type { StrategyChoice } from './choose-strategy';
import type { HeldAnswer } from './member-reader';
import { blocked, isOutage, type MemberResult } from './member-result';

/** This many members in a row that fail as in an outage, without an answer in between, end the audit. */
const OUTAGES_THAT_END_AN_AUDIT = 16;

/**
 * Reads the given members concurrently and hands each result to `store` as it arrives. Answers without a
 * proven identity are held back and attributed once it is proven. If no proof comes, those members are
 * blocked.
 * *Errors*: the first that concerns the audit as a whole; members that were not stored stay pending.
 */
export async function readAll(
  members: readonly MemberId[],
  by: {
    choice: Extract<StrategyChoice, { via: 'token' | 'header' }>;
    concurrency: number;
    /** There is only one member, presumably the caller, so any answer must be theirs. */
    soleMember: boolean;
    store: (result: MemberResult) => Promise<void>;
    signal: AbortSignal;
    /** Throws if Braintrust is down. Tells an outage from failures of single members. */
    checkStillAnswering: () => Promise<void>;
  },
): Promise<void> {
  const { choice, signal, store } = by;
  let held: HeldAnswer[] = [];
  const outages: MemberResult[] = [];

  const settle = async (result: MemberResult): Promise<void> => {
    if (!isOutage(result)) {
      for (const outage of outages.splice(0)) await store(outage);
      return store(result);
    }
    outages.push(result);
    if (outages.length >= OUTAGES_THAT_END_AN_AUDIT) {
      throw new AppError(
        'upstream-unreachable',
        'Braintrust stopped responding. Results so far are kept. Resume the audit when Braintrust is reachable again.',
        { message: `${outages.length} members in a row failed without an answer in between` },
      );
    }
  };

  await forEachAtOnce(members, by.concurrency, signal, async (memberId) => {
    const result = await choice.read(memberId);
    if (result.state === 'held') held.push(result);
    else await settle(result);
    const ready = held.filter((answer) => answer.isProven());
    if (ready.length === 0) return;
    held = held.filter((answer) => !answer.isProven());
    for (const answer of ready) await settle(answer.ifProven);
  });

  // No answer came after these failures. If Braintrust is down, throw here so that the members stay pending.
  if (outages.length > 0) await by.checkStillAnswering();
  for (const outage of outages) await store(outage);
  for (const { ifProven, isProven, otherwise } of held) {
    await store(isProven() || by.soleMember ? ifProven : otherwise);
  }
}

/** Blocks every member for one reason, because no way of reading keys works here. */
export async function blockAll(
  members: readonly MemberId[],
  reason: MemberReason,
  store: (result: MemberResult) => Promise<void>,
): Promise<void> {
  for (const memberId of members) await store(blocked(memberId, reason, null));
}

async function forEachAtOnce(
  members: readonly MemberId[],
  concurrency: number,
  signal: AbortSignal,
  act: (memberId: MemberId) => Promise<void>,
): Promise<void> {
  const work = members.values();
  const stop = new AbortController();
  const worker = async (): Promise<void> => {
    for (const memberId of work) {
      if (stop.signal.aborted) return;
      signal.throwIfAborted();
      await act(memberId);
    }
  };
  // Wait for all workers before throwing, so that nothing is stored after the error.
  const ends = await Promise.allSettled(
    Array.from({ length: Math.min(concurrency, members.length) }, () =>
      worker().catch((error: unknown) => {
        stop.abort();
        throw error;
      }),
    ),
  );
  for (const end of ends) if (end.status === 'rejected') throw end.reason;
}
