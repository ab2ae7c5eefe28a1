import { afterEach, describe, expect, it } from 'vitest';
import {
  addKey,
  addMember,
  removeKey,
  removeMember,
  startSimulator,
  tokenExchange,
  type Simulator,
  type SimulatorOptions,
} from '@/lib/tools/simulator';
import { useMemoryStore } from '@/lib/platform/database/testing';
import { auditOnce, keysOf, membersOf, trueKeyIds } from '../testing';

const current = useMemoryStore();
let running: Simulator | null = null;

async function simulate(options: SimulatorOptions = {}): Promise<Simulator> {
  running = await startSimulator({ members: 12, ...options });
  return running;
}

afterEach(async () => {
  await running?.close();
  running = null;
});

const ids = (rows: { id: string }[]): string[] => rows.map((row) => row.id).sort();

describe('every way of reading keys finds every key', () => {
  it.each([
    ['token', tokenExchange],
    ['header', { impersonate: 'off', header: 'honoured' }],
  ] as const)('%s, found out by asking', async (via, strategies) => {
    const simulator = await simulate({ members: 48, strategies });
    const audit = await auditOnce(current.store, simulator);
    expect(audit).toMatchObject({ status: 'complete', strategy: via, reason: null });
    expect(audit.members).toEqual({ total: 48, audited: 48, blocked: 0, failed: 0, pending: 0 });
    expect(ids(await keysOf(current.store, simulator, audit))).toEqual(trueKeyIds(simulator));
    expect(audit.keys).toBe(trueKeyIds(simulator).length);
  });

  it('the org-wide list, which shows leavers too', async () => {
    const simulator = await simulate({ members: 48, strategies: { organizationList: 'on' } });
    const audit = await auditOnce(current.store, simulator);
    expect(audit).toMatchObject({ status: 'complete', strategy: 'organization', confirmed: true });
    const leavers = simulator.organization.departedKeys.map((key) => key.id);
    const keys = await keysOf(current.store, simulator, audit);
    expect(ids(keys)).toEqual([...trueKeyIds(simulator), ...leavers].sort());
    const theirs = keys.filter((key) => leavers.includes(key.id));
    expect(theirs.every((key) => key.findings.includes('holder-not-a-member'))).toBe(true);
    expect(theirs.length).toBeGreaterThan(0);
  });

  it('the header without self/me: other answers are the proof', async () => {
    const simulator = await simulate({
      strategies: { impersonate: 'off', header: 'honoured', selfMe: false },
    });
    const audit = await auditOnce(current.store, simulator);
    expect(audit).toMatchObject({ status: 'complete', strategy: 'header' });
    expect(ids(await keysOf(current.store, simulator, audit))).toEqual(trueKeyIds(simulator));
  });

  it('an organization of one member', async () => {
    const simulator = await simulate({ members: 1 });
    const audit = await auditOnce(current.store, simulator);
    expect(audit).toMatchObject({ status: 'complete', members: { total: 1, audited: 1 } });
    expect(ids(await keysOf(current.store, simulator, audit))).toEqual(trueKeyIds(simulator));
  });
});

describe('a data plane that answers POST /v1/impersonate in another form', () => {
  const jwt = { status: 200, body: '{"jwt":"tok-secret-1","user":"u1"}' };
  const paths = ['POST /v1/impersonate'];

  it.each(['token', 'auto'] as const)(
    'has its fields named, never their values, in why %s came to nothing',
    async (strategy) => {
      const simulator = await simulate({ strategies: { header: 'ignored' } });
      simulator.faults.status = { ...jwt, paths };
      const audit = await auditOnce(current.store, simulator, { strategy });
      expect(audit).toMatchObject({ status: 'failed', members: { audited: 0, blocked: 12 } });
      expect(audit.strategy_why).toContain('came: an object with the fields jwt, user');
      expect(JSON.stringify(audit)).not.toContain('tok-secret-1');
    },
  );

  it('is not asked where the header does', async () => {
    const simulator = await simulate();
    simulator.faults.status = { ...jwt, paths };
    const audit = await auditOnce(current.store, simulator);
    expect(audit).toMatchObject({ status: 'complete', strategy: 'header' });
    expect(audit.strategy_why).toContain('honors x-bt-impersonate-user:');
    expect(simulator.calls()['POST /v1/impersonate']).toBeUndefined();
  });
});

