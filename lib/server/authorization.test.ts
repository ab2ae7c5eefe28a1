import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  seedAudit,
  seedException,
  seedKeys,
  seedMembers,
  seedServiceTokens,
  seedWorkloads,
} from '@/lib/features/audits/testing/seed';
import { ENDPOINTS, problemSchema, type Endpoint } from '@/lib/contract';
import { DAY_MS, keyId, organizationId, serviceTokenId, type AuditId } from '@/lib/domain/core';
import { DEFAULT_SETTINGS } from '@/lib/domain/policy';
import { initialState, type PlanDraft } from '@/lib/domain/replacement-plan';
import { ADDRESS_HEADER } from '@/lib/features/sessions';
import { schema } from '@/lib/platform/database';
import { callEndpoint, startTestServer, type TestServer } from './testing/server';

let server: TestServer;
let mine: { audit: AuditId; cookie: string; bearer: string };
let theirs: { audit: AuditId; cookie: string; orgId: string };

beforeAll(async () => {
  server = await startTestServer();
  const { keys, organizations, orgId, orgName } = server.simulator;
  const { store } = server.runtime;
  const other = organizations[1];
  if (other === undefined) throw new Error('The simulator has one organization only.');
  const auditOf = async (id: string, name: string) => {
    const audit = await seedAudit(store, {
      organizationId: organizationId(id),
      organizationName: name,
    });
    await seedKeys(store, audit, [{ keyId: keyId('k-1'), name: `key of ${name}` }]);
    await seedServiceTokens(store, audit, [{ tokenId: serviceTokenId('t-1') }]);
    return audit;
  };
  const audit = await auditOf(orgId, orgName);
  await seedMembers(store, audit, [{}]);
  await seedException(store, { id: EXCEPTION, organizationId: organizationId(orgId) });
  mine = {
    audit,
    cookie: await server.cookieOf(keys.owner),
    bearer: keys.owner,
  };
  theirs = {
    audit: await auditOf(other.id, other.name),
    cookie: await server.cookieOf(keys.twoOrganizations, other.name),
    orgId: other.id,
  };
});
afterAll(() => server.close());

const paramsOf = (orgId: string, auditId: string) => ({
  org_id: orgId,
  audit_id: auditId,
  key_id: 'k-1',
  member_id: 'u-001',
  token_id: 't-1',
  workload_id: 'w-1',
  session_id: 's-1',
  holder_id: 'u-olivia',
  replacement_id: REPLACEMENT,
});
const own = () => paramsOf(server.simulator.orgId, mine.audit);
const foreign = () => paramsOf(theirs.orgId, theirs.audit);
const nowhere = () =>
  paramsOf('00000000-0000-4000-8000-000000000000', '00000000-0000-4000-8000-000000000000');

async function problemOf(response: Response) {
  expect(response.headers.get('content-type')).toBe('application/problem+json');
  expect(response.headers.get('cache-control')).toBe('no-store');
  const problem = problemSchema.parse(await response.json());
  expect(problem.status).toBe(response.status);
  expect(problem.request_id).toBe(response.headers.get('x-request-id'));
  return problem;
}

/** A valid body for the endpoint. */
function bodyOf(endpoint: Endpoint): unknown {
  if (endpoint.id === 'setSettingsPageCount') return { count: 7 };
  if (endpoint.id === 'deleteOrganizationData') {
    return { organization_name: server.simulator.orgName };
  }
  if (endpoint.id === 'setRevocation') return { enabled: false };
  if (endpoint.id === 'proveForRevocation') return { api_key: server.simulator.keys.owner };
  if (endpoint.id === 'revokeKeys') return { keys: [{ key_id: 'k-1', name_typed: 'x' }] };
  return DECISIONS[endpoint.id] ?? (endpoint.body === undefined ? undefined : {});
}

