import { afterEach, expect, it } from 'vitest';
import type { Audit } from '@/lib/contract';
import {
  addKey,
  addMember,
  removeKey,
  removeMember,
  startSimulator,
  type Simulator,
  type SimulatorOptions,
} from '@/lib/tools/simulator';
import { describeStores } from '@/lib/platform/database/testing';
import { setUsedBy } from '@/lib/features/rules';
import { getAudit, startAudit } from '../index';
import { auditOnce, contextOf, keysOf, membersOf, rowsOf, trueKeyIds } from '../testing';

describeStores('what audits say of one another', (current) => {
  let running: Simulator | null = null;
  const simulate = async (options: SimulatorOptions = {}): Promise<Simulator> => {
    running = await startSimulator({ members: 24, ...options });
    return running;
  };
  afterEach(async () => {
    await running?.close();
    running = null;
  });

  /** Ids of members who hold keys, each once. */
  const holdersOf = ({ organization }: Simulator): string[] => [
    ...new Set(
      organization.keys
        .slice()
        .reverse()
        .map((key) => key.user_id ?? ''),
    ),
  ];
  const keysBy = ({ organization }: Simulator, holder: string) =>
    organization.keys.filter((key) => key.user_id === holder);
  const stateOf = async (audit: Audit, keyId: string) => {
    const { keys } = await rowsOf(current.store, audit.id);
    return keys.find((key) => key.keyId === keyId) ?? null;
  };

  it('finished audits stay as they were, whatever comes after them', async () => {
    const simulator = await simulate({ faults: { foreignMembers: 2 } });
    const { organization } = simulator;
    const first = await auditOnce(current.store, simulator);
    const firstRows = await rowsOf(current.store, first.id);
    removeKey(organization, organization.keys[3]?.id ?? '');
    addKey(organization, { user_id: organization.members[2]?.id ?? '', name: 'ci deploy' });
    const second = await auditOnce(current.store, simulator);
    const secondRows = await rowsOf(current.store, second.id);
    removeMember(organization, organization.members[5]?.id ?? '');
    simulator.faults.foreignMembers = 0;
    await auditOnce(current.store, simulator, { parentId: second.id });
    simulator.strategies.impersonate = 'off';
    await auditOnce(current.store, simulator);
    expect(await rowsOf(current.store, first.id)).toEqual(firstRows);
    expect(await rowsOf(current.store, second.id)).toEqual(secondRows);
  });

  it('counts are the rows, and each key names the findings that there are', async () => {
    const simulator = await simulate({ members: 48, faults: { foreignMembers: 2 } });
    await auditOnce(current.store, simulator);
    const audit = await auditOnce(current.store, simulator);
    const { keys, findings, members, changes } = await rowsOf(current.store, audit.id);
    const seen = keys.filter((key) => key.state === 'seen');
    const tally = (values: readonly (string | null)[]) => {
      const counts: Record<string, number> = {};
      for (const value of values) counts[value ?? 'none'] = (counts[value ?? 'none'] ?? 0) + 1;
      return counts;
    };
    const filled = (counts: Record<string, number> | null) =>
      Object.fromEntries(Object.entries(counts ?? {}).filter(([, count]) => count > 0));
    expect(filled(audit.verdicts)).toEqual(tally(seen.map((key) => key.verdict)));
    expect(filled(audit.severities)).toEqual(tally(seen.map((key) => key.severity)));
    expect(filled(audit.changes)).toEqual(tally(changes.map((change) => change.kind)));
    expect(audit.keys).toBe(seen.length);
    expect(audit.keys_not_seen).toBe(
      keys.filter((key) => key.state !== 'gone').length - seen.length,
    );
    const states = tally(members.map((member) => member.state));
    expect(states).toEqual({ audited: audit.members.audited, blocked: audit.members.blocked });
    for (const key of keys) {
      const of = findings.filter(
        (finding) => finding.subjectType === 'key' && finding.subjectId === key.keyId,
      );
      expect(key.findings.slice().sort()).toEqual([...new Set(of.map((each) => each.rule))].sort());
      if (key.state !== 'seen') expect([key.verdict, key.severity]).toEqual([null, null]);
    }
    expect(findings.length).toBeGreaterThan(0);
  });

  it("a leaver's key is never gone, and simply there again when its holder comes back", async () => {
    const simulator = await simulate();
    const { organization } = simulator;
    const first = await auditOnce(current.store, simulator);
    const leaver = organization.members.find(({ id }) => holdersOf(simulator).at(-1) === id);
    const [kept] = keysBy(simulator, leaver?.id ?? '');
    const keyId = kept?.id ?? '';
    const before = await stateOf(first, keyId);
    removeMember(organization, leaver?.id ?? '');
    for (let round = 1; round <= 2; round += 1) {
      const audit = await auditOnce(current.store, simulator);
      expect(await stateOf(audit, keyId)).toMatchObject({
        state: 'holder-left',
        verdict: null,
        firstSeenAt: before?.firstSeenAt,
        lastSeenAt: before?.lastSeenAt,
      });
      expect(audit.changes).toEqual({ new: 0, gone: 0, changed: 0 });
    }
    organization.members = [...organization.members, ...(leaver === undefined ? [] : [leaver])];
    organization.keys = [...organization.keys, ...(kept === undefined ? [] : [kept])];
    organization.departedKeys = organization.departedKeys.filter((key) => key.id !== keyId);
    const back = await auditOnce(current.store, simulator);
    const found = await stateOf(back, keyId);
    expect(found).toMatchObject({ state: 'seen', firstSeenAt: before?.firstSeenAt });
    expect(found?.lastSeenAt.getTime()).toBeGreaterThan(before?.lastSeenAt.getTime() ?? Infinity);
    expect(back.changes?.new).toBe(0);
  });

  it('a gone key is told once; one that comes back is new, and as old as it is', async () => {
    const simulator = await simulate();
    const { organization } = simulator;
    const first = await auditOnce(current.store, simulator);
    const key = organization.keys[4];
    const keyId = key?.id ?? '';
    const before = await stateOf(first, keyId);
    removeKey(organization, keyId);
    const second = await auditOnce(current.store, simulator);
    expect(second.changes).toEqual({ new: 0, gone: 1, changed: 0 });
    expect(await stateOf(second, keyId)).toMatchObject({ state: 'gone' });
    const third = await auditOnce(current.store, simulator);
    expect(third.changes).toEqual({ new: 0, gone: 0, changed: 0 });
    expect(await stateOf(third, keyId)).toBeNull();
    if (key !== undefined) organization.keys = [...organization.keys, key];
    const fourth = await auditOnce(current.store, simulator);
    expect(fourth.changes).toEqual({ new: 1, gone: 0, changed: 0 });
    expect(await stateOf(fourth, keyId)).toMatchObject({
      state: 'seen',
      firstSeenAt: before?.firstSeenAt,
    });
  });

  it('a key that was changed says what and how', async () => {
    const simulator = await simulate();
    const key = simulator.organization.keys[2];
    await auditOnce(current.store, simulator);
    const name = key?.name ?? '';
    if (key !== undefined) key.name = 'ci deploy';
    simulator.touch();
    const audit = await auditOnce(current.store, simulator);
    expect((await rowsOf(current.store, audit.id)).changes).toMatchObject([
      {
        keyId: key?.id,
        kind: 'changed',
        fields: [{ field: 'name', before: name, after: 'ci deploy' }],
      },
    ]);
  });

  it('a follow-up for one member asks one member', async () => {
    const simulator = await simulate();
    const parent = await auditOnce(current.store, simulator);
    const before = await rowsOf(current.store, parent.id);
    const memberId = holdersOf(simulator).at(-1) ?? '';
    const [gone] = keysBy(simulator, memberId);
    removeKey(simulator.organization, gone?.id ?? '');
    // This key's holder isn't read again, so the follow-up can't notice.
    const unnoticed = keysBy(simulator, holdersOf(simulator).at(-2) ?? '')[0]?.id ?? '';
    removeKey(simulator.organization, unnoticed);
    simulator.resetCalls();
    const child = await auditOnce(current.store, simulator, {
      parentId: parent.id,
      memberIds: [memberId],
    });
    expect(child).toMatchObject({
      status: 'complete',
      parent_id: parent.id,
      previous_id: parent.id,
      changes: { new: 0, gone: 1, changed: 0 },
      keys: parent.keys - 1,
    });
    const asked = simulator.requests().flatMap((request) => request.memberId ?? []);
    expect(new Set(asked)).toEqual(new Set([memberId]));
    const after = await rowsOf(current.store, child.id);
    const times = (rows: typeof before) =>
      new Map(rows.members.map((member) => [member.memberId, member.auditedAt?.getTime()]));
    for (const [id, at] of times(before)) {
      if (id !== memberId) expect(times(after).get(id)).toBe(at);
      else expect(times(after).get(id)).toBeGreaterThan(at ?? Infinity);
    }
    expect(await stateOf(child, unnoticed)).toMatchObject({ state: 'seen' });
  });

  it('a full audit is compared with the full audit before it, and knows what follow-ups found', async () => {
    const simulator = await simulate();
    const { organization } = simulator;
    const full = await auditOnce(current.store, simulator);
    const [holder = '', blocked = ''] = holdersOf(simulator).slice(-2);
    const revoked = keysBy(simulator, holder)[0]?.id ?? '';
    removeKey(organization, revoked);
    const created = addKey(organization, { user_id: holder, name: 'ci deploy' }).id;
    const followUp = await auditOnce(current.store, simulator, {
      parentId: full.id,
      memberIds: [holder],
    });
    expect(followUp).toMatchObject({ previous_id: full.id, members_asked: 1 });
    const later = addKey(organization, { user_id: blocked, name: 'ci deploy 2' }).id;
    simulator.faults.foreignMembers = [holder];
    const next = await auditOnce(current.store, simulator);

    expect(next).toMatchObject({ previous_id: full.id, members_asked: null, status: 'partial' });
    const { changes } = await rowsOf(current.store, next.id);
    expect(changes.map(({ keyId, kind }) => [keyId, kind]).sort()).toEqual(
      [
        [revoked, 'gone'],
        [later, 'new'],
      ].sort(),
    );
    expect(await stateOf(next, revoked)).toMatchObject({ state: 'gone' });
    const { keys } = await rowsOf(current.store, followUp.id);
    const firstSeenAt = keys.find((key) => key.keyId === created)?.firstSeenAt;
    expect(await stateOf(next, created)).toMatchObject({ state: 'not-seen', firstSeenAt });
  });

  it('figures as of an audit’s end are kept when it is evaluated again', async () => {
    const simulator = await simulate();
    const audit = await auditOnce(current.store, simulator);
    expect(audit.verdicts_at_finish).toEqual(audit.verdicts);
    const { keys } = await rowsOf(current.store, audit.id);
    const workload = keys.find(({ verdict }) => verdict === 'replace');
    const ctx = contextOf(current.store, simulator);
    await setUsedBy(ctx, {
      decisions: [{ key_id: workload?.keyId ?? '', used_by: 'person', note: 'a laptop' }],
    });
    const after = await getAudit(ctx, { auditId: audit.id });
    expect(after.verdicts?.replace).toBeLessThan(audit.verdicts?.replace ?? 0);
    expect(after.verdicts_at_finish).toEqual(audit.verdicts);
  });

  it('a follow-up of an audit that had leavers leaves them out and their keys unseen', async () => {
    const simulator = await simulate();
    const leaver = holdersOf(simulator).at(-1) ?? '';
    const theirs = keysBy(simulator, leaver).map((key) => key.id);
    await auditOnce(current.store, simulator);
    simulator.faults.rosterChange = { leave: [leaver], join: 1, afterKeyLists: 15 };
    const parent = await auditOnce(current.store, simulator);
    const left = (await membersOf(current.store, simulator, parent)).filter(
      (member) => member.roster === 'left',
    );
    expect(left.map((member) => member.id)).toEqual([leaver]);
    simulator.faults.rosterChange = null;
    const child = await auditOnce(current.store, simulator, {
      parentId: parent.id,
      memberIds: [simulator.organization.members[0]?.id ?? ''],
    });
    expect(child).toMatchObject({ status: 'complete', members: { total: 24, audited: 24 } });
    expect(await keysOf(current.store, simulator, child, ['seen'])).toHaveLength(child.keys);
    expect(child.keys).toBe(trueKeyIds(simulator).length);
    for (const id of theirs) {
      expect(await stateOf(child, id)).toMatchObject({ state: 'holder-left' });
    }
  });

  it('keys of members that could not be confirmed are not gone in the next audit', async () => {
    const simulator = await simulate();
    const first = await auditOnce(current.store, simulator);
    const hidden = removeKey(
      simulator.organization,
      keysBy(simulator, holdersOf(simulator).at(-1) ?? '')[0]?.id ?? '',
    );
    Object.assign(simulator.strategies, {
      impersonate: 'off',
      header: 'off',
      organizationList: 'short',
    });
    const second = await auditOnce(current.store, simulator);
    expect(second).toMatchObject({ status: 'partial', reason: 'not-confirmed', confirmed: false });
    expect(second.changes).toMatchObject({ gone: 0 });
    expect(second.keys).toBeLessThan(first.keys);
    expect(await stateOf(second, hidden?.id ?? '')).toMatchObject({ state: 'not-seen' });

    // Unconfirmed carried-over results stay unconfirmed, although every member answers this time.
    Object.assign(simulator.strategies, { impersonate: 'token', organizationList: 'off' });
    const followUp = await auditOnce(current.store, simulator, { parentId: second.id });
    expect(followUp).toMatchObject({ status: 'partial', reason: 'not-confirmed' });
    expect(followUp.reason_detail).toContain('full audit');

    const whole = await auditOnce(current.store, simulator);
    expect(whole).toMatchObject({ status: 'complete', keys: first.keys - 1 });
    expect(await stateOf(whole, hidden?.id ?? '')).toMatchObject({ state: 'gone' });
  });

  it('a follow-up judges by who owns the organization now', async () => {
    const simulator = await simulate();
    simulator.faults.status = { status: 403, paths: ['GET /v1/role'] };
    const parent = await auditOnce(current.store, simulator);
    simulator.faults.status = null;
    const memberIds = [simulator.organization.members[0]?.id ?? ''];
    const memberId = addMember(simulator.organization).id;
    const child = await auditOnce(current.store, simulator, { parentId: parent.id, memberIds });
    const { members } = await rowsOf(current.store, child.id);
    expect(members.find((member) => member.memberId === memberId)?.roster).toBe('joined');
    expect(members.filter((member) => member.owner === null)).toEqual([]);
    expect(members.some((member) => member.owner === true)).toBe(true);
  });

  it('a follow-up keeps what the parent counted, and tells of those that it asked itself', async () => {
    const simulator = await simulate();
    simulator.faults.foreignKeys = 2;
    const parent = await auditOnce(current.store, simulator);
    expect(parent.keys_of_other_organizations).toBe(parent.members.total * 2);
    simulator.faults.foreignMembers = [simulator.organization.members[5]?.id ?? ''];
    const memberIds = [5, 6].map((at) => simulator.organization.members[at]?.id ?? '');
    const child = await auditOnce(current.store, simulator, { parentId: parent.id, memberIds });
    expect(child.keys_of_other_organizations).toBe((parent.members.total - 1) * 2);
    const { rows } = await current.store.db.execute<{ details: unknown }>(
      `select details from activity where action = 'members-impersonated'
       and audit_id = '${child.id}'`,
    );
    expect(rows).toEqual([
      { details: { strategy: 'header', members: 2, service_accounts: 0, refused: 1 } },
    ]);
    const blocked = (await membersOf(current.store, simulator, child)).filter(
      (member) => member.state === 'blocked',
    );
    expect(blocked).toMatchObject([{ audited_at: null, keys: null }]);
  });

  it('a complete audit has nobody left to ask again', async () => {
    const simulator = await simulate();
    const parent = await auditOnce(current.store, simulator);
    const started = startAudit(contextOf(current.store, simulator), { parentId: parent.id });
    await expect(started).rejects.toMatchObject({ code: 'bad-request' });
  });
});
