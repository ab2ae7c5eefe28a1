import { AppError } from '@/lib/domain/core';
import { ALLOWED_CALLS, OPERATION_NAMES, type OperationName } from './allowed-calls';
import type { BaseUrl } from './base-url';
import { backoffMs, type Clock } from './clock';
import { classifyAttempt, type AttemptOutcome } from './classify-attempt';
import { abortedCall, isAbsent, isLasting, lastingFault, type LastingCode } from './faults';
import type { Pacer, Permit } from './pacer';
import type { HttpAnswer, HttpResult, ProxyFault, Transport } from './transport';
import type { CallCount, CallCounts, ClientLimits, ClientLogEntry, Impersonation } from './types';

const MOST_REDIRECTS = 3;

export type CallInput = {
  query?: Record<string, string>;
  body?: Record<string, string>;
  as?: Impersonation | undefined;
  signal?: AbortSignal | undefined;
  /** Throws after this many 502 answers, because a smaller page may be needed. */
  badGatewaysToTake?: number | undefined;
  /** The data plane may not have this call. Then the answer isn't counted as a failure. */
  mayBeAbsent?: boolean | undefined;
};

export type CallerOptions = {
  bases: { api: BaseUrl; app: BaseUrl | null };
  apiKey: string;
  limits: ClientLimits;
  clock: Clock;
  pacer: Pacer;
  transport: Transport;
  log: (entry: ClientLogEntry) => void;
};

type Attempt = { operation: OperationName; input: CallInput; ending: Ending };
type Retry = Extract<AttemptOutcome, { kind: 'refused' | 'faulty' }>;
/** The state of one call across its retries. */
type Trial = {
  attempts: number;
  steps: number;
  badGateways: number;
  troubledFromMs: number | null;
};

/**
 * Makes one allowed call: waits for a permit, sends, retries, counts, and stops when aborted. It returns
 * the parsed JSON of a 2xx answer and throws an `AppError` for everything else.
 */
export class Caller {
  readonly counts: CallCounts = Object.fromEntries(
    OPERATION_NAMES.map((name): [OperationName, CallCount] => [
      name,
      { calls: 0, refused429: 0, retried: 0, failed: 0 },
    ]),
  ) as CallCounts; // as: fromEntries loses the key type; every operation is in the array
  readonly #options: CallerOptions;
  readonly #closing = new AbortController();
  /** The latest trouble that affected every call; used in the error when all waiting calls are given up. */
  #why: { code: LastingCode; proxy?: ProxyFault } = { code: 'upstream-unreachable' };

  constructor(options: CallerOptions) {
    this.#options = options;
  }

  async call(operation: OperationName, input: CallInput, signal?: AbortSignal): Promise<unknown> {
    const ending = new Ending([this.#closing.signal, input.signal, signal]);
    try {
      return await this.#seeThrough({ operation, input, ending });
    } catch (error) {
      if (input.mayBeAbsent !== true || !isAbsent(error)) this.counts[operation].failed += 1;
      throw error;
    } finally {
      ending.release();
    }
  }

  close(): void {
    this.#closing.abort();
  }

  async #seeThrough(attempt: Attempt): Promise<unknown> {
    const { operation, ending } = attempt;
    const trial: Trial = { attempts: 0, steps: 0, badGateways: 0, troubledFromMs: null };
    for (;;) {
      const permit = await this.#permit(ending, operation, trial.attempts > 0);
      const count = this.counts[operation];
      count.calls += 1;
      if (trial.attempts > 0) count.retried += 1;
      trial.attempts += 1;
      const result = await this.#send(attempt);
      const verdict = classifyAttempt(operation, result, this.#options.clock.wallMs());
      const isTooLarge = this.#mayBeTooLarge(attempt, verdict, trial);
      if (isTooLarge && !this.#options.pacer.outage) {
        this.#options.pacer.settle(permit, { kind: 'unsent' });
      } else this.#settle(permit, verdict, trial);
      if (verdict.kind === 'good') return verdict.value;
      if (ending.ended) throw abortedCall(operation);
      if (verdict.kind === 'final') throw verdict.error;
      if (isTooLarge) throw verdict.error;
      if (verdict.kind === 'refused' && verdict.status === 429) count.refused429 += 1;
      await this.#beforeRetry(attempt, trial, verdict);
    }
  }

  /** Counts 502 answers, because a gateway also sends one when an answer is too large for it. */
  #mayBeTooLarge({ input }: Attempt, verdict: AttemptOutcome, trial: Trial): boolean {
    if (verdict.kind !== 'faulty' || verdict.status !== 502) return false;
    trial.badGateways += 1;
    return trial.badGateways >= (input.badGatewaysToTake ?? Infinity);
  }

  #settle(permit: Permit, verdict: AttemptOutcome, trial: Trial): void {
    const { pacer } = this.#options;
    if (verdict.kind === 'refused') {
      pacer.settle(permit, {
        kind: 'refused',
        isRateLimit: verdict.status === 429,
        retryAfterMs: verdict.retryAfterMs,
      });
    } else if (verdict.kind === 'faulty' && verdict.isFault) {
      pacer.settle(permit, { kind: 'fault', gateway: verdict.gateway, call: trial });
    } else if (verdict.kind === 'final' && !verdict.answered) {
      pacer.settle(permit, { kind: 'unsent' });
    } else {
      pacer.settle(permit, { kind: 'answered' });
    }
  }

