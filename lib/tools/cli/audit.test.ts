import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readdir, readFile, rm, stat, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Writable } from 'node:stream';
import { parse } from 'csv-parse/sync';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { auditOnce, contextOf, keysOf } from '@/lib/features/audits/testing';
import { DAY_MS, RULE_IDS } from '@/lib/domain/core';
import {
  addExceptions,
  exportSettingsFile,
  getRuleSettings,
  saveRuleSettings,
  setUsedBy,
} from '@/lib/features/rules';
import { openStore } from '@/lib/platform/database';
import { noFaults, startSimulator, type Simulator } from '@/lib/tools/simulator';
import { auditCommand } from './audit-command';
import { root } from './paths';

let simulator: Simulator;
let folder: string;
beforeAll(async () => {
  simulator = await startSimulator({ members: 30 });
  // Not the project's folder, which may have a .env file. The links are needed because the database's files
  // are found from the working directory.
  folder = await mkdtemp(path.join(tmpdir(), 'latchkey-cli-'));
  for (const name of ['lib', 'node_modules']) {
    await symlink(path.join(root, name), path.join(folder, name));
  }
});
beforeEach(() => {
  Object.assign(simulator.faults, noFaults());
});
afterAll(async () => {
  await simulator.close();
  await rm(folder, { recursive: true, force: true });
});

type Ran = { code: number | null; stdout: string; stderr: string };

/** The complete environment of the command. It has nothing of our own. */
const shellOf = (env: Record<string, string>) => ({
  NODE_ENV: 'test' as const,
  PATH: process.env.PATH ?? '',
  BRAINTRUST_API_URL: simulator.url,
  BRAINTRUST_API_KEY: simulator.keys.owner,
  DATA_DIR: path.join(folder, 'data'),
  ...env,
});

/** Runs the command in this process. */
async function audit(args: readonly string[], env: Record<string, string> = {}): Promise<Ran> {
  const ran: Ran = { code: null, stdout: '', stderr: '' };
  const into = (name: 'stdout' | 'stderr') =>
    new Writable({
      write: (chunk: Buffer, _encoding, done) => {
        ran[name] += chunk.toString();
        done();
      },
    });
  const shell = { env: () => shellOf(env), stdout: into('stdout'), stderr: into('stderr') };
  ran.code = await auditCommand(args, shell);
  return withoutKey(ran, env);
}

