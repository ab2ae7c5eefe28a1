import { afterEach, expect, test } from 'vitest';
import { memberId } from '@/lib/core';
import { createBraintrustClient } from './client';
import { sendJson, startUpstream, type Handler, type Upstream } from './testing/upstream';
import type { BraintrustClient, BraintrustClientOptions } from './types';

const KEY = 'sk-fake-owner-0001';
const ended: (() => Promise<void>)[] = [];
afterEach(async () => {
  await Promise.all(ended.splice(0).map((end) => end()));
});

async function connect(
  handler: Handler,
  options: Partial<BraintrustClientOptions> = {},
): Promise<{ client: BraintrustClient; upstream: Upstream }> {
  const upstream = await startUpstream(handler);
  const client = createBraintrustClient({
    apiUrl: upstream.url,
    appUrl: null,
    apiKey: KEY,
    ...options,
    limits: { backoffBaseMs: 5, backoffMaxMs: 20, ...options.limits },
  });
  ended.push(
    () => client.close(),
    () => upstream.stop(),
  );
  return { client, upstream };
}

const key = (id: string, more: Record<string, unknown> = {}) => ({
  id,
  name: `key ${id}`,
  preview_name: 'sk-***1234',
  created: '2026-01-02T03:04:05Z',
  user_id: 'u1',
  user_email: 'ann@example.com',
  org_id: 'o1',
  ...more,
});

test('a stray secret and all unknown fields are dropped at the edge', async () => {
  const { client } = await connect((_seen, answer) =>
    sendJson(answer, {
      objects: _seen.query.has('starting_after')
        ? []
        : [key('k1', { key: 'sk-fake-raw-secret', x: 1, expires_at: null })],
    }),
  );
  const keys = await client.listKeys();
  expect(keys).toEqual([
    {
      id: 'k1',
      name: 'key k1',
      preview: 'sk-***1234',
      createdAt: new Date('2026-01-02T03:04:05Z'),
      expiry: { kind: 'never' },
      userId: 'u1',
      userEmail: 'ann@example.com',
      organizationId: 'o1',
    },
  ]);
  expect(JSON.stringify(keys)).not.toContain('raw-secret');
});

test('impersonation is asked for by member id and its token carries the next call', async () => {
  const { client, upstream } = await connect((seen, answer) =>
    sendJson(answer, seen.path === '/v1/impersonate' ? { token: 'tok-1' } : { objects: [] }),
  );
  const { token } = await client.impersonate(memberId('u1'));
  await client.listKeys({ as: { kind: 'token', token } });
  await client.listKeys({ as: { kind: 'header', memberId: memberId('u2') } });
  expect(
    upstream.seen.map((seen) => [
      seen.headers.authorization,
      seen.headers['x-bt-impersonate-user'],
      seen.body,
    ]),
  ).toEqual([
    [`Bearer ${KEY}`, undefined, '{"user_id":"u1"}'],
    ['Bearer tok-1', undefined, ''],
    [`Bearer ${KEY}`, 'u2', ''],
  ]);
});
