import type { Audit } from '@/lib/contract';
import type { AuditWait } from '@/lib/domain/core';
import { formatNumber } from '@/components/status/format';
import { copy } from './copy';

const TEXT = copy.progress;

/** How many members an audit has tried, of how many. Those that a follow-up carries over don't count. */
export function membersTried({
  members: { total, audited, blocked, failed },
  members_carried_over: carriedOver,
}: Pick<Audit, 'members' | 'members_carried_over'>): { done: number; total: number } {
  const others = carriedOver ?? 0;
  return { done: audited + blocked + failed - others, total: total - others };
}

/** How many members were done at a point in time. */
export type PaceSample = { atMs: number; done: number };

/** Older samples are dropped, so that the pace is the current one. */
const WINDOW_MS = 15_000;
const SHORTEST_MS = 1500;

/** Adds `next` to the samples of the last 15 s. If the count went down, it starts over. */
export function addSample(samples: readonly PaceSample[], next: PaceSample): PaceSample[] {
  const last = samples.at(-1);
  if (last && next.done < last.done) return [next];
  return [...samples.filter((sample) => sample.atMs > next.atMs - WINDOW_MS), next];
}

/** The pace over the samples; `null` while they span too little time. */
export function membersPerSecond(samples: readonly PaceSample[]): number | null {
  const first = samples.at(0);
  const last = samples.at(-1);
  if (!first || !last || last.atMs - first.atMs < SHORTEST_MS) return null;
  return ((last.done - first.done) * 1000) / (last.atMs - first.atMs);
}

/** The audit has stalled if at this pace, at least this many members would have been done since the last one. */
const MISSED_MEMBERS = 3;
const SHORTEST_STALL_MS = 3000;

/**
 * Whether the audit waits for Braintrust: much longer without a new member than its pace explains. Latchkey
 * then retries requests that Braintrust rate limits or can't answer, so any time left would be wrong.
 */
export function isStalled(samples: readonly PaceSample[]): boolean {
  const last = samples.at(-1);
  const since = samples.find(({ done }) => done === last?.done);
  if (!last || !since) return false;
  const stalledMs = last.atMs - since.atMs;
  if (stalledMs < SHORTEST_STALL_MS) return false;
  const moving = samples.slice(0, samples.indexOf(since) + 1);
  const perSecond = membersPerSecond(moving);
  return perSecond === null || (perSecond * stalledMs) / 1000 >= MISSED_MEMBERS;
}

/**
 * Progress in words, as far as known: "312 of 1,000 members · 58 per second · about 12 s left", or "312 of
 * 1,000 members · waiting for Braintrust (rate limited)".
 */
export function paceText(
  done: number,
  total: number,
  { perSecond, stalled }: { perSecond: number | null; stalled: boolean },
  waitingFor: AuditWait | null = null,
): string {
  const parts = [total === 0 ? TEXT.listing : TEXT.members(done, total)];
  if (waitingFor !== null) parts.push(TEXT.waitingFor[waitingFor]);
  else if (total === 0) return TEXT.listing;
  else if (done >= total) parts.push(TEXT.evaluating);
  else if (stalled) parts.push(TEXT.waiting);
  else if (perSecond !== null && perSecond > 0) {
    parts.push(
      perSecond >= 1
        ? TEXT.perSecond(formatNumber(Math.round(perSecond)))
        : TEXT.perMinute(formatNumber(Math.round(perSecond * 60))),
      TEXT.left(remainingText((total - done) / perSecond)),
    );
  }
  return parts.join(' · ');
}

function remainingText(seconds: number): string {
  if (seconds < 90) return `${Math.max(1, Math.round(seconds))} s`;
  if (seconds < 5400) return `${Math.round(seconds / 60)} min`;
  return `${Math.round(seconds / 3600)} h`;
}