describe('an answer counts only under a proven identity', () => {
  it.each(['owner', 'ownerWithoutKeys'] as const)(
    'a data plane that ignores the header gives the %s no key and calls nobody keyless',
    async (who) => {
      const simulator = await simulate({ strategies: { impersonate: 'off', header: 'ignored' } });
      const credential = () => Promise.resolve(simulator.keys[who]);
      const audit = await auditOnce(current.store, simulator, { context: { credential } });
      expect(audit).toMatchObject({ status: 'failed', reason: 'identity-not-proven', keys: 0 });
      expect(audit.members).toMatchObject({ audited: 0, blocked: 12 });
      const members = await membersOf(current.store, simulator, audit);
      expect(members.every((member) => member.keys === null)).toBe(true);
    },
  );

  it('an ignored header without self/me, asked by an owner without keys, proves nothing', async () => {
    const simulator = await simulate({
      strategies: { impersonate: 'off', header: 'ignored', selfMe: false },
    });
    const credential = () => Promise.resolve(simulator.keys.ownerWithoutKeys);
    const audit = await auditOnce(current.store, simulator, { context: { credential } });
    expect(audit).toMatchObject({ status: 'failed', reason: 'identity-not-proven', keys: 0 });
    expect(audit.members).toMatchObject({ audited: 0, blocked: 12 });
  });

  it("another member's keys are attributed to nobody", async () => {
    const simulator = await simulate({ members: 48 });
    const victim = simulator.organization.keys.at(-1)?.user_id ?? '';
    simulator.faults.wrongIdentity = { members: [victim] };
    const audit = await auditOnce(current.store, simulator);
    expect(audit).toMatchObject({ status: 'partial', reason: 'members-missing' });
    const member = (await membersOf(current.store, simulator, audit)).find((m) => m.id === victim);
    expect(member).toMatchObject({ state: 'blocked', reason: 'identity-mismatch', keys: null });
    const keys = await keysOf(current.store, simulator, audit);
    expect(keys.filter((key) => key.user_id === victim)).toEqual([]);
  });

  it('an unconfirmed org-wide list counts its keys but leaves the audit partial', async () => {
    const simulator = await simulate({
      strategies: { impersonate: 'off', header: 'off', organizationList: 'on' },
    });
    const audit = await auditOnce(current.store, simulator);
    expect(audit).toMatchObject({ status: 'partial', reason: 'not-confirmed', confirmed: false });
    expect(audit.keys).toBeGreaterThanOrEqual(trueKeyIds(simulator).length);
    const members = await membersOf(current.store, simulator, audit);
    const keyless = members.filter((member) => member.keys === null);
    expect(keyless.every((member) => member.reason === 'identity-not-proven')).toBe(true);
    expect(keyless.length).toBeGreaterThan(0);
  });

  it.each(['short', 'empty'] as const)(
    'a %s org-wide list gives way to impersonation',
    async (kind) => {
      const simulator = await simulate({ strategies: { organizationList: kind } });
      const audit = await auditOnce(current.store, simulator);
      expect(audit).toMatchObject({ status: 'complete', strategy: 'header' });
      expect(audit.strategy_why).toContain("organization-wide list wasn't used");
      expect(ids(await keysOf(current.store, simulator, audit))).toEqual(trueKeyIds(simulator));
    },
  );
});