const EXCEPTION = '11111111-1111-4111-8111-111111111111';
const REPLACEMENT = '22222222-2222-4222-8222-222222222222';
const PLAN = {
  title: 'Replace k-1',
  variant: { braintrust_plan: 'pro', how: 'ui', kind: 'person' },
  needs_token: false,
  used_by: '',
  stored_in: '',
  projects: [],
  group_name: 'ci',
  account_name: 'ci',
  token_name: 'ci',
  expiry_days: null,
  variable: 'BRAINTRUST_API_KEY',
  message: null,
  notes: '',
} as const satisfies PlanDraft;
/** Valid bodies for the decisions on this test's audit. */
const { version: _version, ...settings } = DEFAULT_SETTINGS;
const DECISIONS: Record<string, unknown> = {
  saveRuleSettings: { based_on: 1, settings },
  previewRuleSettings: { settings },
  setUsedBy: { decisions: [{ key_id: 'k-1', used_by: 'workload', note: '' }] },
  addExceptions: {
    targets: [{ rule: 'old-key', member_id: 'u-001' }],
    reason: 'known',
    until: new Date(Date.now() + DAY_MS).toISOString(),
  },
  changeRetention: { days: 500 },
  withdrawExceptions: { ids: [EXCEPTION] },
  suggestReplacement: { key_ids: ['k-1'] },
  createReplacement: { key_ids: ['k-1'], plan: PLAN },
  updateReplacement: { based_on: 1, plan: PLAN },
  mergeWorkloads: { workload_ids: ['w-2'], into: 'w-1' },
  splitWorkload: { workload_id: 'w-1', key_ids: ['k-1'], name: 'cron' },
  withdrawWorkloadDecisions: { subjects: ['w-3'] },
  assignReplacement: { assignee: 'ada@acme.test', due: '2026-12-04' },
  assignWorkload: { assignee: 'ada@acme.test', due: null },
  actOnReplacementStep: { act: 'message-sent', based_on: 1 },
};

/** Leaves exactly one plan, whatever earlier tests did. */
async function seedReplacement(): Promise<void> {
  const { store } = server.runtime;
  const { replacementKeys, replacements } = schema;
  await store.db.delete(replacementKeys);
  await store.db.delete(replacements);
  await store.db.insert(replacements).values({
    id: REPLACEMENT,
    organizationId: organizationId(server.simulator.orgId),
    title: PLAN.title,
    plan: {
      ...PLAN,
      keys: [
        {
          id: 'k-2',
          name: 'k-2',
          preview: 'sk-****fake',
          holder_id: 'u-001',
          holder_name: null,
          holder_email: null,
          created: null,
        },
      ],
    },
    state: initialState(),
    stage: 'not-started',
    keysTotal: 1,
    keysGone: 0,
    revision: 1,
    createdAt: new Date(),
    createdBy: 'olivia@acme.test',
    updatedAt: new Date(),
    updatedBy: 'olivia@acme.test',
    lastChange: 'the whole plan',
  });
}

/** Leaves two workloads and one merge, although earlier tests evaluated the audit again. */
async function seedWorkload(): Promise<void> {
  const { store } = server.runtime;
  await store.db.delete(schema.auditWorkloads);
  await seedWorkloads(store, mine.audit, [{ keyIds: [keyId('k-1'), keyId('k-2')] }, {}]);
  await store.db.delete(schema.workloadDecisions);
  await store.db.insert(schema.workloadDecisions).values({
    organizationId: organizationId(server.simulator.orgId),
    subject: 'w-3',
    subjectName: 'workload 3',
    workloadId: 'w-1',
    name: 'workload 1',
    author: 'olivia@acme.test',
    at: new Date(),
  });
}

const all = ENDPOINTS.map((endpoint): [string, Endpoint] => [endpoint.id, endpoint]);
const changing = all.filter(([, { method }]) => method !== 'GET');

