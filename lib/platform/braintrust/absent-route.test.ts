import { expect, test } from 'vitest';
import { organizationId } from '@/lib/domain/core';
import { isAbsentRoute } from './absent-route';
import { connect } from './testing/connect';

const BODY = '{"message":"Missing Authentication Token"}';

test.each([
  BODY,
  '{"message":"Missing Authentication Token","requestId":"r-1","__type":null}',
  '{ "Message" : "  missing   authentication token. " }',
  '{"requestId":"r-1","message":"Missing Authentication Token"}',
  'Missing Authentication Token',
  ' MISSING AUTHENTICATION TOKEN\n',
  '"Missing Authentication Token"',
])('403 %j says that the route is absent', (text) => {
  expect(isAbsentRoute({ status: 403, text })).toBe(true);
  expect(isAbsentRoute({ status: 401, text })).toBe(false);
  expect(isAbsentRoute({ status: 200, text })).toBe(false);
});

test.each([
  '',
  'Forbidden',
  'null',
  '{"message":"Forbidden"}',
  '{"other":"Missing Authentication Token"}',
  '{"message":["Missing Authentication Token"]}',
  '{"error":"User impersonation is not available"}',
  '{"message":"Missing Authentication Token or wrong role"}',
  `{"padding":"${'x'.repeat(5000)}","message":"Missing Authentication Token"}`,
])('403 %j stays a refusal', (text) => {
  expect(isAbsentRoute({ status: 403, text })).toBe(false);
});

test('a call that may be absent is told as null, any other as 404', async () => {
  const { client, upstream } = await connect((_seen, answer) => {
    answer.writeHead(403, { 'content-type': 'application/json' });
    answer.end(BODY);
  });
  expect(await client.selfMe()).toBeNull();
  expect(await client.listOrganizationKeys({ organizationId: organizationId('o1') })).toBeNull();
  await expect(client.listOrganizations()).rejects.toMatchObject({
    code: 'upstream-refused',
    details: { operation: 'listOrganizations', status: 404 },
  });
  expect(upstream.seen).toHaveLength(3);
  const app = await connect(() => undefined, { appUrl: upstream.url });
  expect(await app.client.appLogin()).toBeNull();
});
