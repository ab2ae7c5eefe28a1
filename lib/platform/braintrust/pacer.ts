import { backoffMs, type Clock } from './clock';
import { RateGovernor } from './rate-governor';

export type PacerOptions = {
  concurrency: number;
  backoffBaseMs: number;
  backoffMaxMs: number;
  onPause?: (why: 'refused' | 'outage', waitMs: number) => void;
  onResume?: (why: 'refused' | 'outage') => void;
};

/** Permission to send one request. Return it with `settle`, exactly once. */
export type Permit = { readonly sentAtMs: number; readonly epoch: number };

/**
 * The result of a request, as far as pacing is concerned. `refused`: asked to wait, by a 429 or by a 503
 * with `Retry-After`. Only a 429 (`isRateLimit`) says something about the allowed rate. `fault`: no usable
 * answer; `gateway` if the whole upstream is affected (unreachable, timeout, 502 to 504). `unsent`: we
 * ended the request, so it says nothing about the upstream.
 */
export type Outcome =
  | { kind: 'answered' }
  | { kind: 'refused'; isRateLimit: boolean; retryAfterMs: number | null }
  | { kind: 'fault'; gateway: boolean; call: object }
  | { kind: 'unsent' };

type Refusal = Extract<Outcome, { kind: 'refused' }>;
type Waiter = { run: (permit: Permit) => void; giveUp: () => void };

const FIRST_IN_FLIGHT = 4;
const SHRINK = 0.75;
/** This many different calls, or this many gateway faults, with no answer in between count as an outage. */
const OUTAGE_CALLS = 3;
const OUTAGE_GATEWAY_FAULTS = 4;
const FIRST_PAUSE_MS = 500;
/** A shorter wait is part of the normal pace. */
const LONG_WAIT_MS = 2000;

/**
 * Decides when a request may be sent. It limits requests in flight and requests per second, and pauses
 * while the upstream asks to wait or is down. All limits adapt to what `settle` reports.
 */
export class Pacer {
  readonly #clock: Clock;
  readonly #options: PacerOptions;
  readonly #governor: RateGovernor;
  readonly #queue = new Set<Waiter>();
  readonly #retries = new Set<Waiter>();
  #inFlight = 0;
  #limit: number;
  #starting = true;
  #shrunkAtMs = -Infinity;
  #epoch = 0;
  #pausedFromMs: number | null = null;
  #pausedUntilMs = 0;
  #pausedFor: 'refused' | 'outage' = 'refused';
  /** Allows only one request in flight, to find out whether the trouble is over. */
  #probing = false;
  #emptyPauses = 0;
  #successes = 0;
  #faultyCalls = new Set<object>();
  #gatewayFaults = 0;
  #outageStep = 0;
  #badSinceMs: number | null = null;
  #tokens = 1;
  #tokensAtMs: number;
  #boundFromMs: number | null = null;
  #cancelTimer: (() => void) | null = null;

  constructor(clock: Clock, options: PacerOptions) {
    this.#clock = clock;
    this.#options = options;
    this.#limit = Math.min(FIRST_IN_FLIGHT, options.concurrency);
    this.#governor = new RateGovernor(clock.nowMs());
    this.#tokensAtMs = clock.nowMs();
  }

  /** True while the upstream as a whole doesn't answer. */
  get outage(): boolean {
    return this.#outageStep > 0;
  }

  /** How long there have been only refusals and faults. */
  get badForMs(): number {
    return this.#badSinceMs === null ? 0 : this.#clock.nowMs() - this.#badSinceMs;
  }

  /** Why requests have to wait for seconds; `null` if they don't. */
  get waitingFor(): 'refused' | 'outage' | null {
    if (this.outage) return 'outage';
    if (this.#pausedFromMs === null) return null;
    const pauseMs = this.#pausedUntilMs - this.#pausedFromMs;
    return Math.max(pauseMs, this.badForMs) < LONG_WAIT_MS ? null : this.#pausedFor;
  }

  /**
   * Calls `run` as soon as a request may be sent; retries go first. Calls `giveUp` if `giveUpAll` happens
   * before that. The returned function cancels the wait.
   */
  request(waiter: Waiter, isRetry: boolean): () => void {
    const queue = isRetry ? this.#retries : this.#queue;
    queue.add(waiter);
    this.#pump();
    return () => {
      // If no one is left waiting, the pump also clears its timer.
      if (queue.delete(waiter)) this.#pump();
    };
  }

  /** Fails all waiting calls at once, so that they don't time out one after the other. */
  giveUpAll(): void {
    const waiting = [...this.#retries, ...this.#queue];
    this.#retries.clear();
    this.#queue.clear();
    this.#pump();
    for (const waiter of waiting) waiter.giveUp();
  }

  settle(permit: Permit, outcome: Outcome): void {
    this.#inFlight -= 1;
    if (outcome.kind === 'answered') this.#answered(permit);
    else if (outcome.kind === 'refused') this.#refused(permit, outcome);
    else if (outcome.kind === 'fault') this.#faulted(permit, outcome);
    this.#pump();
  }

  #answered(permit: Permit): void {
    this.#probing = false;
    this.#badSinceMs = null;
    this.#speaks();
    this.#successes += 1;
    this.#emptyPauses = 0;
    if (permit.epoch === this.#epoch) this.#governor.granted(this.#arrivalMs(permit));
    if (this.#limit < this.#options.concurrency) {
      this.#limit = Math.min(
        this.#options.concurrency,
        this.#limit + (this.#starting ? 1 : 1 / this.#limit),
      );
    }
  }

  /** Estimates when the upstream counted the request: halfway between sending it and the answer. */
  #arrivalMs({ sentAtMs }: Permit): number {
    return (sentAtMs + this.#clock.nowMs()) / 2;
  }

  /** Any answer or refusal shows that the upstream is reachable, so all signs of an outage are cleared. */
  #speaks(): void {
    this.#faultyCalls.clear();
    this.#gatewayFaults = 0;
    this.#outageStep = 0;
  }