  /** Waits before the next attempt, or throws when this call's patience has run out. */
  async #beforeRetry({ operation, ending }: Attempt, trial: Trial, verdict: Retry): Promise<void> {
    const { clock, limits, pacer, log } = this.#options;
    if (this.#isPermanent(trial, verdict)) throw verdict.error;
    // A refusal pauses all calls in the pacer, so this call only queues again.
    const waitMs =
      verdict.kind === 'refused'
        ? 0
        : backoffMs(clock, trial.steps, limits.backoffBaseMs, limits.backoffMaxMs);
    const { status } = verdict;
    const detail = pacer.outage ? `${verdict.error.code}, outage` : verdict.error.code;
    log({ level: 'debug', event: 'retry', operation, status, waitMs, detail });
    if (waitMs > 0) await this.#sleep(ending, operation, waitMs);
  }

  #isPermanent(trial: Trial, verdict: Retry): boolean {
    const { clock, limits, pacer } = this.#options;
    const isRateLimit = verdict.kind === 'refused' && verdict.status === 429;
    const patienceMs = isRateLimit ? limits.rateLimitPatienceMs : limits.outagePatienceMs;
    const affectsEveryCall = verdict.kind === 'refused' || pacer.outage;
    if (affectsEveryCall) {
      if (isLasting(verdict.error.code)) this.#why = whyOf(verdict.error.code, verdict.error);
      if (pacer.badForMs >= patienceMs) {
        pacer.giveUpAll();
        return true;
      }
    }
    trial.troubledFromMs ??= clock.nowMs();
    if (clock.nowMs() - trial.troubledFromMs >= patienceMs) return true;
    // While the whole upstream is down, attempts don't count against this call.
    if (!affectsEveryCall) trial.steps += 1;
    return trial.steps >= limits.maxAttempts;
  }

  #permit(ending: Ending, operation: OperationName, isRetry: boolean): Promise<Permit> {
    return new Promise((resolve, reject) => {
      if (ending.ended) {
        reject(abortedCall(operation));
        return;
      }
      let cancel: () => void = () => undefined;
      ending.onEnd = () => {
        cancel();
        reject(abortedCall(operation));
      };
      const run = (permit: Permit): void => {
        ending.onEnd = null;
        resolve(permit);
      };
      const giveUp = (): void => {
        const { code, proxy } = this.#why;
        reject(lastingFault(code, { operation, status: null, ...(proxy && { proxy }) }));
      };
      cancel = this.#options.pacer.request({ run, giveUp }, isRetry);
    });
  }

  #sleep(ending: Ending, operation: OperationName, ms: number): Promise<void> {
    return new Promise((resolve, reject) => {
      const cancel = this.#options.clock.after(ms, () => {
        ending.onEnd = null;
        resolve();
      });
      ending.onEnd = () => {
        cancel();
        reject(abortedCall(operation));
      };
    });
  }

  async #send({ operation, input, ending }: Attempt): Promise<HttpResult> {
    const { transport, bases } = this.#options;
    const { method, base: side, path } = allowed(operation);
    const base = bases[side];
    if (base === null) throw new AppError('internal', `No address for ${operation}.`);
    const query =
      input.query === undefined ? '' : `?${new URLSearchParams(input.query).toString()}`;
    let target = `${base.prefix}${path}${query}`;
    for (let redirects = 0; ; redirects++) {
      const result = await transport.send(
        {
          method,
          base,
          path: target,
          headers: this.#headers(input),
          body: method === 'POST' ? JSON.stringify(input.body ?? {}) : null,
        },
        (abort) => (ending.onEnd = abort),
      );
      ending.onEnd = null;
      if (result.kind !== 'answer' || !isRedirect(result)) return result;
      const next =
        method === 'GET' && redirects < MOST_REDIRECTS
          ? sameCall(result, base, { from: target, path, query: input.query ?? {} })
          : null;
      if (next === null) return result;
      target = next;
      this.counts[operation].calls += 1;
    }
  }

  #headers({ as, body }: CallInput): Record<string, string> {
    const headers: Record<string, string> = {
      accept: 'application/json',
      'accept-encoding': 'identity',
      authorization: `Bearer ${as?.kind === 'token' ? as.token : this.#options.apiKey}`,
    };
    if (as?.kind === 'header') headers['x-bt-impersonate-user'] = as.memberId;
    if (body !== undefined) headers['content-type'] = 'application/json';
    return headers;
  }
}

