/** Round step sizes, to be multiplied by a power of ten. */
const STEPS = [1, 2, 5] as const;
const MOST_TICKS = 4;

/** Ticks of a count axis from 0 to at least `max`: whole numbers, at most five of them. */
export function countTicks(max: number): number[] {
  const step = stepFor(Math.max(1, max));
  const last = Math.ceil(Math.max(1, max) / step) * step;
  return Array.from({ length: Math.round(last / step) + 1 }, (_, index) => index * step);
}

function stepFor(max: number): number {
  for (let power = 1; ; power *= 10) {
    const step = STEPS.find((candidate) => max / (candidate * power) <= MOST_TICKS);
    if (step !== undefined) return step * power;
  }
}

/**
 * Position of each time between the first (0) and the last (1). If two points would overlap, all are spread
 * evenly, so that each audit of one afternoon stays visible.
 */
export function timePositions(timesMs: readonly number[]): number[] {
  const first = timesMs[0] ?? 0;
  const spanMs = (timesMs.at(-1) ?? first) - first;
  const even = (index: number) => (timesMs.length === 1 ? 0.5 : index / (timesMs.length - 1));
  if (spanMs <= 0) return timesMs.map((_, index) => even(index));
  const exact = timesMs.map((timeMs) => (timeMs - first) / spanMs);
  const closest = exact.slice(1).map((position, index) => position - (exact[index] ?? 0));
  return Math.min(...closest) < CLOSEST ? timesMs.map((_, index) => even(index)) : exact;
}

/** When settings changed between two points, or after the last one. */
export type SettingsMark = {
  /** Index of the point before. */
  after: number;
  /** The latest of the changes between these points. *Units*: ms since 1970. */
  atMs: number;
  /** All of these changes, oldest first. *Units*: ms since 1970. */
  allMs: readonly number[];
};

/** One mark for all changes between the same two points. Both lists are in order of time. */
export function settingsMarks(
  timesMs: readonly number[],
  changesMs: readonly number[],
): SettingsMark[] {
  return timesMs.flatMap((timeMs, after) => {
    const nextMs = timesMs[after + 1] ?? Infinity;
    const allMs = changesMs.filter((changeMs) => changeMs > timeMs && changeMs <= nextMs);
    const atMs = allMs.at(-1);
    return atMs === undefined ? [] : [{ after, atMs, allMs }];
  });
}

/** Position of a mark between those of its points, in proportion to time; at the last point if it is later. */
export function markPosition(
  { after, atMs }: SettingsMark,
  timesMs: readonly number[],
  positions: readonly number[],
): number {
  const [from = 0, to = from] = positions.slice(after, after + 2);
  const [fromMs = atMs, toMs] = timesMs.slice(after, after + 2);
  return toMs === undefined || toMs === fromMs
    ? from
    : from + ((atMs - fromMs) / (toMs - fromMs)) * (to - from);
}

/** Two points closer than this fraction of the width can't be told apart. */
const CLOSEST = 0.04;