describe.each(all)('%s', (_id, endpoint) => {
  // An owner signed in from this address, so refused keys from it don't count toward the limit of all addresses.
  const address = randomUUID();
  const headers = { [ADDRESS_HEADER]: address };
  beforeAll(() => server.runtime.signIn({ apiKey: server.simulator.keys.owner }, address));

  it('refuses who brings nothing, and a session that is none', async () => {
    const body = bodyOf(endpoint);
    for (const cookie of [undefined, 'next-auth.session-token=x', 'x=y']) {
      const response = await callEndpoint(endpoint, own(), { ...(cookie && { cookie }), body });
      expect((await problemOf(response)).code).toBe('not-signed-in');
      expect(response.status).toBe(401);
      expect(response.headers.get('www-authenticate')).toContain('Bearer');
    }
  });

  it('refuses a wrong key, a key of a non-owner, and tells no owner’s cookie beside it', async () => {
    const { keys } = server.simulator;
    const body = bodyOf(endpoint);
    const { cookie } = mine;
    const wrong = await callEndpoint(endpoint, own(), {
      bearer: 'sk-fake-nobody',
      cookie,
      body,
      headers,
    });
    expect((await problemOf(wrong)).code).toBe('wrong-key');
    const weak = await callEndpoint(endpoint, own(), {
      bearer: keys.nonOwner,
      cookie,
      body,
      headers,
    });
    expect((await problemOf(weak)).code).toBe('not-an-owner');
  });

  it('shows nothing of another organization, not even that it is there', async () => {
    const body = bodyOf(endpoint);
    for (const who of [{ cookie: mine.cookie }, { bearer: mine.bearer }]) {
      const answers = [];
      for (const params of [foreign(), nowhere()]) {
        const response = await callEndpoint(endpoint, params, { ...who, body, headers });
        const { request_id: _id, ...problem } = await problemOf(response);
        answers.push(problem);
      }
      expect(answers[0]).toMatchObject({ status: 404, code: 'not-found' });
      expect(answers[0]).toEqual(answers[1]);
    }
  });

  it('refuses an unknown host', async () => {
    const ask = { cookie: mine.cookie, host: 'evil.example', body: bodyOf(endpoint) };
    expect((await callEndpoint(endpoint, own(), ask)).status).toBe(421);
  });
});

describe.each(changing)('%s', (_id, endpoint) => {
  it('refuses a session whose request comes from elsewhere, and changes nothing', async () => {
    const { store } = server.runtime;
    const body = bodyOf(endpoint);
    const before = await store.db.select().from(schema.audits);
    for (const origin of [null, 'null', 'http://evil.example', 'https://127.0.0.1:3000']) {
      const ask = { cookie: mine.cookie, origin, body };
      const response = await callEndpoint(endpoint, own(), ask);
      expect((await problemOf(response)).code, String(origin)).toBe('origin-refused');
    }
    expect(await store.db.select().from(schema.audits)).toEqual(before);
  });
});

/** Calls that fail even for an owner: a finished audit can't be resumed, and revoking is off. */
const GRANTED: Record<string, number> = { resumeAudit: 400, revokeKeys: 403 };

/** Have tests of their own. */
const STARTS_OR_ENDS = [
  'deleteOrganizationData',
  'startAudit',
  'checkReplacement',
  'endSession',
  'endSessions',
];

describe('an owner', () => {
  const harmless = all.filter(([id]) => !STARTS_OR_ENDS.includes(id));

  it.each(harmless)('may %s, by session and by key', async (id, endpoint) => {
    for (const who of [{ cookie: mine.cookie }, { bearer: mine.bearer, origin: null }]) {
      await seedReplacement();
      await seedWorkload();
      const response = await callEndpoint(endpoint, own(), { ...who, body: bodyOf(endpoint) });
      if ('bearer' in who && endpoint.sessionOnly === true) {
        expect((await problemOf(response)).code).toBe('session-only');
        continue;
      }
      expect(response.status, await response.clone().text()).toBe(GRANTED[id] ?? endpoint.status);
      if (response.ok && endpoint.response !== undefined) {
        endpoint.response.parse(await response.json());
      }
    }
  });

  it('sees an answer without secrets, and the log has none either', async () => {
    const { keys } = server.simulator;
    for (const [, endpoint] of harmless) {
      const response = await callEndpoint(endpoint, own(), { ...mine, body: bodyOf(endpoint) });
      const text = await response.text();
      for (const key of Object.values(keys)) expect(text).not.toContain(key);
    }
    for (const key of Object.values(keys)) expect(server.log()).not.toContain(key);
  });
});
