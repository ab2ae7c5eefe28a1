import { Caller } from '../caller';
import { DEFAULT_LIMITS } from '../client';
import { Pacer } from '../pacer';
import type { HttpRequest, HttpResult } from '../transport';
import type { ClientLimits } from '../types';
import { FakeClock } from './fake-clock';

export type Sent = { atMs: number; request: HttpRequest };

/** A caller in simulated time, with a function as its upstream. */
export function fakeCaller(
  answer: (sent: Sent, index: number) => HttpResult,
  {
    concurrency = 16,
    latencyMs = 5,
    limits = {},
  }: { concurrency?: number; latencyMs?: number; limits?: Partial<ClientLimits> } = {},
): { caller: Caller; clock: FakeClock; sent: Sent[] } {
  const clock = new FakeClock();
  const sent: Sent[] = [];
  const all = { ...DEFAULT_LIMITS, ...limits };
  const base = { origin: 'https://api.example.com', prefix: '' };
  const caller = new Caller({
    bases: { api: base, app: null },
    apiKey: 'sk-fake-owner-0001',
    limits: all,
    clock,
    pacer: new Pacer(clock, { concurrency, ...all }),
    transport: {
      send: (request) =>
        new Promise((resolve) => {
          const one = { atMs: clock.nowMs(), request };
          const index = sent.push(one) - 1;
          clock.after(latencyMs, () => resolve(answer(one, index)));
        }),
      close: () => Promise.resolve(),
    },
    log: () => undefined,
  });
  return { caller, clock, sent };
}

/** An answer as the transport returns it. */
export function answered(
  status: number,
  text = '{}',
  retryAfter: string | null = null,
  date: string | null = null,
): HttpResult {
  const contentType = 'application/json';
  return { kind: 'answer', status, contentType, retryAfter, date, location: null, text };
}
