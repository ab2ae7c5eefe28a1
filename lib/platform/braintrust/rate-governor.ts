/** The lowest rate tried, in requests per second. */
const LOWEST_RATE = 0.05;
/** While ramping, the rate grows e-fold in this time, so reaching ten times the rate takes about 1 s. */
const RAMP_S = 0.4;
const SLOW_RAMP_S = 3;
/** The share by which we stay below the learned rate. Frequent refusals increase it. */
const MARGIN = { least: 0.015, most: 0.15 };
/**
 * A held rate rises slowly for this long, then probes upward faster and faster. Probing starts sooner if
 * the estimate is unsure, and later if every refusal costs a long pause.
 */
const HOLD = {
  sureS: 15,
  unsureS: 3,
  creepPerS: 0.002,
  probeS: 5,
  probeStep: 0.02,
  unsureStep: 0.5,
};
/** The estimate is unsure if the latest second granted more than this multiple of it. */
const ROOM = 1.4;
/** The search starts at least here. If the upstream is slower, this costs one more refusal. */
const LEAST_START = 10;
/**
 * If most of the last second's grants came at its end, the first refusal shows a used-up burst. If they are
 * spread evenly, the rate was exceeded.
 */
const BURST = { withinS: 0.4, share: 0.6 };
/** Fewer grants than this can't measure a burst. */
const LEAST_BURST = 5;
/** Shorter windows say too little about a rate. */
const LEAST_WINDOW_S = 0.25;
/** Only the end of the first epoch is kept, because that's where the burst is. */
const MOST_OF_FIRST = 2048;
/** The number of grants remembered for the estimate. */
const MOST_REMEMBERED = 8192;

type Epoch = { sent: number[]; startS: number; emptyS: number; pauseS: number };

/**
 * Learns from refusals how many requests per second the upstream accepts.
 *
 * Until the first refusal there is no limit. After it, the upstream is modeled as a bucket of `burst`
 * tokens, refilled at `rate`. What it granted between two refusals gives a safe lower bound for both:
 * - The first burst tells how many tokens fit into the bucket.
 * - A window of `n` grants over `t` seconds that ends at a refusal says `rate ≥ (n − burst) ÷ t`.
 * - So do all grants between two refusals, including the pause.
 * The bounds are exact if the bucket was full, or never full, at the start.
 *
 * An epoch lasts from one pause to the next.
 * *Units*: seconds and requests per second inside, ms outside.
 */
export class RateGovernor {
  #mode: 'open' | 'ramp' | 'hold' = 'open';
  #base = Infinity;
  #rampS = RAMP_S;
  #holdS: number = HOLD.sureS;
  #unsure = false;
  /** How long our own pacing held requests back in this epoch. Time without work doesn't count. */
  #boundS = 0;
  #margin: number = MARGIN.least;
  #sent: number[] = [];
  #startS: number;
  #emptyS: number | null = null;
  #first: Epoch | null = null;
  #burst: number | null = null;

  constructor(nowMs: number) {
    this.#startS = nowMs / 1000;
  }

