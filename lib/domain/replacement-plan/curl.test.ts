import { spawnSync } from 'node:child_process';
import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { API_CALLS_NOTES, apiCalls } from './curl';
import type { Plan } from './plan';
import { shellQuote } from './shell';
import { HOSTILE_NAMES } from './testing/hostile-names';
import { aPlan, READ, UPDATE_LOGS } from './testing/plans';
import { wellFormed } from './text';

const spec = JSON.parse(readFileSync('lib/platform/braintrust/openapi.json', 'utf8')) as Spec;
type Schema = {
  properties?: Record<string, Schema>;
  items?: Schema;
  $ref?: string;
  enum?: string[];
};
type Spec = {
  paths: Record<string, Record<string, { requestBody?: unknown; parameters?: { $ref: string }[] }>>;
  components: { schemas: Record<string, Schema>; parameters: Record<string, { name: string }> };
};

/** Replaces the real programs: curl records its arguments and answers from a file. */
const STUBS = {
  curl: '#!/usr/bin/env bash\nprintf "%s\\0" "$@" >> "$CALLS"; printf "\\0" >> "$CALLS"\ncat "$ANSWER"\n',
  jq: '#!/usr/bin/env bash\ncat >/dev/null; echo id-from-jq\n',
};
let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'latchkey-curl-'));
  for (const [name, text] of Object.entries(STUBS)) {
    writeFileSync(join(folder, name), text);
    chmodSync(join(folder, name), 0o755);
  }
  writeFileSync(join(folder, 'answer'), '{}');
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

type Call = { method: string; path: string; headers: string[]; body: unknown; query: string[] };

/** Runs the commands as an owner would paste them, with stubs for curl and jq. */
function run(plan: Plan, organization = { id: 'org-id', name: "Acme's" }): Call[] {
  const calls = apiCalls({ plan, organization, apiUrl: 'https://api.braintrust.dev/' });
  const script = calls
    .flatMap(({ command, id }) => (command === null || id === 'prepare' ? [] : [command]))
    .join('\n');
  const recorded = join(folder, 'calls');
  writeFileSync(recorded, '');
  const { status, stderr } = spawnSync('bash', ['--norc', '-e', '-c', script], {
    stdio: ['ignore', 'pipe', 'pipe'],
    cwd: folder,
    encoding: 'utf8',
    env: {
      NODE_ENV: 'test',
      PATH: `${folder}:/usr/bin:/bin`,
      CALLS: recorded,
      ANSWER: join(folder, 'answer'),
      BRAINTRUST_API_URL: 'https://api.braintrust.dev',
      BRAINTRUST_OWNER_TOKEN: 'bt-st-fake-owner',
    },
  });
  expect(stderr).toBe('');
  expect(status).toBe(0);
  return readFileSync(recorded, 'utf8')
    .split('\0\0')
    .filter((call) => call !== '')
    .map((call) => parseCall(call.split('\0')));
}

function parseCall(args: string[]): Call {
  const values = (flag: string) =>
    args.flatMap((arg, at) => (arg === flag ? [args[at + 1] ?? ''] : []));
  const url = args.find((arg) => arg.startsWith('https://')) ?? '';
  const body = values('--data-raw')[0];
  return {
    method: args.includes('--get') ? 'GET' : (values('-X')[0] ?? ''),
    path: url.replace('https://api.braintrust.dev', ''),
    headers: values('-H'),
    body: body === undefined ? null : (JSON.parse(body) as unknown),
    query: values('--data-urlencode'),
  };
}

/** The fields of `value` that the schema doesn't contain. */
function unknownFields(value: unknown, schema: Schema | undefined): string[] {
  if (schema?.$ref) {
    return unknownFields(value, spec.components.schemas[schema.$ref.split('/').at(-1) ?? '']);
  }
  if (Array.isArray(value)) return value.flatMap((item) => unknownFields(item, schema?.items));
  if (typeof value !== 'object' || value === null) {
    return schema?.enum && !schema.enum.includes(String(value)) ? [String(value)] : [];
  }
  return Object.entries(value).flatMap(([key, item]) => {
    const known = schema?.properties?.[key];
    return known ? unknownFields(item, known) : [key];
  });
}

const bodySchema = ({ method, path }: Call) => {
  const operation = spec.paths[path]?.[method.toLowerCase()];
  const content = operation?.requestBody as
    { content: { 'application/json': { schema: Schema } } } | undefined;
  return { operation, schema: content?.content['application/json'].schema };
};