/** Runs the command as `npm run audit` does, in a child process. */
async function auditProcess(
  args: readonly string[],
  env: Record<string, string> = {},
): Promise<Ran> {
  const bundled = path.join(root, 'lib/tools/cli/bundled.mjs');
  const child = spawn(process.execPath, [bundled, 'lib/tools/cli/audit.ts', ...args], {
    cwd: folder,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: shellOf(env),
  });
  const ran: Ran = { code: null, stdout: '', stderr: '' };
  child.stdout.setEncoding('utf8').on('data', (text: string) => (ran.stdout += text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => (ran.stderr += text));
  await once(child, 'close');
  ran.code = child.exitCode;
  return withoutKey(ran, env);
}

function withoutKey(ran: Ran, env: Record<string, string>): Ran {
  const key = env.BRAINTRUST_API_KEY ?? simulator.keys.owner;
  if (key !== '') expect(ran.stdout + ran.stderr).not.toContain(key);
  return ran;
}

const file = (name: string): string => path.join(folder, name);

describe('a whole audit', () => {
  it('csv on stdout, progress on stderr, nothing on disk, exit 0', async () => {
    const before = await readdir(folder);
    // The command must ignore the database of a server.
    const server = { DATABASE_URL: 'postgres://127.0.0.1:9/nothing' };
    const { code, stdout, stderr } = await auditProcess(['--format', 'csv'], server);
    expect(stderr).toContain('30 of 30 members audited (complete)');
    expect(stderr).toContain('Settings: defaults, version 1.');
    expect(code).toBe(0);
    expect(stdout.endsWith('\r\n')).toBe(true);
    const rows: Record<string, string>[] = parse(stdout, { columns: true });
    expect(Object.keys(rows[0] ?? {}).join(', ')).toBe(COLUMNS);
    const truth = simulator.organization.keys.map((key) => [key.id, key.user_id]);
    const told = rows.map((row) => [row.key_id, row.holder_id]);
    expect(told.sort()).toEqual(truth.sort());
    for (const row of rows) {
      expect(Object.values(row)).not.toContain('');
      expect(row).toMatchObject({ state: 'seen', members_audited: '30', members_total: '30' });
      expect(row.expires_at).toMatch(/^(never|unknown|\d{4}-.*Z)$/);
      expect(row.verdict).toMatch(/^(replace|revoke|ask-holder|rotate|ok)$/);
    }
    expect(await readdir(folder)).toEqual(before);
  });

  it('findings reach --fail-on: exit 1, and the whole report is in the file', async () => {
    const output = file('report.json');
    const ran = await audit(['--format', 'json', '--output', output, '--fail-on', 'high']);
    expect(ran).toMatchObject({ code: 1, stdout: '' });
    const report = JSON.parse(await readFile(output, 'utf8')) as {
      coverage: object;
      objects: { id: string; severity: string | null }[];
    };
    expect(report.coverage).toMatchObject({ total: 30, audited: 30 });
    expect(report.objects.map((row) => row.id).sort()).toEqual(
      simulator.organization.keys.map((key) => key.id).sort(),
    );
    expect(report.objects.some((row) => row.severity === 'high')).toBe(true);
    expect((await stat(output)).mode & 0o077).toBe(0);
  });

  it('incomplete coverage comes before findings: exit 3, and the report is written', async () => {
    simulator.faults.foreignMembers = 2;
    const blocked = simulator.foreignMemberIds();
    const accepting = blocked.flatMap((id) => ['--accept-blocked', id]);
    const [incomplete, accepted] = await Promise.all([
      audit(['--format', 'ndjson', '--fail-on', 'low']),
      audit(['--format', 'csv', '--fail-on', 'low', ...accepting]),
    ]);
    expect(incomplete.code).toBe(3);
    const lines = incomplete.stdout.trimEnd().split('\n');
    expect(JSON.parse(lines[0] ?? '')).toMatchObject({ members: { audited: 28, blocked: 2 } });
    expect(lines.length).toBeGreaterThan(20);
    expect(accepted.code).toBe(1);
    const rows: Record<string, string>[] = parse(accepted.stdout, { columns: true });
    expect(rows[0]).toMatchObject({ members_audited: '28', members_total: '30' });
  });

  it('key lists that could not be confirmed: exit 3, whatever is accepted', async () => {
    simulator.faults.emptyForEverybody = true;
    const [, blocked = ''] = simulator.organization.members.map(({ id }) => id);
    const ran = await audit(['--fail-on', 'low', '--accept-blocked', blocked]);
    expect(ran.code).toBe(3);
    expect(ran.stderr).toContain("Key lists couldn't be confirmed.");
  });

  it('settings of a file judge: what they make harmless fails no more', async () => {
    const settings = file('settings.json');
    const severityOverrides = Object.fromEntries(RULE_IDS.map((rule) => [rule, 'info']));
    await writeFile(settings, JSON.stringify({ version: 7, severityOverrides }));
    const ran = await audit(['--settings', settings, '--fail-on', 'low', '--format', 'json']);
    expect(ran.code).toBe(0);
    expect(ran.stderr).toContain(`${settings}, version 7`);
    expect(JSON.parse(ran.stdout)).toMatchObject({
      audit: { settings_version: 7 },
      settings: { version: 7, source: settings },
    });
  });

  it('a file that the app exported judges as the app does, exceptions and uses of keys included', async () => {
    const store = await openStore({ memory: true });
    const ctx = contextOf(store, simulator);
    const first = await auditOnce(store, simulator);
    const [one, two] = await keysOf(store, simulator, first);
    const { settings } = await getRuleSettings(ctx);
    const domains = ['acme.example'];
    await saveRuleSettings(ctx, {
      basedOn: 1,
      settings: { ...settings, domains, oldKeyDays: { low: 200, medium: 300, high: 900 } },
    });
    await setUsedBy(ctx, {
      decisions: [
        { key_id: one?.id ?? '', used_by: 'workload', note: 'bot' },
        { key_id: two?.id ?? '', used_by: 'person', note: '' },
      ],
    });
    const until = new Date(Date.now() + DAY_MS);
    const holder = simulator.organization.keys[5]?.user_id ?? '';
    await addExceptions(ctx, {
      targets: [{ rule: 'never-expires', member_id: holder }],
      reason: 'known',
      until,
    });
    const exported = file('exported.json');
    await writeFile(exported, JSON.stringify(await exportSettingsFile(ctx, { record: true })));
    const ran = await audit(['--settings', exported, '--format', 'csv']);
    expect(ran.stderr).toContain('version 2, 1 accepted risk, 2 usage overrides.');
    const columns = (key: {
      id: string;
      verdict: string | null;
      used_by: string | null;
      findings: string;
      exception_until: string | null;
    }) => [key.id, key.verdict, key.used_by, key.findings, key.exception_until];
    const lines: Record<string, string>[] = parse(ran.stdout, { columns: true });
    const ofApp = (await keysOf(store, simulator, first)).map((key) =>
      columns({ ...key, findings: key.findings.join('; ') }),
    );
    const ofLines = lines.map((line) => [
      line.key_id,
      line.verdict,
      line.used_by,
      line.findings === 'none' ? '' : line.findings,
      line.exception_until === 'none' ? null : line.exception_until,
    ]);
    expect(ofLines.sort()).toEqual(ofApp.sort());
    expect(ofApp.map((row) => row[4])).toContain(until.toISOString());
    await store.close();
  });

  it('an audit that can read no member is not an empty success', async () => {
    simulator.strategies.header = 'off';
    const ran = await audit(['--format', 'csv', '--fail-on', 'low']);
    simulator.strategies.header = 'honoured';
    expect(ran.code).toBe(3);
    expect(ran.stderr).toContain('No members could be audited');
    expect(parse(ran.stdout, { columns: true })).toEqual([]);
  });
});

describe('exit 2 before anything is asked of members', () => {
  it('a key that does not do', async () => {
    const { nonOwner, revoked, fakeOwnersGroup, weakServiceToken } = simulator.keys;
    for (const key of [nonOwner, revoked, fakeOwnersGroup, weakServiceToken]) {
      const ran = await audit(['--format', 'csv'], { BRAINTRUST_API_KEY: key });
      expect(ran).toMatchObject({ code: 2, stdout: '' });
      expect(ran.stderr.trim().length).toBeGreaterThan(20);
      expect(ran.stderr).not.toMatch(/^\s+at /m);
    }
  });

  it('no key, a choice of organizations, an address that is not one, by shell or .env', async () => {
    const names = simulator.organizations.map(({ name }) => name);
    const twoOrganizations = { BRAINTRUST_API_KEY: simulator.keys.twoOrganizations };
    await writeFile(file('.env'), 'BRAINTRUST_ORG_NAME=nobody\nLOG_LEVEL=loud\n');
    const [none, unknown, choice, address] = await Promise.all([
      auditProcess([], { BRAINTRUST_API_KEY: '', LOG_LEVEL: 'info' }),
      auditProcess([], { LOG_LEVEL: 'info' }),
      audit([], { ...twoOrganizations, BRAINTRUST_ORG_NAME: '', LOG_LEVEL: 'info' }),
      auditProcess([], { BRAINTRUST_API_URL: 'http://braintrust.example' }),
    ]).finally(() => rm(file('.env')));
    expect(none).toMatchObject({ code: 2, stdout: '' });
    expect(none.stderr).toContain('BRAINTRUST_API_KEY');
    expect(unknown).toMatchObject({ code: 2, stdout: '' });
    expect(unknown.stderr).toContain('nobody');
    expect(choice).toMatchObject({ code: 2, stdout: '' });
    expect(choice.stderr).toContain('--org NAME or BRAINTRUST_ORG_NAME');
    for (const name of names) expect(choice.stderr).toContain(`  ${name}\n`);
    expect(address).toMatchObject({ code: 2, stdout: '' });
    expect(address.stderr).toContain('BRAINTRUST_API_URL');
    expect(address.stderr).toContain('LOG_LEVEL');
  });
});

const COLUMNS =
  'key_id, key_name, key_preview, holder_id, holder_email, holder_name, org_id, created_at, age_days, expires_at, used_by, access, projects_reached, verdict, severity, findings, recommendation, state, exception_until, first_seen_at, last_seen_at, audit_id, members_audited, members_total, workload, priority';