function whyOf(code: LastingCode, { details }: AppError) {
  const { proxy: name, proxyStatus } = details;
  if (typeof name !== 'string') return { code };
  return { code, proxy: { name, status: typeof proxyStatus === 'number' ? proxyStatus : null } };
}

/** Looks the operation up in the table of allowed calls; anything else is rejected. */
function allowed(operation: OperationName): (typeof ALLOWED_CALLS)[OperationName] {
  if (!Object.hasOwn(ALLOWED_CALLS, operation)) {
    throw new AppError('internal', 'This call isn’t on the list of allowed calls.');
  }
  return ALLOWED_CALLS[operation];
}

function isRedirect({ status, location }: HttpAnswer): boolean {
  return status >= 300 && status < 400 && location !== null;
}

/**
 * Returns the path and query that a redirect leads to, or `null` if that would be a different call: another
 * origin, another path, or other parameters. Only a trailing slash may be added.
 */
function sameCall(
  { location }: HttpAnswer,
  base: BaseUrl,
  call: { from: string; path: string; query: Record<string, string> },
): string | null {
  const url = location === null ? null : URL.parse(location, `${base.origin}${call.from}`);
  if (url?.origin !== base.origin) return null;
  if (url.pathname.replace(/\/$/, '') !== `${base.prefix}${call.path}`) return null;
  const [asked, redirected] = [new URLSearchParams(call.query), url.searchParams];
  asked.sort();
  redirected.sort();
  return asked.toString() === redirected.toString() ? `${url.pathname}${url.search}` : null;
}

/** Combines all abort signals of one call. `onEnd` cancels the step that is in progress. */
class Ending {
  onEnd: (() => void) | null = null;
  readonly #signals: AbortSignal[];
  readonly #listener = (): void => this.onEnd?.();

  constructor(signals: (AbortSignal | undefined)[]) {
    this.#signals = signals.filter((signal) => signal !== undefined);
    for (const signal of this.#signals) signal.addEventListener('abort', this.#listener);
  }

  get ended(): boolean {
    return this.#signals.some((signal) => signal.aborted);
  }

  release(): void {
    this.onEnd = null;
    for (const signal of this.#signals) signal.removeEventListener('abort', this.#listener);
  }
}
