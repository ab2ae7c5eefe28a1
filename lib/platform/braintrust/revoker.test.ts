import type { ServerResponse } from 'node:http';
import { expect, onTestFinished, test } from 'vitest';
import { keyId, memberId } from '@/lib/domain/core';
import { ALLOWED_CALLS, REVOKE_KEY, type OperationName } from './allowed-calls';
import { createRevoker } from './revoker';
import { connect, FAKE_KEY } from './testing/connect';
import { fakeCaller, answered } from './testing/fake-caller';
import { sendJson, startUpstream, type Handler } from './testing/upstream';

const KEY = keyId('11111111-1111-4111-8111-111111111111');
const shown = { id: KEY, name: 'ci', preview_name: 'sk-...1234' };

async function revoker(handler: Handler, limits = {}) {
  const upstream = await startUpstream(handler);
  const made = createRevoker({ apiUrl: upstream.url, apiKey: FAKE_KEY, limits });
  onTestFinished(async () => {
    await made.close();
    await upstream.stop();
  });
  return { revoker: made, upstream };
}
const text = (answer: ServerResponse, status: number, headers = {}) => {
  answer.writeHead(status, { 'content-type': 'text/plain', ...headers });
  answer.end('no');
};

test('one DELETE, as the holder by token or by header, or as the caller', async () => {
  const { revoker: one, upstream } = await revoker((_seen, answer) => sendJson(answer, shown));
  await one.revokeKey(KEY, { kind: 'token', token: 'tok-1' });
  await one.revokeKey(KEY, { kind: 'header', memberId: memberId('u2') });
  await one.revokeKey(KEY, null);
  expect(
    upstream.seen.map(({ method, path, headers, body }) => [
      `${method} ${path}`,
      headers.authorization,
      headers['x-bt-impersonate-user'],
      body,
    ]),
  ).toEqual([
    [`DELETE /v1/api_key/${KEY}`, 'Bearer tok-1', undefined, ''],
    [`DELETE /v1/api_key/${KEY}`, `Bearer ${FAKE_KEY}`, 'u2', ''],
    [`DELETE /v1/api_key/${KEY}`, `Bearer ${FAKE_KEY}`, undefined, ''],
  ]);
});

test.each<[string, Handler, object]>([
  ['401', (_s, a) => text(a, 401), { code: 'wrong-key' }],
  ['403', (_s, a) => text(a, 403), { code: 'upstream-refused', details: { status: 403 } }],
  ['404', (_s, a) => text(a, 404), { code: 'upstream-refused', details: { status: 404 } }],
  ['500', (_s, a) => text(a, 500), { code: 'upstream-error', details: { status: 500 } }],
  [
    '429',
    (_s, a) => text(a, 429, { 'retry-after': '2' }),
    { code: 'upstream-rate-limited', details: { retryAfterMs: 2000 } },
  ],
  [
    'a redirect',
    (_s, a) => text(a, 307, { location: '/v1/elsewhere' }),
    { details: { kind: 'redirect' } },
  ],
  ['nothing', (_s, a) => a.end(), { details: { kind: 'empty' } }],
  ['half an answer', (_s, a) => a.end('{"id":"1111'), { details: { kind: 'truncated' } }],
  ['another key', (_s, a) => sendJson(a, { ...shown, id: 'k2' }), { details: { kind: 'shape' } }],
  ['no key', (_s, a) => sendJson(a, {}), { details: { kind: 'shape' } }],
  ['a cut line', (_s, a) => a.destroy(), { code: 'upstream-unreachable' }],
  ['silence', () => undefined, { code: 'upstream-timeout' }],
])('%s is an error, and the DELETE is not sent again', async (_what, handler, error) => {
  const { revoker: one, upstream } = await revoker(handler, { attemptTimeoutMs: 300 });
  await expect(one.revokeKey(KEY, null)).rejects.toMatchObject(error);
  expect(upstream.seen).toHaveLength(1);
});

test('an id that would be another path is never sent', async () => {
  const { revoker: one, upstream } = await revoker((_seen, answer) => sendJson(answer, shown));
  for (const id of ['..', '.', 'a/b', 'a?b', 'a%2Fb', '']) {
    await expect(one.revokeKey(keyId(id), null)).rejects.toMatchObject({ code: 'internal' });
  }
  expect(upstream.seen).toEqual([]);
});

test('a client that reads cannot revoke: it has no such method, and its caller refuses the name', async () => {
  const { client, upstream } = await connect((_seen, answer) => sendJson(answer, shown));
  expect(Object.keys(client).filter((name) => /revoke|delete/i.test(name))).toEqual([]);
  expect(Object.keys(ALLOWED_CALLS)).not.toContain(REVOKE_KEY.name);
  const { caller, sent } = fakeCaller(() => answered(200));
  const name = REVOKE_KEY.name as string as OperationName;
  caller.counts[name] = { calls: 0, refused429: 0, retried: 0, failed: 0 };
  const asked = caller.call(name, {});
  await expect(asked).rejects.toMatchObject({ code: 'internal' });
  expect([...sent, ...upstream.seen]).toEqual([]);
});
