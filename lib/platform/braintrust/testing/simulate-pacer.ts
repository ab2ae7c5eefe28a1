import { Pacer, type Permit } from '../pacer';
import { FakeClock } from './fake-clock';

/** A token bucket, or with `windowMs` a counter that restarts with each window. */
export type Shape = {
  perSecond: number;
  burst: number;
  windowMs?: number;
  latencyMs: number;
  jitterMs?: number;
  retryAfterMs: number | null;
  /** How long there are only occasional calls before the load begins. */
  idleMs?: number;
  /** When the limiter stops refusing requests. */
  liftedMs?: number;
};
export type Load = { calls: number; workers: number; concurrency: number };
export type Run = { seconds: number; ideal: number; refused: number; requests: number };

/** Runs this many calls through a pacer against a limiter, in simulated time. */
export function simulatePacer(shape: Shape, load: Load, seed = 1): Run {
  const clock = new FakeClock(seed);
  const pacer = new Pacer(clock, {
    concurrency: load.concurrency,
    backoffBaseMs: 250,
    backoffMaxMs: 10_000,
  });
  const limiter =
    shape.windowMs === undefined ? tokenBucket(shape) : fixedWindow(shape, shape.windowMs);
  let left = load.calls;
  let done = 0;
  let refused = 0;
  let requests = 0;

  const send = (isRetry: boolean): void => {
    const run = (permit: Permit): void => {
      requests += 1;
      const wayMs = shape.latencyMs / 2 + clock.random() * (shape.jitterMs ?? 1);
      clock.after(wayMs, () => {
        const granted = limiter(clock.nowMs()) || clock.nowMs() > (shape.liftedMs ?? Infinity);
        clock.after(wayMs, () => {
          if (granted) {
            pacer.settle(permit, { kind: 'answered' });
            done += 1;
            next();
          } else {
            refused += 1;
            pacer.settle(permit, {
              kind: 'refused',
              isRateLimit: true,
              retryAfterMs: shape.retryAfterMs,
            });
            send(true);
          }
        });
      });
    };
    pacer.request({ run, giveUp: () => undefined }, isRetry);
  };
  const next = (): void => {
    if (left === 0) return;
    left -= 1;
    send(false);
  };
  const idleMs = shape.idleMs ?? 0;
  for (let atMs = 0; atMs < idleMs; atMs += 400) clock.after(atMs, next);
  clock.after(idleMs, () => {
    for (let worker = 0; worker < load.workers; worker++) next();
  });
  clock.run(() => done === load.calls);
  return {
    seconds: (clock.nowMs() - idleMs) / 1000,
    ideal: load.calls / shape.perSecond,
    refused: refused / requests,
    requests,
  };
}

function tokenBucket({ perSecond, burst }: Shape): (nowMs: number) => boolean {
  let tokens = burst;
  let atMs = 0;
  return (nowMs) => {
    tokens = Math.min(burst, tokens + ((nowMs - atMs) / 1000) * perSecond);
    atMs = nowMs;
    if (tokens < 1) return false;
    tokens -= 1;
    return true;
  };
}

function fixedWindow({ perSecond }: Shape, windowMs: number): (nowMs: number) => boolean {
  const most = (perSecond * windowMs) / 1000;
  let current = -1;
  let used = 0;
  return (nowMs) => {
    const index = Math.floor(nowMs / windowMs);
    if (index !== current) used = 0;
    current = index;
    used += 1;
    return used <= most;
  };
}