  /** The requests per second allowed now. */
  rate(): number {
    if (this.#mode === 'open') return Infinity;
    if (this.#mode === 'ramp') return this.#base * Math.exp(this.#boundS / this.#rampS);
    const probing = Math.max(0, (this.#boundS - this.#holdS) / HOLD.probeS);
    const creep = HOLD.creepPerS * Math.min(this.#boundS, this.#holdS);
    const step = this.#unsure ? HOLD.unsureStep : HOLD.probeStep;
    return this.#base * (1 + creep + step * probing ** 2);
  }

  /** Tokens that may be saved up to catch up after delays of our own: 100 ms worth. */
  slack(): number {
    if (this.#burst === null) return 1;
    return Math.max(1, Math.min(this.#burst * 0.5, this.rate() * 0.1));
  }

  /** Tokens available right after a pause: most of what the upstream's bucket refilled meanwhile. */
  credit(pauseMs: number): number {
    if (this.#mode !== 'hold' || this.#burst === null) return 1;
    return Math.max(1, 0.7 * Math.min(this.#burst, (this.#base * pauseMs) / 1000));
  }

  /** Records how long our own pacing made requests wait. */
  bound(ms: number): void {
    this.#boundS += ms / 1000;
  }

  granted(sentAtMs: number): void {
    this.#sent.push(sentAtMs / 1000);
    if (this.#sent.length > MOST_REMEMBERED) this.#sent.splice(0, MOST_REMEMBERED / 2);
  }

  /** Records a refusal; only the first of an epoch counts. `sentAtMs` is when its request was sent. */
  refused(sentAtMs: number): void {
    this.#emptyS ??= sentAtMs / 1000;
  }

  /** Ends a pause: learns from the epoch before it and starts a new one. */
  resume(nowMs: number, pauseMs: number): void {
    if (this.#emptyS !== null) {
      this.#learn({
        sent: this.#sent.toSorted((a, b) => a - b),
        startS: this.#startS,
        emptyS: this.#emptyS,
        pauseS: pauseMs / 1000,
      });
      this.#sent = [];
      this.#emptyS = null;
      this.#startS = nowMs / 1000;
      this.#boundS = 0;
    }
  }

  #learn(epoch: Epoch): void {
    const granted = epoch.sent.length;
    const rateNow = this.rate();
    // Refused from the first request on: there is nothing to measure, so only slow down.
    if (granted === 0) {
      if (this.#mode !== 'open') this.#base = Math.max(LOWEST_RATE, rateNow * 0.7);
    } else if (this.#mode === 'open') this.#startFrom(epoch);
    else this.#settle(epoch, rateNow);
  }

  #startFrom(epoch: Epoch): void {
    const lately = countSince(epoch.sent, epoch.emptyS - 1);
    const atOnce = countSince(epoch.sent, epoch.emptyS - BURST.withinS);
    this.#mode = 'ramp';
    this.#base = Math.max(LEAST_START, lately);
    if (atOnce >= lately * BURST.share) {
      this.#first = { ...epoch, sent: epoch.sent.slice(-MOST_OF_FIRST) };
      this.#burst = lately;
    } else {
      // Requests were granted for long, so the latest rate is close to the allowed one.
      this.#rampS = SLOW_RAMP_S;
    }
  }

  #settle(epoch: Epoch, rateNow: number): void {
    const granted = epoch.sent.length;
    const lastedS = Math.max(epoch.emptyS - epoch.startS, 0.001);
    if (this.#mode === 'hold' && lastedS < LEAST_WINDOW_S && granted >= LEAST_BURST) {
      // The tokens saved up during the pause were too many at once. This measures the bucket's size.
      this.#first = epoch;
      this.#burst = Math.min(this.#burst ?? granted, granted);
      return;
    }
    let estimate = this.#estimate(epoch, granted, lastedS);
    // A ramp is short, so an unknown share of its grants may have come from the bucket.
    const isFirst = this.#mode === 'ramp';
    // A handful of grants measures nothing, so go down by half at most.
    if (granted < 5) estimate = Math.max(estimate, rateNow * 0.5);
    if (this.#mode === 'hold') {
      const soon = lastedS < HOLD.sureS;
      this.#margin = soon
        ? Math.min(MARGIN.most, this.#margin * 2.5)
        : Math.max(MARGIN.least, this.#margin / 1.5);
      this.#base = Math.min(Math.max(estimate, rateNow * 0.6), rateNow) * (1 - this.#margin);
    } else {
      this.#base = Math.min(estimate, rateNow) * (1 - this.#margin);
    }
    this.#base = Math.max(LOWEST_RATE, this.#base);
    const latelyS = isFirst ? Math.min(1, lastedS) : 1;
    this.#unsure = countSince(epoch.sent, epoch.emptyS - 1) > estimate * latelyS * ROOM;
    this.#holdS = (this.#unsure ? HOLD.unsureS : HOLD.sureS) * Math.max(1, epoch.pauseS);
    this.#mode = 'hold';
  }

  #estimate(epoch: Epoch, granted: number, lastedS: number): number {
    let rate = granted / (lastedS + epoch.pauseS);
    if (this.#burst === null || this.#first === null) {
      return Math.max(rate, countSince(epoch.sent, epoch.emptyS - 1) * 0.9);
    }
    // The two estimates depend on each other, so approach them in turns.
    for (let round = 0; round < 4; round++) {
      this.#burst = Math.max(1, burstOf(this.#first, rate));
      rate = Math.max(rate, busiestRate(epoch, this.#burst));
    }
    return rate;
  }
}

function countSince(sorted: readonly number[], fromS: number): number {
  let count = 0;
  for (let i = sorted.length - 1; i >= 0 && (sorted[i] ?? 0) >= fromS; i--) count++;
  return count;
}

/** The highest rate proven by any window that ends at the refusal, for a bucket with this burst. */
function busiestRate({ sent, emptyS }: Epoch, burst: number): number {
  let best = 0;
  for (const [index, atS] of sent.entries()) {
    const windowS = emptyS - atS;
    if (windowS < LEAST_WINDOW_S) break;
    best = Math.max(best, (sent.length - index - burst) / windowS);
  }
  return best;
}

/** The fewest tokens that a bucket refilled at this rate must have held to grant these requests. */
function burstOf({ sent, emptyS }: Epoch, rate: number): number {
  let most = 0;
  for (const [index, atS] of sent.entries()) {
    most = Math.max(most, sent.length - index - rate * (emptyS - atS));
  }
  return most;
}
