import { afterEach, describe, expect, it } from 'vitest';
import { auditId } from '@/lib/domain/core';
import { addKey, removeKey, startSimulator, type Simulator } from '@/lib/tools/simulator';
import type { SimulatorOptions } from '@/lib/tools/simulator';
import { useMemoryStore } from '@/lib/platform/database/testing';
import { getAudit, resumeAudit, runAudit } from '../index';
import { auditOnce, contextOf, dependenciesOf, keysOf, rowsOf, trueKeyIds } from '../testing';

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

const PARTIAL = { status: 'partial', reason: 'not-confirmed', confirmed: false } as const;
const by = (key: string) => ({ context: { credential: () => Promise.resolve(key) } });
const everyone = ({ organization }: Simulator) => organization.members.map(({ id }) => id);
const ownerOf = ({ organization }: Simulator) =>
  organization.members.find(({ email }) => email?.startsWith('ana.ferreira'))?.id ?? '';

async function expectNothingGone(simulator: Simulator, id: string): Promise<void> {
  const { keys, changes } = await rowsOf(current.store, id);
  expect(keys.filter(({ state }) => state === 'gone')).toEqual([]);
  expect(changes.filter(({ kind }) => kind === 'gone')).toEqual([]);
  const known = keys.map(({ keyId }) => keyId as string);
  expect(known).toEqual(expect.arrayContaining(trueKeyIds(simulator)));
}

describe('the key that runs an audit is looked for in its holder’s own list', () => {
  it('and an audit of which it is found says so', async () => {
    const simulator = await simulate();
    const audit = await auditOnce(current.store, simulator);
    expect(audit).toMatchObject({
      status: 'complete',
      confirmed: true,
      key_lists: 'own-key-listed',
    });
  });

  it('empty lists for everyone, on a first audit: partial, with nothing concluded', async () => {
    const simulator = await simulate({ faults: { emptyForEverybody: true } });
    const audit = await auditOnce(current.store, simulator);
    expect(audit).toMatchObject({ ...PARTIAL, key_lists: 'own-key-missing', keys: 0 });
    expect(audit.reason_detail).toContain("Key lists couldn't be confirmed.");
  });

  it.each([
    ['the header', {}],
    ['the token exchange', { impersonate: 'token', header: 'ignored' }],
    ['the org-wide list', { organizationList: 'on' }],
    ['an empty org-wide list', { organizationList: 'empty' }],
  ] as const)('after a good audit nothing is gone or resolved: by %s', async (_by, strategies) => {
    const simulator = await simulate({ strategies });
    // Gives findings on a member, and on several keys of one holder.
    const holder = simulator.organization.members.at(-1)?.id ?? '';
    for (let n = 0; n < 6; n += 1) addKey(simulator.organization, { user_id: holder });
    await auditOnce(current.store, simulator);
    simulator.faults.emptyForEverybody = true;
    const audit = await auditOnce(current.store, simulator);
    expect(audit).toMatchObject(PARTIAL);
    expect(audit.changes).toMatchObject({ gone: 0 });
    const resolved = await current.store.db.execute(
      'select * from findings where resolved_at is not null',
    );
    expect(resolved.rows).toEqual([]);
    if (audit.keys === 0) await expectNothingGone(simulator, audit.id);

    simulator.faults.emptyForEverybody = null;
    const after = await auditOnce(current.store, simulator);
    expect(after).toMatchObject({ status: 'complete', changes: { new: 0, gone: 0 } });
  });

  it.each([4, 9, 16])('lists that become empty after %i lists are noticed', async (skip) => {
    const simulator = await simulate();
    await auditOnce(current.store, simulator);
    simulator.faults.emptyForEverybody = { skip };
    const audit = await auditOnce(current.store, simulator);
    expect(audit).toMatchObject({ ...PARTIAL, key_lists: 'own-key-missing' });
    await expectNothingGone(simulator, audit.id);
  });

  it('lists that are empty for a while in the middle are noticed', async () => {
    const simulator = await simulate({ members: 40 });
    await auditOnce(current.store, simulator);
    simulator.faults.emptyForEverybody = { skip: 20, first: 30 };
    const audit = await auditOnce(current.store, simulator);
    expect(audit).toMatchObject({ ...PARTIAL, key_lists: 'own-key-missing' });
    await expectNothingGone(simulator, audit.id);
  });

  it('the caller’s list that is empty under impersonation, though they hold a key', async () => {
    const simulator = await simulate();
    await auditOnce(current.store, simulator);
    simulator.faults.emptyForEverybody = { members: [ownerOf(simulator)] };
    const audit = await auditOnce(current.store, simulator);
    expect(audit).toMatchObject({ ...PARTIAL, key_lists: 'own-list-differs' });
    await expectNothingGone(simulator, audit.id);
  });

  it('a caller who is no member: the own list counts all the same', async () => {
    const simulator = await simulate();
    const caller = by(simulator.keys.twoOrganizations);
    const audit = await auditOnce(current.store, simulator, caller);
    expect(audit).toMatchObject({ status: 'complete', key_lists: 'own-key-listed' });
    simulator.faults.emptyForEverybody = true;
    expect(await auditOnce(current.store, simulator, caller)).toMatchObject(PARTIAL);
  });
});

