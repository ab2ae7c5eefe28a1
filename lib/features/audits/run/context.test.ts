import { afterEach, describe, expect, it } from 'vitest';
import { CONTEXT_PARTS, type AccessLevel, type ContextPart } from '@/lib/domain/core';
import { startSimulator, type Simulator, type SimulatorOptions } from '@/lib/tools/simulator';
import { ACCESS_TABLE, ACCOUNT_ACCESS } from '@/lib/tools/simulator/testing/access-table';
import { schema } from '@/lib/platform/database';
import { useMemoryStore } from '@/lib/platform/database/testing';
import { readFindingsOf, readResolvedFindings, requireAudit } from '../index';
import { auditOnce, contextOf, keysOf, membersOf, rowsOf } from '../testing';

const current = useMemoryStore();
let open: Simulator[] = [];
afterEach(async () => {
  await Promise.all(open.map((simulator) => simulator.close()));
  open = [];
});

async function simulate(options: SimulatorOptions = {}): Promise<Simulator> {
  const simulator = await startSimulator(options);
  open.push(simulator);
  return simulator;
}

const CALLS: Record<ContextPart, string> = {
  groups: 'GET /v1/group',
  roles: 'GET /v1/role',
  acls: 'GET /v1/acl/list_org',
  projects: 'GET /v1/project',
  'service-tokens': 'GET /v1/service_token',
};

describe('what everybody can reach', () => {
  it('is on members, keys and service tokens as the table by hand has it', async () => {
    const simulator = await simulate();
    const audit = await auditOnce(current.store, simulator);
    const members = await membersOf(current.store, simulator, audit);
    const told = members.map(({ email, access, projects_reached: projects }) => [
      email?.split('@')[0],
      [access, projects],
    ]);
    const expected = (table: typeof ACCESS_TABLE) =>
      Object.fromEntries(
        Object.entries(table).map(([name, [level, projects]]) => [name, [level, projects]]),
      );
    expect(Object.fromEntries(told)).toEqual(expected(ACCESS_TABLE));
    expect(members.every((one) => one.every_project === (one.projects_reached === 9))).toBe(true);
    const byId = new Map(members.map((member) => [member.id, member]));
    for (const key of await keysOf(current.store, simulator, audit)) {
      const holder = byId.get(key.user_id);
      expect([key.access, key.projects_reached]).toEqual([
        holder?.access,
        holder?.projects_reached,
      ]);
    }
    const tokens = await current.store.db.select().from(schema.auditServiceTokens);
    const accounts = tokens.map((token) => [
      token.serviceAccountName,
      [token.access, token.projectsReached],
    ]);
    expect(Object.fromEntries(accounts)).toEqual(expected(ACCOUNT_ACCESS));
    expect(audit).toMatchObject({ caller: 'person', context: { projects: { count: 10 } } });
  });
});

describe('a part that is refused', () => {
  it.each([...CONTEXT_PARTS.map((part) => [part]), [...CONTEXT_PARTS]])(
    '%s: only what depends on it is unknown, and says why',
    async (...refused) => {
      const simulator = await simulate({ members: 24 });
      const undisturbed = await auditOnce(current.store, simulator);
      const paths = refused.map((part) => CALLS[part]);
      simulator.faults.status = { status: 403, paths };
      const audit = await auditOnce(current.store, simulator);
      expect(audit).toMatchObject({ status: 'complete', keys: undisturbed.keys });
      for (const part of CONTEXT_PARTS) {
        const { read, reason } = audit.context?.[part] ?? {};
        expect([part, read, typeof reason]).toEqual(
          refused.includes(part) ? [part, false, 'string'] : [part, true, 'object'],
        );
      }
      const known = new Map<string, AccessLevel>();
      for (const row of await membersOf(current.store, simulator, undisturbed))
        known.set(row.id, row.access);
      const rows = await membersOf(current.store, simulator, audit);
      for (const row of rows) expect([known.get(row.id), 'unknown']).toContain(row.access);
      const unknown = rows.filter((row) => row.access === 'unknown').length;
      if (refused.includes('acls')) expect(unknown).toBe(rows.length);
      if (refused.includes('groups')) expect(unknown).toBeGreaterThan(0);
      if (refused.join() === 'service-tokens') expect(unknown).toBe(0);
      if (refused.includes('acls') || refused.includes('groups')) {
        const rules = audit.not_assessed.map(({ rule }) => rule);
        expect(rules).toContain('access-admin-held-key');
      }
    },
  );

  it('by a key that is refused for good, the audit ends', async () => {
    const simulator = await simulate({ members: 6 });
    simulator.faults.status = { status: 401, paths: [CALLS.projects] };
    const audit = await auditOnce(current.store, simulator);
    expect(audit).toMatchObject({ status: 'failed', reason: 'credential-gone' });
  });
});

