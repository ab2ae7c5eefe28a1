/** A token bucket. A refused request doesn't use a token. */
export class RateLimiter {
  #tokens: number;
  #filledAtMs: number;

  constructor(
    readonly perSecond: number,
    readonly burst: number,
    nowMs: number,
  ) {
    this.#tokens = burst;
    this.#filledAtMs = nowMs;
  }

  /** Whether one more request may pass. `nowMs` must come from a monotonic clock. */
  take(nowMs: number): boolean {
    const earned = ((nowMs - this.#filledAtMs) / 1000) * this.perSecond;
    this.#tokens = Math.min(this.burst, this.#tokens + earned);
    this.#filledAtMs = nowMs;
    if (this.#tokens < 1) return false;
    this.#tokens -= 1;
    return true;
  }
}
