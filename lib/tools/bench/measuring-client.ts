import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';
import type { ServerProcess } from '@/lib/tools/cli/server-process';
import { cpuMsOf, untilQuiet } from './process-usage';

const REQUESTS = 10;
const LIVE_EVERY_MS = 50;
const READ_EVERY_MS = 500;
const page = z.object({ objects: z.array(z.object({ id: z.string() })) });

/** Sends an owner's requests to a server and measures what they cost it. */
export class MeasuringClient {
  constructor(
    private readonly server: ServerProcess,
    private readonly ownerKey: string,
  ) {}

  /** *Errors*: throws unless the server answers with a success. */
  async read(at: string, method = 'GET', body?: object): Promise<string> {
    const response = await fetch(`${this.server.url}/api/v1/${at}`, {
      method,
      headers: { authorization: `Bearer ${this.ownerKey}`, 'content-type': 'application/json' },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    if (!response.ok) throw new Error(`${method} ${at} returned ${response.status}: ${text}`);
    return text;
  }

  async objects(at: string): Promise<{ id: string }[]> {
    return page.parse(JSON.parse(await this.read(at))).objects;
  }

  /** Processor time of the server until it is quiet again. *Units*: ms. */
  async cpuOf(work: () => Promise<unknown>): Promise<number> {
    await untilQuiet(this.server.pid);
    const before = cpuMsOf(this.server.pid);
    await work();
    return cpuMsOf(this.server.pid) - before;
  }

  /** Processor time of one request, as the mean of several after a first one. *Units*: ms. */
  async cpuOfRequest(at: string): Promise<number> {
    await this.read(at);
    const cpuMs = await this.cpuOf(async () => {
      for (let n = 0; n < REQUESTS; n += 1) await this.read(at);
    });
    return cpuMs / REQUESTS;
  }

  /** Runs `work` while others look at the server: a health check, and a reader of the page `at`. *Units*: ms. */
  async watched<Result>(
    work: () => Promise<Result>,
    at: string,
  ): Promise<{ result: Result; cpuMs: number; pauseMs: number; waitMs: number }> {
    const live = longest(() => fetch(`${this.server.url}/api/health/live`), LIVE_EVERY_MS);
    const reader = longest(() => this.read(at), READ_EVERY_MS);
    const before = cpuMsOf(this.server.pid);
    let pauseMs = NaN;
    let waitMs = NaN;
    let cpuMs = NaN;
    let result: Result;
    try {
      result = await work();
      cpuMs = cpuMsOf(this.server.pid) - before;
    } finally {
      // Also after a failure, because the server stops next. The loops' own errors would then hide the failure.
      [pauseMs, waitMs] = await Promise.all([live(), reader()]);
    }
    return { result, cpuMs, pauseMs, waitMs };
  }
}

/** Repeats a request until the returned function is called, which returns how long the slowest took. */
function longest(request: () => Promise<unknown>, everyMs: number): () => Promise<number> {
  const stop = new AbortController();
  let longestMs = 0;
  const ended = (async () => {
    while (!stop.signal.aborted) {
      const fromMs = performance.now();
      await request();
      longestMs = Math.max(longestMs, performance.now() - fromMs);
      await sleep(everyMs);
    }
  })();
  return async () => {
    stop.abort();
    await ended;
    return longestMs;
  };
}
