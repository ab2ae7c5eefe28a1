import { formatNumber, plural } from '@/components/status/format';

/** How many members were done at a time. */
export type PaceSample = { atMs: number; done: number };

/** Older samples say nothing of the present pace. */
const WINDOW_MS = 15_000;
const SHORTEST_MS = 1500;

/** The samples of the last 15 s with `next` added; one that goes backwards starts anew. */
export function addSample(samples: readonly PaceSample[], next: PaceSample): PaceSample[] {
  const last = samples.at(-1);
  if (last && next.done < last.done) return [next];
  return [...samples.filter((sample) => sample.atMs > next.atMs - WINDOW_MS), next];
}

/** Members a second over the samples; `null` while too little has been seen. */
export function membersPerSecond(samples: readonly PaceSample[]): number | null {
  const first = samples.at(0);
  const last = samples.at(-1);
  if (!first || !last || last.atMs - first.atMs < SHORTEST_MS) return null;
  return ((last.done - first.done) * 1000) / (last.atMs - first.atMs);
}

/** "312 of 1,000 members · 58 a second · about 12 s left": only as much as is known. */
export function paceText(done: number, total: number, perSecond: number | null): string {
  if (total === 0) return 'Reading the list of members';
  const parts = [`${formatNumber(done)} of ${plural(total, 'member')}`];
  if (done >= total) return [...parts, 'judging'].join(' · ');
  if (perSecond !== null && perSecond > 0) {
    parts.push(
      perSecond >= 1
        ? `${formatNumber(Math.round(perSecond))} a second`
        : `${formatNumber(Math.round(perSecond * 60))} a minute`,
      `about ${remainingText((total - done) / perSecond)} left`,
    );
  }
  return parts.join(' · ');
}

function remainingText(seconds: number): string {
  if (seconds < 90) return `${Math.max(1, Math.round(seconds))} s`;
  if (seconds < 5400) return `${Math.round(seconds / 60)} min`;
  return `${Math.round(seconds / 3600)} h`;
}