  #refused(permit: Permit, { retryAfterMs, isRateLimit }: Refusal): void {
    const nowMs = this.#clock.nowMs();
    this.#badSinceMs ??= nowMs;
    this.#speaks();
    this.#shrink(permit);
    // All refusals of requests sent before a pause count as one signal.
    const isFirst = permit.epoch === this.#epoch && this.#pausedFromMs === null;
    if (isFirst) {
      if (isRateLimit) this.#governor.refused(this.#arrivalMs(permit));
      this.#probing = this.#successes === 0;
      this.#emptyPauses = this.#successes === 0 ? this.#emptyPauses + 1 : 0;
      this.#successes = 0;
    }
    const waitMs =
      retryAfterMs ??
      backoffMs(this.#clock, this.#emptyPauses, FIRST_PAUSE_MS, this.#options.backoffMaxMs);
    if (isFirst || retryAfterMs !== null) this.#pause('refused', nowMs, waitMs);
  }

  #faulted(permit: Permit, { gateway, call }: { gateway: boolean; call: object }): void {
    this.#badSinceMs ??= this.#clock.nowMs();
    if (gateway) {
      this.#shrink(permit);
      this.#gatewayFaults += 1;
    }
    this.#faultyCalls.add(call);
    const isOutage =
      this.#outageStep > 0 ||
      this.#faultyCalls.size >= OUTAGE_CALLS ||
      this.#gatewayFaults >= OUTAGE_GATEWAY_FAULTS;
    if (!isOutage || permit.epoch !== this.#epoch || this.#pausedFromMs !== null) return;
    const { backoffBaseMs, backoffMaxMs } = this.#options;
    const waitMs = backoffMs(this.#clock, this.#outageStep, backoffBaseMs, backoffMaxMs);
    this.#outageStep += 1;
    this.#probing = true;
    this.#pause('outage', this.#clock.nowMs(), waitMs);
  }

  /** Shrinks once per round trip, because requests sent before the last shrink weren't limited by it. */
  #shrink(permit: Permit): void {
    if (permit.sentAtMs <= this.#shrunkAtMs) return;
    this.#shrunkAtMs = this.#clock.nowMs();
    this.#starting = false;
    this.#limit = Math.max(1, this.#limit * SHRINK);
  }

  #pause(why: 'refused' | 'outage', nowMs: number, waitMs: number): void {
    if (this.#pausedFromMs === null) {
      this.#pausedFromMs = nowMs;
      this.#pausedFor = why;
      this.#boundFromMs = null;
      this.#options.onPause?.(why, waitMs);
    }
    this.#pausedUntilMs = Math.max(this.#pausedUntilMs, nowMs + waitMs);
  }

  #resume(nowMs: number, pausedFromMs: number): void {
    const pauseMs = nowMs - pausedFromMs;
    this.#pausedFromMs = null;
    this.#epoch += 1;
    this.#governor.resume(nowMs, pauseMs);
    this.#tokens = this.#governor.credit(pauseMs);
    this.#tokensAtMs = nowMs;
    this.#options.onResume?.(this.#pausedFor);
  }

  #pump(): void {
    this.#cancelTimer?.();
    this.#cancelTimer = null;
    for (;;) {
      const waiter = this.#next();
      const waitMs = waiter === null ? null : this.#waitMs();
      if (waiter === null || waitMs === null) return;
      if (waitMs > 0) {
        this.#cancelTimer = this.#clock.after(Math.ceil(waitMs), () => this.#pump());
        return;
      }
      this.#retries.delete(waiter);
      this.#queue.delete(waiter);
      this.#inFlight += 1;
      if (Number.isFinite(this.#governor.rate())) this.#tokens -= 1;
      waiter.run({ sentAtMs: this.#clock.nowMs(), epoch: this.#epoch });
    }
  }

  #next(): Waiter | null {
    for (const waiter of this.#retries) return waiter;
    for (const waiter of this.#queue) return waiter;
    return null;
  }

  /** How long the next request must wait, or `null` to wait until a request in flight settles. */
  #waitMs(): number | null {
    const nowMs = this.#clock.nowMs();
    if (this.#pausedFromMs !== null) {
      if (nowMs < this.#pausedUntilMs) return this.#pausedUntilMs - nowMs;
      this.#resume(nowMs, this.#pausedFromMs);
    }
    if (this.#boundFromMs !== null) {
      this.#governor.bound(nowMs - this.#boundFromMs);
      this.#boundFromMs = null;
    }
    const limit = this.#probing ? 1 : Math.floor(this.#limit);
    if (this.#inFlight >= limit) return null;
    const rate = this.#governor.rate();
    if (!Number.isFinite(rate)) return 0;
    const refilled = this.#tokens + ((nowMs - this.#tokensAtMs) / 1000) * rate;
    this.#tokens = Math.min(refilled, Math.max(this.#governor.slack(), this.#tokens));
    this.#tokensAtMs = nowMs;
    if (this.#tokens >= 1) return 0;
    this.#boundFromMs = nowMs;
    return ((1 - this.#tokens) / rate) * 1000;
  }
}
