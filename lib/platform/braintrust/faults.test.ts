import type { ServerResponse } from 'node:http';
import { expect, test, vi } from 'vitest';
import type { AppError } from '@/lib/domain/core';
import { connect, FAKE_KEY } from './testing/connect';
import { sendJson, startUpstream, type Handler, type Upstream } from './testing/upstream';

const SOON = { headersTimeoutMs: 60, bodyTimeoutMs: 60, attemptTimeoutMs: 300, maxAttempts: 2 };

const WAIT = { timeout: 120_000, interval: 1 };
const whenAsked = (upstream: Upstream, times: number) =>
  vi.waitFor(() => expect(upstream.seen.length).toBe(times), WAIT);

const text =
  (body: string, contentType = 'application/json'): Handler =>
  (_seen, answer) => {
    answer.writeHead(200, { 'content-type': contentType });
    answer.end(body);
  };

test.each([
  ['html', text('<!doctype html><p>Sign in</p>', 'text/html'), 1],
  ['empty', text(''), 1],
  ['shape', text('[]'), 1],
  ['shape', text('"hello"'), 1],
  ['shape', text('null'), 1],
  ['shape', text('{}'), 1],
  ['shape', text('{"objects":[{"name":"no id"}]}'), 1],
  ['shape', text('{"objects":[{"id":"k1","user_id":7}]}'), 1],
  ['truncated', text('{"objects":[{"id":"sk-fake-in-bo'), 2],
  ['too-large', text(`{"objects":["${'x'.repeat(5000)}"]}`), 10],
] as const)('an answer that cannot be used is told as %s (%#)', async (kind, handler, asked) => {
  const { client, upstream } = await connect(handler, {
    limits: { maxBodyBytes: 4096, maxAttempts: 2, backoffBaseMs: 1 },
  });
  const error = (await client.listKeys().catch((e: unknown) => e)) as AppError;
  expect(error).toMatchObject({
    code: 'upstream-unexpected-answer',
    details: { operation: 'listKeys', kind },
  });
  expect(JSON.stringify(error.details) + error.message + error.publicMessage).not.toMatch(
    /sk-|xxx/,
  );
  expect(upstream.seen.length).toBe(asked);
});

test('a body cut off is asked for again', async () => {
  const { client, upstream } = await connect((_seen, answer, index) => {
    if (index > 0) {
      sendJson(answer, { objects: [] });
      return;
    }
    answer.writeHead(200, { 'content-type': 'application/json', 'content-length': '100' });
    answer.write('{"objects"', () => answer.destroy());
  });
  expect(await client.listKeys()).toEqual([]);
  expect(upstream.seen.length).toBe(2);
});

test('a reset connection is tried again', async () => {
  const { client, upstream } = await connect((_seen, answer, index) => {
    if (index < 2) answer.socket?.resetAndDestroy();
    else sendJson(answer, { objects: [] });
  });
  expect(await client.listKeys()).toEqual([]);
  expect(upstream.seen.length).toBe(3);
});

test.each<{ where: string; handler: Handler }>([
  { where: 'before the headers', handler: () => undefined },
  {
    where: 'inside the body',
    handler: (_seen, answer) => {
      answer.writeHead(200, { 'content-type': 'application/json' });
      answer.write('{');
    },
  },
  {
    where: 'never quite, a byte at a time',
    handler: (_seen, answer) => {
      answer.writeHead(200, { 'content-type': 'application/json' });
      const drip = setInterval(() => answer.write(' '), 20);
      answer.on('close', () => clearInterval(drip));
    },
  },
])('an upstream that hangs $where is a timeout', async ({ handler }) => {
  const { client } = await connect(handler, { limits: SOON });
  await expect(client.listKeys()).rejects.toMatchObject({
    code: 'upstream-timeout',
    details: { operation: 'listKeys', status: null },
  });
});

test('nobody listening is unreachable, and says how', async () => {
  const gone = await startUpstream(() => undefined);
  await gone.stop();
  const { client } = await connect(() => undefined, {
    apiUrl: gone.url,
    limits: { maxAttempts: 2, outagePatienceMs: 50 },
  });
  await expect(client.listKeys()).rejects.toMatchObject({
    code: 'upstream-unreachable',
    details: { operation: 'listKeys', detail: 'ECONNREFUSED' },
  });
});

test('a redirect to another origin is refused, and the key does not go there', async () => {
  const other = await connect((_seen, answer) => sendJson(answer, { objects: [] }));
  const { client, upstream } = await connect((seen, answer) =>
    sendJson(answer, {}, 307, { location: `${other.upstream.url}${seen.path}` }),
  );
  const refused = { code: 'upstream-unexpected-answer', details: { kind: 'redirect' } };
  await expect(client.listKeys()).rejects.toMatchObject(refused);
  await expect(client.selfMe()).rejects.toMatchObject(refused);
  expect(upstream.seen.length).toBe(2);
  expect(other.upstream.seen).toEqual([]);
});

