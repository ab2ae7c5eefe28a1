/** Lowest and first steps of the search for a rate, in requests per second. */
const LOWEST_RATE = 0.05;
/** While ramping the rate grows e-fold in this time, so that a level ten times as high takes 1 s. */
const RAMP_S = 0.4;
const SLOW_RAMP_S = 3;
/** How far below the learned rate we stay; wider where refusals come soon after one another. */
const MARGIN = { least: 0.015, most: 0.15 };
/**
 * A held rate creeps for this long, then probes upwards ever faster; sooner where what was measured
 * leaves much room, later where every refusal costs a long pause.
 */
const HOLD = {
  sureS: 15,
  unsureS: 3,
  creepPerS: 0.002,
  probeS: 5,
  probeStep: 0.02,
  unsureStep: 0.5,
};
/** More than this between what went through lately and the estimate: the estimate is unsure. */
const ROOM = 1.4;
/** Where the search begins, at least: a slower upstream costs a refusal more, not a long search. */
const LEAST_START = 10;
/**
 * Where most of the last second's grants lie in the end of it, the first refusal shows a burst that
 * is used up; where they are spread evenly, a rate that was gone beyond.
 */
const BURST = { withinS: 0.4, share: 0.6 };
/** Fewer grants than this measure no burst. */
const LEAST_BURST = 5;
/** Windows shorter than this say too little of a rate. */
const LEAST_WINDOW_S = 0.25;
/** Of the first epoch only its end is needed, where the burst is. */
const MOST_OF_FIRST = 2048;
/** Successes remembered for the estimate. */
const MOST_REMEMBERED = 8192;

type Epoch = { sent: number[]; startS: number; emptyS: number; pauseS: number };

/**
 * How many requests per second the upstream takes, learned from what it refuses.
 *
 * Until the first refusal there is no limit. Then the upstream is thought of as a bucket of `burst`
 * tokens, refilled at a `rate`. What it granted between two refusals bounds both from the safe side:
 * the first burst tells how many tokens fit in, and every window of `n` grants over `t` seconds
 * that ends at a refusal says `rate ≥ (n − burst) ÷ t`; so does all that was granted between two
 * refusals, the pause included. Both are exact where the bucket was full, or never full, at the start.
 *
 * An epoch lasts from one pause to the next. *Units*: seconds and requests per second inside, ms outside.
 */
export class RateGovernor {
  #mode: 'open' | 'ramp' | 'hold' = 'open';
  #base = Infinity;
  #rampS = RAMP_S;
  #holdS: number = HOLD.sureS;
  #unsure = false;
  /** Time of this epoch in which our pacing, and not the lack of work, was what held us back. */
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

  /** Requests per second allowed now. */
  rate(): number {
    if (this.#mode === 'open') return Infinity;
    if (this.#mode === 'ramp') return this.#base * Math.exp(this.#boundS / this.#rampS);
    const probing = Math.max(0, (this.#boundS - this.#holdS) / HOLD.probeS);
    const creep = HOLD.creepPerS * Math.min(this.#boundS, this.#holdS);
    const step = this.#unsure ? HOLD.unsureStep : HOLD.probeStep;
    return this.#base * (1 + creep + step * probing ** 2);
  }

  /** Tokens that may be saved up for moments in which we were late ourselves: 100 ms worth. */
  slack(): number {
    if (this.#burst === null) return 1;
    return Math.max(1, Math.min(this.#burst * 0.5, this.rate() * 0.1));
  }

  /** Tokens to begin with after a pause: most of what the upstream's bucket has taken in meanwhile. */
  credit(pauseMs: number): number {
    if (this.#mode !== 'hold' || this.#burst === null) return 1;
    return Math.max(1, 0.7 * Math.min(this.#burst, (this.#base * pauseMs) / 1000));
  }

  /** To be told how long work had to wait for our own pacing. */
  bound(ms: number): void {
    this.#boundS += ms / 1000;
  }

  granted(sentAtMs: number): void {
    this.#sent.push(sentAtMs / 1000);
    if (this.#sent.length > MOST_REMEMBERED) this.#sent.splice(0, MOST_REMEMBERED / 2);
  }

  /** The first refusal of this epoch, for a request sent at this time. */
  refused(sentAtMs: number): void {
    this.#emptyS ??= sentAtMs / 1000;
  }

  /** The pause is over: learn from the epoch that it ended, and begin a new one. */
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
    // Refused from the first request on: nothing to measure, only a reason to be slower.
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
      // It went well for long, so what went through lately is near to what is allowed.
      this.#rampS = SLOW_RAMP_S;
    }
  }

  #settle(epoch: Epoch, rateNow: number): void {
    const granted = epoch.sent.length;
    const lastedS = Math.max(epoch.emptyS - epoch.startS, 0.001);
    if (this.#mode === 'hold' && lastedS < LEAST_WINDOW_S && granted >= LEAST_BURST) {
      // What was saved up in the pause was too much at once: that says what the bucket holds.
      this.#first = epoch;
      this.#burst = Math.min(this.#burst ?? granted, granted);
      return;
    }
    let estimate = this.#estimate(epoch, granted, lastedS);
    // A ramp is short: much or little of what it was granted may have come out of the bucket.
    const isFirst = this.#mode === 'ramp';
    // A handful of grants measures nothing: only go down by half.
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
    // Each round a higher rate leaves less of the first burst to the bucket, and the other way round.
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

/** The highest rate that some window ending at the refusal proves, for a bucket of this burst. */
function busiestRate({ sent, emptyS }: Epoch, burst: number): number {
  let best = 0;
  for (const [index, atS] of sent.entries()) {
    const windowS = emptyS - atS;
    if (windowS < LEAST_WINDOW_S) break;
    best = Math.max(best, (sent.length - index - burst) / windowS);
  }
  return best;
}

/** The most tokens that a bucket refilled at this rate must have held to grant what it did. */
function burstOf({ sent, emptyS }: Epoch, rate: number): number {
  let most = 0;
  for (const [index, atS] of sent.entries()) {
    most = Math.max(most, sent.length - index - rate * (emptyS - atS));
  }
  return most;
}
