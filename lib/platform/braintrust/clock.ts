/** Time and chance, so that tests can hold both. `nowMs` is monotonic, `wallMs` the calendar. */
export type Clock = {
  nowMs(): number;
  wallMs(): number;
  /** From 0 up to, not including, 1. */
  random(): number;
  /** Runs `act` once after `ms`; the answer takes it back. */
  after(ms: number, act: () => void): () => void;
};

/** The machine's own time. */
export const systemClock: Clock = {
  nowMs: () => performance.now(),
  wallMs: () => Date.now(),
  random: () => Math.random(),
  after(ms, act) {
    const timer = setTimeout(act, ms);
    return () => clearTimeout(timer);
  },
};

/** Exponential backoff with jitter: between half of and the whole of `base × 2^step`, at most `max`. */
export function backoffMs(clock: Clock, step: number, baseMs: number, maxMs: number): number {
  const full = Math.min(maxMs, baseMs * 2 ** Math.min(step, 30));
  return full * (0.5 + clock.random() / 2);
}
