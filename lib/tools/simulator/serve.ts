import type { IncomingMessage, ServerResponse } from 'node:http';
import { answer, recognise } from './answer';
import type { RetryAfter } from './faults';
import { matchRoute } from './match-route';
import { RateLimiter } from './rate-limiter';
import type { Traffic } from './traffic';
import { text, type Call, type Reply, type World } from './world';

/** Answers requests from a world, with its faults applied. */
export class Dependencies {
  #limiter: { of: object; limiter: RateLimiter } | undefined;
  #down: { of: object; sinceMs: number } | undefined;

  constructor(
    readonly world: World,
    readonly traffic: Traffic,
  ) {}

  /** Answers one request whose body has been read. */
  take(request: IncomingMessage, response: ServerResponse, body: unknown): void {
    const method = request.method ?? 'GET';
    const url = request.url ?? '/';
    const mark = url.indexOf('?');
    const path = mark === -1 ? url : url.slice(0, mark);
    const { template, id } = matchRoute(method, path);
    const query = mark === -1 ? noQuery : new URLSearchParams(url.slice(mark + 1));
    const call: Call = { template, id, query, body, memberId: null, memberEmail: null };
    const visit = new Visit(this, call, { request, response, method, path });
    const down = this.#downMode();
    if (down === 'refuse') {
      visit.cut();
      return;
    }
    if (down === '503') {
      visit.send(text(503, 'Service unavailable'));
      return;
    }
    this.#answer(visit, call, request);
  }

  #answer(visit: Visit, call: Call, request: IncomingMessage): void {
    const { world } = this;
    const { faults, gate } = world;
    const { authorization, 'x-bt-impersonate-user': header } = request.headers;
    const impersonate = Array.isArray(header) ? header[0] : header;
    const principal = recognise(world, call, { authorization, impersonate });
    const hang = gate.strike(faults.hang, call);
    if (hang !== undefined) {
      visit.hang(hang.after ?? 'nothing');
      return;
    }
    if (!this.#passesLimit(call)) {
      visit.send(this.#refusal(429, faults.rateLimit?.retryAfter));
      return;
    }
    const status = gate.pick(faults.status, call);
    if (status !== undefined) {
      visit.send(this.#refusal(status.status, status.retryAfter, status.body));
      return;
    }
    visit.send('status' in principal ? principal : answer(world, call, principal));
  }

  #refusal(status: number, retryAfter: RetryAfter = 1, given?: string): Reply {
    const body = given ?? (status === 429 ? 'Too many requests' : `Error ${status}`);
    const type = body.startsWith('{') ? 'application/json' : 'text/plain; charset=utf-8';
    const reply = { status, type, body };
    if ((status !== 429 && status !== 503) || retryAfter === 'missing') return reply;
    const value =
      retryAfter === 'date'
        ? new Date(Date.now() + this.world.faults.clockSkewMs + 1000).toUTCString()
        : String(retryAfter);
    return { ...reply, headers: ['Retry-After', value] };
  }

  #passesLimit({ template }: Call): boolean {
    const { rateLimit } = this.world.faults;
    if (rateLimit === null) return true;
    if (rateLimit.paths !== undefined && !rateLimit.paths.includes(template)) return true;
    const nowMs = performance.now();
    if (this.#limiter?.of !== rateLimit) {
      const limiter = new RateLimiter(rateLimit.perSecond, rateLimit.burst, nowMs);
      this.#limiter = { of: rateLimit, limiter };
    }
    return this.#limiter.limiter.take(nowMs);
  }

  #downMode(): '503' | 'refuse' | undefined {
    const { down } = this.world.faults;
    if (typeof down === 'boolean') return down ? '503' : undefined;
    if (this.#down?.of !== down) this.#down = { of: down, sinceMs: performance.now() };
    const isOver = performance.now() - this.#down.sinceMs >= (down.forMs ?? Infinity);
    return isOver ? undefined : (down.mode ?? '503');
  }
}

type Exchange = {
  request: IncomingMessage;
  response: ServerResponse;
  method: string;
  path: string;
};

const noQuery = new URLSearchParams();

/** One request until its response ends. */
class Visit {
  #isOver = false;
  readonly #atMs = performance.now();

  constructor(
    readonly dependencies: Dependencies,
    readonly call: Call,
    readonly exchange: Exchange,
  ) {
    dependencies.traffic.begin(call.template);
  }

  /** Sends the response, after the delay that the faults ask for. */
  send(reply: Reply): void {
    const { world } = this.dependencies;
    const { latencyMs } = world.faults;
    const delayMs = typeof latencyMs === 'number' ? latencyMs : this.#scopedDelayMs();
    if (delayMs <= 0) {
      this.#write(reply);
      return;
    }
    const timer = setTimeout(() => this.#write(reply), delayMs);
    this.exchange.response.once('close', () => {
      clearTimeout(timer);
      this.#end(0);
    });
  }

  /** Cuts the connection without a response. */
  cut(): void {
    this.exchange.request.socket.destroy();
    this.#end(0);
  }

  /** Never finishes the response, so the client has to give up. */
  hang(after: 'nothing' | 'headers'): void {
    const { response } = this.exchange;
    if (after === 'headers') {
      response.writeHead(200, { 'content-type': 'application/json', 'content-length': 1000 });
      response.flushHeaders();
    }
    response.once('close', () => this.#end(0));
  }

  #scopedDelayMs(): number {
    const { faults, gate } = this.dependencies.world;
    if (typeof faults.latencyMs === 'number') return faults.latencyMs;
    const delay = gate.pick(faults.latencyMs, this.call);
    if (delay === undefined) return 0;
    return delay.ms + (delay.jitterMs ?? 0) * gate.chance('jitter');
  }

  #write(reply: Reply): void {
    const { faults, gate } = this.dependencies.world;
    const { response } = this.exchange;
    if (response.destroyed) {
      this.#end(0);
      return;
    }
    const reset = gate.strike(faults.reset, this.call);
    if (reset !== undefined && reset.at !== 'middle') {
      this.cut();
      return;
    }
    const isCut = gate.strikes(faults.truncatedJson, this.call);
    const body = isCut ? reply.body.slice(0, reply.body.length >> 1) : reply.body;
    const length = Buffer.byteLength(body);
    const headers = ['Content-Type', reply.type, 'Content-Length', String(length)];
    if (reply.headers !== undefined) headers.push(...reply.headers);
    if (faults.clockSkewMs !== 0) {
      headers.push('Date', new Date(Date.now() + faults.clockSkewMs).toUTCString());
    }
    response.writeHead(reply.status, headers);
    if (reset !== undefined) {
      response.write(body.slice(0, body.length >> 1), () => this.cut());
      return;
    }
    response.end(body);
    this.#end(reply.status);
  }

  #end(status: number): void {
    if (this.#isOver) return;
    this.#isOver = true;
    const { template, memberId } = this.call;
    const { method, path } = this.exchange;
    this.dependencies.traffic.end({ atMs: this.#atMs, method, path, template, memberId, status });
  }
}