test('a redirect of the same origin is followed, three times at most, and never for a POST', async () => {
  const steps: Handler = (seen, answer, index) => {
    const path = index % 2 === 0 ? `${seen.path}/` : seen.path.slice(0, -1);
    if (index === 3) sendJson(answer, { objects: [] });
    else sendJson(answer, {}, 302, { location: `${path}?${seen.query.toString()}` });
  };
  const { client, upstream } = await connect(steps);
  expect(await client.listKeys()).toEqual([]);
  expect(upstream.seen.map(({ headers }) => headers.authorization)).toEqual(
    Array.from({ length: 4 }, () => `Bearer ${FAKE_KEY}`),
  );
  expect(client.calls().listKeys.calls).toBe(4);
  const refused = { details: { kind: 'redirect' } };
  await expect(client.selfMe()).rejects.toMatchObject(refused);
  expect(upstream.seen.length).toBe(5);

  const endless = await connect((seen, answer) =>
    sendJson(answer, {}, 302, { location: `${seen.path}?${seen.query.toString()}` }),
  );
  await expect(endless.client.listKeys()).rejects.toMatchObject(refused);
  expect(endless.upstream.seen.length).toBe(4);
});

test.each([
  '/other?limit=1000',
  '/prefix/v1/user?limit=1000',
  '/v1/api_key?limit=1000',
  '/prefix/../v1/api_key?limit=1000',
  '/prefix/%2e%2e/v1/api_key?limit=1000',
  '/prefix//v1/api_key?limit=1000',
  '/prefix/v1/api_key%2f..%2fuser?limit=1000',
  '/prefix/v1/api_key/k1?limit=1000',
  '/prefix/v1/api_key',
  '/prefix/v1/api_key?limit=1',
  '/prefix/v1/api_key?limit=1000&org_name=other',
  '//127.0.0.1:1/prefix/v1/api_key?limit=1000',
])('a redirect to %s is another call, and not followed', async (location) => {
  const upstream = await startUpstream((_seen, answer) => sendJson(answer, {}, 302, { location }));
  const { client } = await connect(() => undefined, { apiUrl: `${upstream.url}/prefix` });
  await expect(client.listKeys()).rejects.toMatchObject({ details: { kind: 'redirect' } });
  expect(upstream.seen).toHaveLength(1);
  await upstream.stop();
});

test('an act can be ended while it is under way, while it waits, and before it began', async () => {
  const aborted = { code: 'aborted', details: { operation: 'listKeys' } };
  const hanging = await connect(() => undefined);
  const underWay = new AbortController();
  const first = hanging.client.listKeys({ signal: underWay.signal });
  const firstEnds = expect(first).rejects.toMatchObject(aborted);
  await whenAsked(hanging.upstream, 1);
  underWay.abort();
  await firstEnds;

  const busy = await connect((_seen, answer) => sendJson(answer, {}, 429, { 'retry-after': '60' }));
  const waiting = new AbortController();
  const second = busy.client.listKeys({ signal: waiting.signal });
  const secondEnds = expect(second).rejects.toMatchObject(aborted);
  await vi.waitFor(() => expect(busy.client.calls().listKeys.refused429).toBe(1), WAIT);
  waiting.abort();
  await secondEnds;
  expect(busy.upstream.seen.length).toBe(1);

  const before = await connect((_seen, answer) => sendJson(answer, { objects: [] }));
  await expect(before.client.listKeys({ signal: AbortSignal.abort() })).rejects.toMatchObject(
    aborted,
  );
  expect(before.upstream.seen).toEqual([]);
});

test('closing, or the signal of the client, ends all that is under way', async () => {
  const { client, upstream } = await connect(() => undefined, { concurrency: 2 });
  const all = Array.from({ length: 5 }, () => client.listKeys());
  const settled = Promise.allSettled(all);
  await whenAsked(upstream, 2);
  await client.close();
  const results = await settled;
  expect(results.map((one) => one.status === 'rejected' && (one.reason as AppError).code)).toEqual(
    Array.from({ length: 5 }, () => 'aborted'),
  );

  const ending = new AbortController();
  const other = await connect(() => undefined, { signal: ending.signal });
  const ends = expect(other.client.listKeys()).rejects.toMatchObject({ code: 'aborted' });
  await whenAsked(other.upstream, 1);
  ending.abort();
  await ends;
});

test('no more requests are in flight than allowed, over connections that are kept', async () => {
  const waiting: ServerResponse[] = [];
  let most = 0;
  const sockets = new Set<unknown>();
  const { client } = await connect(
    (_seen, answer, index) => {
      // The client starts with fewer requests in flight. These answers let it reach its maximum.
      if (index < 50) {
        sendJson(answer, { objects: [] });
        return;
      }
      sockets.add(answer.socket);
      most = Math.max(most, waiting.push(answer));
      // Answer no one before five are waiting, then give a sixth request a moment to arrive.
      if (waiting.length !== 5) return;
      setTimeout(() => {
        for (const one of waiting.splice(0)) sendJson(one, { objects: [] });
      }, 3);
    },
    { concurrency: 5 },
  );
  await Promise.all(Array.from({ length: 100 }, () => client.listKeys()));
  expect(most).toBe(5);
  expect(sockets.size).toBe(5);
});
