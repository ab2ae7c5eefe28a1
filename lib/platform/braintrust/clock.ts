/** Time and randomness, so that tests can control both. `nowMs` is monotonic. */
export type Clock = {
  nowMs(): number;
  wallMs(): number;
  /** From 0 (inclusive) to 1 (exclusive). */
  random(): number;
  /** Runs `act` once after `ms`. The returned function cancels it. */
  after(ms: number, act: () => void): () => void;
};

export const systemClock: Clock = {
  nowMs: () => performance.now(),
  wallMs: () => Date.now(),
  random: () => Math.random(),
  after(ms, act) {
    const timer = setTimeout(act, ms);
    return () => clearTimeout(timer);
  },
};

/** Exponential backoff with jitter: between half of `base × 2^step` and all of it, at most `max`. */
export function backoffMs(clock: Clock, step: number, baseMs: number, maxMs: number): number {
  const full = Math.min(maxMs, baseMs * 2 ** Math.min(step, 30));
  return full * (0.5 + clock.random() / 2);
}
