import type { Clock } from '../clock';

/** A clock that only advances on request, with deterministic randomness. */
export class FakeClock implements Clock {
  #nowMs = 0;
  #seed: number;
  #timers: { atMs: number; act: () => void }[] = [];

  constructor(seed = 1) {
    this.#seed = seed;
  }

  nowMs(): number {
    return this.#nowMs;
  }

  wallMs(): number {
    return Date.UTC(2026, 0, 1) + this.#nowMs;
  }

  /** mulberry32 */
  random(): number {
    this.#seed = (this.#seed + 0x6d2b79f5) | 0;
    let t = Math.imul(this.#seed ^ (this.#seed >>> 15), 1 | this.#seed);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  }

  after(ms: number, act: () => void): () => void {
    const timer = { atMs: this.#nowMs + Math.max(0, ms), act };
    this.#timers.push(timer);
    return () => {
      this.#timers = this.#timers.filter((other) => other !== timer);
    };
  }

  /** Advances time until `done` returns true. Fails instead of running forever. */
  run(done: () => boolean, mostMs = 3_600_000): void {
    while (!done()) this.#step(mostMs);
  }

  /** Like `run`, but lets promises settle between two timers. */
  async runAsync(done: () => boolean, mostMs = 3_600_000): Promise<void> {
    for (;;) {
      await new Promise((resolve) => setImmediate(resolve));
      if (done()) return;
      this.#step(mostMs);
    }
  }

  #step(mostMs: number): void {
    let next = this.#timers[0];
    for (const timer of this.#timers) {
      if (next === undefined || timer.atMs < next.atMs) next = timer;
    }
    if (next === undefined) throw new Error('Nothing waits, and it is not done.');
    if (next.atMs > mostMs) throw new Error(`Not done after ${mostMs} ms.`);
    this.#timers = this.#timers.filter((timer) => timer !== next);
    this.#nowMs = next.atMs;
    next.act();
  }
}
