import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { seedAudit, seedKeys, seedMembers } from '@/lib/features/audits/testing/seed';
import { ENDPOINTS, problemSchema, type Endpoint } from '@/lib/contract';
import { organizationId } from '@/lib/domain/core';
import { sampleOf, spoilt } from './testing/sample-of';
import { callEndpoint, startTestServer, type Ask, type TestServer } from './testing/server';

let server: TestServer;
let good: Record<string, string>;
let cookie: string;

beforeAll(async () => {
  server = await startTestServer();
  const { keys, orgId, orgName } = server.simulator;
  const { store } = server.runtime;
  const audit = await seedAudit(store, {
    organizationId: organizationId(orgId),
    organizationName: orgName,
  });
  await seedKeys(store, audit, [{}]);
  await seedMembers(store, audit, [{}]);
  cookie = await server.cookieOf(keys.owner);
  good = {
    org_id: orgId,
    audit_id: audit,
    key_id: 'k-1',
    token_id: 't-1',
    holder_id: 'u-001',
    replacement_id: '22222222-2222-4222-8222-222222222222',
  };
});
afterAll(() => server.close());

/** Never a server error, and every refusal is a problem document. */
async function expectAnswer(endpoint: Endpoint, params: Record<string, string>, ask: Ask) {
  const response = await callEndpoint(endpoint, params, { cookie, ...ask });
  const text = await response.text();
  const shown = `${JSON.stringify(ask).slice(0, 300)} ${JSON.stringify(params).slice(0, 300)}: ${text.slice(0, 300)}`;
  expect(
    response.status,
    `${shown}\n${response.status === 500 ? server.log().slice(-2000) : ''}`,
  ).not.toBe(500);
  if (response.status < 400) return;
  expect(response.headers.get('content-type'), shown).toBe('application/problem+json');
  expect(problemSchema.parse(JSON.parse(text)).status, shown).toBe(response.status);
}

const LONG = 'x'.repeat(5000);
const BAD_IDS = ['\0', 'a\0b', '\ufffd', LONG, "'; --", '..', '%', '💥', '00000000-0000-0000-0000'];
/** Percent-encoded: NUL, invalid UTF-8, a lone surrogate, … */
const BAD_VALUES = [
  '',
  '%00',
  'a%00,b',
  '%FF',
  '%ED%A0%80',
  '-1',
  '1e9',
  '%F0%9F%92%A5',
  "'",
  LONG,
];
const BAD_PARTS = [
  '\0',
  'a\0b',
  '\ud800',
  LONG,
  '',
  -1,
  1e308,
  1.5,
  null,
  true,
  [],
  {},
  [[]],
  ['\0'],
];
const BAD_BODIES: [string | Uint8Array<ArrayBuffer>, string?][] = [
  [''],
  ['x'],
  ['{'],
  ['1e999'],
  ['{"__proto__":{"a":1}}'],
  ['['.repeat(100_000)],
  ['{"a":'.repeat(50_000)],
  ['['.repeat(20_000) + ']'.repeat(20_000)],
  [new Uint8Array([0x7b, 0x22, 0xff, 0xfe, 0x22, 0x3a, 0x31, 0x7d])],
  ['{}', 'text/plain'],
  ['a=b', 'application/x-www-form-urlencoded'],
];

describe.each(ENDPOINTS.map((endpoint): [string, Endpoint] => [endpoint.id, endpoint]))(
  'bad input of %s',
  (_id, endpoint) => {
    const body = endpoint.body && sampleOf(endpoint.body);
    const withBody = body === undefined ? {} : { body };

    it('in its path', async () => {
      for (const name of Object.keys(good)) {
        if (!endpoint.path.includes(`{${name}}`)) continue;
        for (const bad of BAD_IDS) {
          await expectAnswer(endpoint, { ...good, [name]: bad }, withBody);
        }
      }
    });

    it('in its parameters', async () => {
      const { table } = endpoint;
      const names = [
        ...['limit', 'starting_after', 'no_such_parameter'],
        ...(table ? ['q', 'sort', ...Object.keys(table.filters), ...table.idFilters] : []),
        ...(endpoint.streams ? ['view', 'format', 'bom'] : []),
      ];
      for (const name of names) {
        for (const bad of BAD_VALUES) {
          await expectAnswer(endpoint, good, { ...withBody, search: `?${name}=${bad}` });
        }
        await expectAnswer(endpoint, good, { ...withBody, search: `?${name}=1&${name}=2` });
      }
    });

    it.skipIf(endpoint.body === undefined)('in its body', async () => {
      for (const [rawBody, type] of BAD_BODIES) {
        const headers = { 'content-type': type ?? 'application/json' };
        await expectAnswer(endpoint, good, { rawBody, headers });
      }
      for (const part of BAD_PARTS) {
        for (const bad of spoilt(body, part)) await expectAnswer(endpoint, good, { body: bad });
      }
    });
  },
);
