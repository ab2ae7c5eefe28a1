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

/** Two points closer than this fraction of the width can't be told apart. */
const CLOSEST = 0.04;