describe('what could not be read stays in the coverage with its reason', () => {
  it('members of another organization are blocked, for good', async () => {
    const simulator = await simulate({ members: 48, faults: { foreignMembers: 3 } });
    const audit = await auditOnce(current.store, simulator);
    expect(audit).toMatchObject({ status: 'partial', reason: 'members-missing' });
    expect(audit.members).toMatchObject({ audited: 45, blocked: 3, failed: 0 });
    const blocked = (await membersOf(current.store, simulator, audit)).filter(
      (member) => member.state === 'blocked',
    );
    expect(ids(blocked)).toEqual([...simulator.foreignMemberIds()].sort());
    expect(blocked.every((member) => member.reason === 'impersonation-refused')).toBe(true);
  });

  it('keys of other organizations are counted and left out', async () => {
    const simulator = await simulate({ faults: { foreignKeys: 2 } });
    const audit = await auditOnce(current.store, simulator);
    expect(audit.keys_of_other_organizations).toBe(24);
    expect(ids(await keysOf(current.store, simulator, audit))).toEqual(trueKeyIds(simulator));
  });

  it('one member whose answers make no sense fails alone', async () => {
    const simulator = await simulate({ members: 12 });
    const victim = simulator.organization.members[5]?.id ?? '';
    simulator.faults.wrongShape = {
      kind: 'html',
      paths: ['GET /v1/api_key'],
      members: [victim],
    };
    const audit = await auditOnce(current.store, simulator);
    expect(audit.members).toMatchObject({ audited: 11, failed: 1 });
    const member = (await membersOf(current.store, simulator, audit)).find((m) => m.id === victim);
    expect(member).toMatchObject({ state: 'failed', reason: 'unexpected-answer' });
  });

  it('impersonation tokens that expire are renewed once', async () => {
    const simulator = await simulate({ strategies: tokenExchange });
    simulator.faults.status = {
      status: 401,
      paths: ['GET /v1/api_key'],
      members: simulator.organization.members.map((member) => member.id),
      perMember: true,
      first: 1,
    };
    const audit = await auditOnce(current.store, simulator);
    expect(audit).toMatchObject({ status: 'complete' });
    expect(ids(await keysOf(current.store, simulator, audit))).toEqual(trueKeyIds(simulator));
  });

  it('an empty roster is no organization without members', async () => {
    const simulator = await simulate();
    simulator.organization.members = [];
    const audit = await auditOnce(current.store, simulator);
    expect(audit).toMatchObject({ status: 'failed', reason: 'roster-unreadable' });
  });

  it('hostile names, null fields and 5,000 keys of one member come through', async () => {
    const simulator = await simulate({ faults: { hostileNames: true, nullEverything: true } });
    const holder = simulator.organization.members[3]?.id ?? '';
    for (let n = 0; n < 5000; n += 1) addKey(simulator.organization, { user_id: holder });
    const audit = await auditOnce(current.store, simulator);
    expect(audit).toMatchObject({ status: 'complete', keys: trueKeyIds(simulator).length });
    const member = (await membersOf(current.store, simulator, audit)).find((m) => m.id === holder);
    expect(member?.keys).toBeGreaterThanOrEqual(5000);
  });
});

describe('the roster moves while the audit runs', () => {
  it('newcomers are audited, leavers marked', async () => {
    const simulator = await simulate({ faults: { rosterChange: { leave: 1, join: 2 } } });
    const audit = await auditOnce(current.store, simulator);
    const members = await membersOf(current.store, simulator, audit);
    expect(members.filter((member) => member.roster === 'joined')).toHaveLength(2);
    expect(members.filter((member) => member.roster === 'left')).toHaveLength(1);
    expect(members.filter((m) => m.roster === 'joined').every((m) => m.state === 'audited')).toBe(
      true,
    );
    expect(audit.members.total).toBe(14);
    expect(audit.members.pending).toBe(0);
  });
});