describe('parts of an organization', () => {
  it('are stored once while they stay the same, and again when they change', async () => {
    const simulator = await simulate({ members: 6 });
    const count = () => current.store.db.$count(schema.organizationParts);
    const first = await auditOnce(current.store, simulator);
    expect(await count()).toBe(CONTEXT_PARTS.length);
    const [group] = simulator.organization.groups;
    group?.member_users.reverse();
    simulator.organization.acls.reverse();
    simulator.touch();
    const second = await auditOnce(current.store, simulator);
    expect(await count()).toBe(CONTEXT_PARTS.length);
    const contextOfAudit = async (id: string) =>
      (await rowsOf(current.store, id)).audit[0]?.context;
    expect(await contextOfAudit(second.id)).toEqual(await contextOfAudit(first.id));
    const [project] = simulator.organization.projects;
    if (project !== undefined) project.name = 'Renamed';
    simulator.touch();
    const third = await auditOnce(current.store, simulator);
    expect(await count()).toBe(CONTEXT_PARTS.length + 1);
    const [before, after] = [await contextOfAudit(second.id), await contextOfAudit(third.id)];
    expect({ ...after, projects: null }).toEqual({ ...before, projects: null });
    expect(after?.projects).not.toEqual(before?.projects);
  });
});

describe('the life of a finding', () => {
  it('is opened, waits while nobody can look, is resolved by an audit, and opened again', async () => {
    const simulator = await simulate({ members: 12 });
    const { store } = current;
    const ofKey = async (audit: string, keyId: string) =>
      readFindingsOf(ctx, await requireAudit(ctx, audit), { type: 'key', id: keyId });
    const ctx = contextOf(store, simulator);
    const resolvedIn = async (audit: string, keyId: string) =>
      readResolvedFindings(ctx, await requireAudit(ctx, audit), { type: 'key', id: keyId });

    const first = await auditOnce(store, simulator);
    const { findings } = await rowsOf(store, first.id);
    const keyId = findings.find((finding) => finding.subjectType === 'key')?.subjectId ?? '';
    const key = simulator.organization.keys.find((one) => one.id === keyId);
    const open = await ofKey(first.id, keyId);
    const opened_at = open[0]?.opened_at;
    expect(opened_at).toBe(first.finished_at);

    simulator.faults.status = { status: 403, members: [key?.user_id ?? ''] };
    const blocked = await auditOnce(store, simulator);
    expect(blocked.status).toBe('partial');
    expect(await ofKey(blocked.id, keyId)).toEqual([]);
    expect(await resolvedIn(blocked.id, keyId)).toEqual([]);

    simulator.faults.status = null;
    const back = await auditOnce(store, simulator);
    for (const finding of await ofKey(back.id, keyId)) {
      expect(finding).toMatchObject({ opened_at, reopened_at: null });
    }
    expect(await ofKey(back.id, keyId)).toHaveLength(open.length);

    const { keys } = simulator.organization;
    const at = keys.findIndex((one) => one.id === keyId);
    const removed = keys.splice(at, 1);
    simulator.touch();
    const gone = await auditOnce(store, simulator);
    const told = await resolvedIn(gone.id, keyId);
    expect(told).toHaveLength(open.length);
    for (const one of told) {
      expect(one).toMatchObject({ opened_at, audit_id: gone.id, resolved_at: gone.finished_at });
    }

    keys.splice(at, 0, ...removed);
    simulator.touch();
    const again = await auditOnce(store, simulator);
    const reopened = await ofKey(again.id, keyId);
    expect(reopened).toHaveLength(open.length);
    for (const finding of reopened) {
      expect(finding).toMatchObject({ opened_at, reopened_at: again.finished_at });
    }
    expect(await resolvedIn(again.id, keyId)).toEqual(told);
    expect(await resolvedIn(back.id, keyId)).toEqual([]);
  });
});

it('a second audit ends as fast as the first', async () => {
  // One statement once took minutes, because it was planned with statistics from before the audit.
  const simulator = await simulate({ members: 1500 });
  const first = await auditOnce(current.store, simulator);
  const second = await auditOnce(current.store, simulator);
  expect(second).toMatchObject({ status: 'complete', keys: first.keys, changes: { changed: 0 } });
  const { keys } = await rowsOf(current.store, second.id);
  const firstSeen = new Map(
    (await rowsOf(current.store, first.id)).keys.map((key) => [key.keyId, key.firstSeenAt]),
  );
  for (const key of keys) expect(key.firstSeenAt).toEqual(firstSeen.get(key.keyId));
  const findings = await current.store.db.select().from(schema.findings);
  const opened = new Set(findings.map((finding) => finding.openedAt.toISOString()));
  expect([...opened]).toEqual([first.finished_at]);
});