describe('a service token is in no list', () => {
  it('so there is nothing to look for, and the audit says so', async () => {
    const simulator = await simulate();
    const audit = await auditOnce(current.store, simulator, by(simulator.keys.serviceToken));
    expect(audit).toMatchObject({
      status: 'complete',
      caller: 'service-token',
      key_lists: 'no-own-key',
    });
  });

  it('every list empty where keys were known: partial, however often', async () => {
    const simulator = await simulate();
    const caller = by(simulator.keys.serviceToken);
    await auditOnce(current.store, simulator, caller);
    simulator.faults.emptyForEverybody = true;
    for (let again = 0; again < 2; again += 1) {
      const audit = await auditOnce(current.store, simulator, caller);
      expect(audit).toMatchObject({ ...PARTIAL, key_lists: 'all-empty' });
      await expectNothingGone(simulator, audit.id);
    }
  });
});

describe('a personal key whose own list is full', () => {
  it('every other list empty: the members’ keys are gone', async () => {
    const simulator = await simulate();
    await auditOnce(current.store, simulator);
    const { organization } = simulator;
    const own = organization.keys.filter(({ user_id }) => user_id === ownerOf(simulator));
    organization.keys = own;
    const audit = await auditOnce(current.store, simulator);
    expect(audit).toMatchObject({ status: 'complete', keys: own.length });
  });

  it('a member who had many keys and now has none: they are gone', async () => {
    const simulator = await simulate();
    const holder = simulator.organization.members.at(-1)?.id ?? '';
    for (let n = 0; n < 20; n += 1) addKey(simulator.organization, { user_id: holder });
    await auditOnce(current.store, simulator);
    const theirs = simulator.organization.keys.filter(({ user_id }) => user_id === holder);
    for (const { id } of theirs) removeKey(simulator.organization, id);
    const audit = await auditOnce(current.store, simulator);
    expect(audit).toMatchObject({ status: 'complete', changes: { gone: theirs.length } });
  });

  it('impersonated lists that are all empty are not believed', async () => {
    const simulator = await simulate();
    await auditOnce(current.store, simulator);
    simulator.faults.emptyForEverybody = { members: everyone(simulator) };
    const audit = await auditOnce(current.store, simulator);
    expect(audit).toMatchObject(PARTIAL);
    await expectNothingGone(simulator, audit.id);
  });
});

describe('doubt is kept', () => {
  it('by a follow-up that takes over members of a doubtful audit', async () => {
    const simulator = await simulate();
    await auditOnce(current.store, simulator);
    simulator.faults.emptyForEverybody = true;
    const doubtful = await auditOnce(current.store, simulator);
    simulator.faults.emptyForEverybody = null;
    const [one = ''] = everyone(simulator);
    const child = await auditOnce(current.store, simulator, {
      parentId: doubtful.id,
      memberIds: [one],
    });
    expect(child).toMatchObject({ ...PARTIAL, key_lists: 'own-key-missing' });
    await expectNothingGone(simulator, child.id);
    const all = await auditOnce(current.store, simulator, {
      parentId: child.id,
      memberIds: everyone(simulator),
    });
    expect(all).toMatchObject({ status: 'complete', confirmed: true });
    expect(all.changes).toMatchObject({ gone: 0, new: 0 });
  });

  it('by a follow-up whose own lists are empty', async () => {
    const simulator = await simulate();
    const parent = await auditOnce(current.store, simulator);
    simulator.faults.emptyForEverybody = true;
    const memberIds = simulator.organization.keys.slice(0, 1).flatMap((key) => key.user_id ?? []);
    const child = await auditOnce(current.store, simulator, { parentId: parent.id, memberIds });
    expect(child).toMatchObject(PARTIAL);
    const gone = await keysOf(current.store, simulator, child, ['gone']);
    expect(gone).toEqual([]);
  });

  it('by an audit that stops and is gone on with once lists are full again', async () => {
    const simulator = await simulate({ members: 40 });
    await auditOnce(current.store, simulator);
    simulator.faults.emptyForEverybody = true;
    simulator.faults.status = { status: 401, paths: ['GET /v1/api_key'], skip: 40 };
    const failed = await auditOnce(current.store, simulator);
    expect(failed).toMatchObject({ status: 'failed', resumable: true });
    Object.assign(simulator.faults, { emptyForEverybody: null, status: null });
    const ctx = contextOf(current.store, simulator);
    await resumeAudit(ctx, { auditId: failed.id });
    const never = new AbortController().signal;
    await runAudit(dependenciesOf(current.store, simulator), auditId(failed.id), never);
    const ended = await getAudit(ctx, { auditId: failed.id });
    expect(ended).toMatchObject({ ...PARTIAL, key_lists: 'own-key-missing' });
    await expectNothingGone(simulator, ended.id);
  });
});