describe('what became of each key since the audit before', () => {
  it('new, gone, changed; not audited is never gone, a leaver is never gone', async () => {
    const simulator = await simulate({ members: 48 });
    const first = await auditOnce(current.store, simulator);
    expect(first.changes).toBeNull();
    const { organization } = simulator;
    const holders = [...new Set(organization.keys.map((key) => key.user_id))];
    const [blockedHolder = '', leaver = '', other = ''] = holders.slice(4).map((id) => id ?? '');
    const keysBy = (id: string) => organization.keys.filter((key) => key.user_id === id);
    const notSeen = keysBy(blockedHolder).map((key) => key.id);
    const left = keysBy(leaver).map((key) => key.id);
    const gone = keysBy(other)[0]?.id ?? '';
    removeKey(organization, gone);
    removeMember(organization, leaver);
    const added = addKey(organization, { user_id: addMember(organization).id });
    simulator.faults.foreignMembers = [blockedHolder];

    const second = await auditOnce(current.store, simulator);
    expect(second).toMatchObject({ status: 'partial', previous_id: first.id });
    expect(second.changes).toEqual({ new: 1, gone: 1, changed: 0 });
    const stateOf = async (state: string) =>
      ids(await keysOf(current.store, simulator, second, [state]));
    expect(await stateOf('not-seen')).toEqual(notSeen.sort());
    expect(await stateOf('holder-left')).toEqual(left.sort());
    expect(await stateOf('gone')).toEqual([gone]);
    expect(second.keys).toBe(trueKeyIds(simulator).length - notSeen.length);
    expect(second.keys_not_seen).toBe(notSeen.length + left.length);
    const rows = await keysOf(current.store, simulator, second);
    const fresh = rows.find((row) => row.id === added.id);
    const old = rows.find((row) => row.state === 'seen' && row.id !== added.id);
    expect(Date.parse(old?.first_seen_at ?? '')).toBeLessThan(
      Date.parse(fresh?.first_seen_at ?? ''),
    );
  });

  it('a failed audit replaces nothing', async () => {
    const simulator = await simulate();
    const first = await auditOnce(current.store, simulator);
    simulator.strategies.header = 'ignored';
    const second = await auditOnce(current.store, simulator);
    expect(second.status).toBe('failed');
    simulator.strategies.header = 'honoured';
    const third = await auditOnce(current.store, simulator);
    expect(third).toMatchObject({
      previous_id: first.id,
      changes: { new: 0, gone: 0, changed: 0 },
    });
  });
});

describe('a follow-up takes over the parent', () => {
  it('asks only the chosen members again and leaves the others as they were seen', async () => {
    const faults = { foreignMembers: 2 };
    const simulator = await simulate({ members: 20, faults, strategies: tokenExchange });
    const parent = await auditOnce(current.store, simulator);
    const before = await membersOf(current.store, simulator, parent);
    simulator.faults.foreignMembers = 0;
    simulator.resetCalls();
    const child = await auditOnce(current.store, simulator, { parentId: parent.id });
    expect(child).toMatchObject({
      status: 'complete',
      parent_id: parent.id,
      members_carried_over: parent.members.audited,
    });
    expect(parent.members_carried_over).toBeNull();
    expect(child.keys).toBe(trueKeyIds(simulator).length);
    // Two members, and up to three probes to find out which strategy works.
    expect(simulator.calls()['POST /v1/impersonate']).toBeLessThanOrEqual(5);
    const after = new Map((await membersOf(current.store, simulator, child)).map((m) => [m.id, m]));
    for (const member of before.filter((m) => m.state === 'audited')) {
      expect(after.get(member.id)?.audited_at).toBe(member.audited_at);
    }
    expect(await keysOf(current.store, simulator, parent)).toHaveLength(parent.keys);
  });
});

describe('reads only', () => {
  it('makes GET calls and the listed POSTs, nothing else', async () => {
    const simulator = await simulate({ strategies: tokenExchange });
    await auditOnce(current.store, simulator);
    const made = Object.keys(simulator.calls()).filter((name) => name.includes(' '));
    const writes = made.filter((name) => !name.startsWith('GET '));
    expect(writes.sort()).toEqual(['POST /api/self/me', 'POST /v1/impersonate']);
  });

  it('keeps no secret that an answer carried', async () => {
    const simulator = await simulate({ faults: { straySecrets: true } });
    const audit = await auditOnce(current.store, simulator);
    const stored = await current.store.db.execute('select * from audit_keys');
    expect(JSON.stringify(stored.rows)).not.toContain('sk-fake-stray');
    expect(JSON.stringify(await keysOf(current.store, simulator, audit))).not.toContain('stray');
    const row = await current.store.db.execute('select sealed_credential from audits');
    expect(row.rows).toEqual([{ sealed_credential: null }]);
  });
});