const named = (name: string, facts: Partial<Plan> = {}) =>
  aPlan({ group_name: name, account_name: name, token_name: name, title: name, ...facts });

describe('the API calls', () => {
  it('make group, grants, account and token, in this order, each one in the kept spec', () => {
    const projects = [
      { id: 'p-1', name: 'One', grants: [READ, UPDATE_LOGS] },
      { id: 'p-2', name: 'Two', grants: [READ] },
    ];
    const calls = run(named('ci', { projects }));
    expect(calls.map(({ method, path }) => `${method} ${path}`)).toEqual([
      'GET /v1/group',
      'POST /v1/group',
      'POST /v1/acl/batch_update',
      'PATCH /v1/organization/members',
      'GET /v1/service_token',
      'POST /v1/service_token',
    ]);
    for (const call of calls) {
      const { operation, schema } = bodySchema(call);
      expect(operation, call.path).toBeDefined();
      expect(unknownFields(call.body, schema), call.path).toEqual([]);
      expect(call.headers[0]).toBe('Authorization: Bearer bt-st-fake-owner');
      const known = (operation?.parameters ?? []).map(
        ({ $ref }) => spec.components.parameters[$ref.split('/').at(-1) ?? '']?.name,
      );
      for (const parameter of call.query) expect(known).toContain(parameter.split('=')[0]);
    }
    expect(calls[2]?.body).toEqual({
      add_acls: [
        { object_type: 'project', object_id: 'p-1', group_id: 'id-from-jq', permission: 'read' },
        {
          object_type: 'project',
          object_id: 'p-1',
          group_id: 'id-from-jq',
          permission: 'update',
          restrict_object_type: 'project_log',
        },
        { object_type: 'project', object_id: 'p-2', group_id: 'id-from-jq', permission: 'read' },
      ],
    });
    expect(calls[3]?.body).toEqual({
      org_id: 'org-id',
      invite_users: { service_accounts: [{ name: 'ci' }], group_ids: ['id-from-jq'] },
    });
  });

  it('without groups makes account and token, and says where permissions are set', () => {
    const plan = named('ci', { variant: { braintrust_plan: 'pro', how: 'api', kind: 'workload' } });
    expect(run(plan).map(({ path }) => path)).toEqual([
      '/v1/organization/members',
      '/v1/service_token',
      '/v1/service_token',
    ]);
    const last = apiCalls({ plan, organization: { id: 'o', name: 'O' }, apiUrl: 'https://x.test' });
    expect(last.at(-1)?.note).toMatch(/can’t set permissions on a token/);
  });

  it.each(HOSTILE_NAMES)('carry %j unchanged, and run nothing of it', (name) => {
    const never = '/tmp/never';
    const before = existsSync(never);
    const calls = run(named(name), { id: name.replaceAll('\0', ''), name });
    const asSent = wellFormed(name);
    expect(calls[1]?.body).toMatchObject({ name: asSent, org_name: asSent });
    expect(calls[5]?.body).toMatchObject({ name: asSent, service_account_id: 'id-from-jq' });
    expect(calls[0]?.query[0]).toBe(`group_name=${asSent.replaceAll('\0', '')}`);
    expect(existsSync(never)).toBe(before);
  });

  it('never replace, hold no secret, and say who is refused', () => {
    const calls = apiCalls({
      plan: aPlan(),
      organization: { id: 'o', name: 'O' },
      apiUrl: 'https://api.braintrust.dev',
    });
    const commands = calls.map(({ command }) => command ?? '').join('\n');
    expect(commands).not.toMatch(/PUT|DELETE|sk-|bt-st-|expir/);
    expect(API_CALLS_NOTES.join(' ')).toMatch(/user’s API key is refused/);
    expect(calls.at(-1)?.note).toMatch(/The API can’t set an expiration date/);
    expect(calls[0]?.command).toContain('export BRAINTRUST_API_URL=https://api.braintrust.dev\n');
  });
});

describe('a quoted word', () => {
  it.each(HOSTILE_NAMES)('%j comes out of a shell as it went in', (name) => {
    const { stdout } = spawnSync('bash', ['-c', `printf %s ${shellQuote(name)}`], {
      encoding: 'utf8',
    });
    expect(stdout).toBe(wellFormed(name).replaceAll('\0', ''));
  });
});
