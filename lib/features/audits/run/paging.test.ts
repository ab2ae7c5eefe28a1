import { afterEach, expect, it } from 'vitest';
import { auditId } from '@/lib/domain/core';
import {
  addKeys,
  startSimulator,
  type Simulator,
  type SimulatorOptions,
} from '@/lib/tools/simulator';
import { describeStores } from '@/lib/platform/database/testing';
import { getAudit, resumeAudit, runAudit } from '../index';
import {
  auditOnce,
  contextOf,
  dependenciesOf,
  keysOf,
  membersOf,
  rowsOf,
  trueKeyIds,
} from '../testing';

const KEYS = 'GET /v1/api_key';
let running: Simulator | null = null;

async function simulate(options: SimulatorOptions = {}): Promise<Simulator> {
  running = await startSimulator(options);
  return running;
}

afterEach(async () => {
  await running?.close();
  running = null;
});

/** Gives the n-th listed member `counts[n]` keys and removes all other keys but the audit's own. */
function holdKeys(simulator: Simulator, counts: readonly number[]): void {
  const { organization } = simulator;
  organization.keys = organization.keys.filter(({ name }) => name === 'latchkey-audit');
  for (const [index, count] of counts.entries()) {
    const id = organization.members[index]?.id;
    if (id !== undefined && count > 0) addKeys(organization, count, { user_id: id });
  }
}

const sizesFor = (simulator: Simulator, index: number, sizes: readonly number[]) => ({
  paths: [KEYS],
  members: [simulator.organization.members[index]?.id ?? ''],
  sizes,
});

/** One request at a time, so that members are read in the order of the list. */
const oneByOne = { dependencies: { concurrency: 1 } };

describeStores('a short page', (current) => {
  const seen = async (simulator: Simulator, audit: Parameters<typeof keysOf>[2]) =>
    (await keysOf(current.store, simulator, audit)).map(({ id }) => id).sort();

  it.each<{ what: string; members: number; sizes: readonly number[] }>([
    { what: '30 members in pages of 10, 7, 10, 3', members: 30, sizes: [10, 7, 10, 3] },
    { what: '30 members in pages of 10, 7, 10', members: 27, sizes: [10, 7, 10] },
    { what: '2,700 members in pages of 1000, 700, 1000', members: 2700, sizes: [1000, 700, 1000] },
  ])('ends no member list: $what', async ({ members, sizes }) => {
    const simulator = await simulate({ members });
    simulator.faults.pageSizes = { sizes, paths: ['GET /v1/user'] };
    const audit = await auditOnce(current.store, simulator);
    expect(audit).toMatchObject({ status: 'complete', members: { total: members } });
    expect(await seen(simulator, audit)).toHaveLength(Math.min(1000, audit.keys));
    expect(audit.keys).toBe(trueKeyIds(simulator).length);
  });

  it('ends no list of groups, roles, grants, projects or service tokens', async () => {
    const simulator = await simulate();
    simulator.faults.pageSizes = [
      { sizes: [3, 1, 2], paths: ['GET /v1/group', 'GET /v1/role', 'GET /v1/acl/list_org'] },
      { sizes: [2, 1, 3], paths: ['GET /v1/project', 'GET /v1/service_token'] },
    ];
    const { context } = await auditOnce(current.store, simulator);
    const { groups, roles, acls, projects, serviceTokens } = simulator.organization;
    expect(context).toMatchObject({
      groups: { count: groups.length },
      roles: { count: roles.length },
      acls: { count: acls.length },
      projects: { count: projects.length },
      'service-tokens': { count: serviceTokens.length },
    });
  });

  it.each([{ first: true }, { first: false }])(
    'ends no key list with pages of 25, 24, 1 (first of all: $first)',
    async ({ first }) => {
      const simulator = await simulate({ members: 48 });
      const index = first ? 1 : 40;
      holdKeys(
        simulator,
        Array.from({ length: 48 }, (_, nth) => (nth === index ? 50 : 1 + (nth % 2))),
      );
      simulator.faults.pageSizes = sizesFor(simulator, index, [25, 24, 1]);
      const audit = await auditOnce(current.store, simulator, oneByOne);
      expect(audit.status).toBe('complete');
      expect(await seen(simulator, audit)).toEqual(trueKeyIds(simulator));
    },
  );

  it('may end a later key list where it ended the first 25, and the audit says so', async () => {
    const simulator = await simulate({ members: 48 });
    holdKeys(
      simulator,
      Array.from({ length: 48 }, (_, nth) => (nth === 0 ? 9 : 2)),
    );
    const audit = await auditOnce(current.store, simulator, oneByOne);
    expect(audit.status).toBe('complete');
    expect(await seen(simulator, audit)).toEqual(trueKeyIds(simulator));
    const early = (await membersOf(current.store, simulator, audit)).filter(
      (member) => member.list_ended_early,
    );
    expect(early.length).toBeGreaterThan(10);
    expect(early.length).toBeLessThanOrEqual(48 - 25);
    expect(audit.lists_ended_early).toBe(early.length);
  });

  it('that more keys follow is learned late, and lists that ended early are read again', async () => {
    const simulator = await simulate({ members: 48 });
    holdKeys(
      simulator,
      Array.from({ length: 48 }, (_, nth) =>
        nth === 0 ? 9 : nth === 35 ? 5 : nth === 45 ? 30 : 2,
      ),
    );
    simulator.faults.pageSizes = [
      sizesFor(simulator, 35, [3, 2]),
      sizesFor(simulator, 45, [10, 20]),
    ];
    const audit = await auditOnce(current.store, simulator, oneByOne);
    expect(audit).toMatchObject({ status: 'complete', lists_ended_early: 0 });
    expect(await seen(simulator, audit)).toEqual(trueKeyIds(simulator));
    const { members, keys } = await rowsOf(current.store, audit.id);
    expect(members.every((member) => member.listEndedEarly === false)).toBe(true);
    expect(keys.every((key) => key.state === 'seen')).toBe(true);
  });

  it('that more keys follow is still known after the audit was resumed', async () => {
    const simulator = await simulate({ members: 48 });
    holdKeys(
      simulator,
      Array.from({ length: 48 }, (_, nth) =>
        nth === 0 ? 9 : nth === 35 ? 5 : nth === 40 ? 30 : 2,
      ),
    );
    simulator.faults.pageSizes = [
      sizesFor(simulator, 35, [3, 2]),
      sizesFor(simulator, 40, [10, 20]),
    ];
    await auditOnce(current.store, simulator, oneByOne);
    const asked = simulator.requests();
    const refused = simulator.organization.members[43]?.id;
    const first = asked.findIndex(
      ({ template, memberId }) => template === KEYS && memberId === refused,
    );
    simulator.faults.status = { status: 401, skip: first };
    const stopped = await auditOnce(current.store, simulator, oneByOne);
    expect(stopped).toMatchObject({ status: 'failed', reason: 'credential-gone' });
    // Still the first pass: some members are unread, and no list that ended early has been read again.
    const { members } = await rowsOf(current.store, stopped.id);
    expect(members.filter(({ state }) => state === 'pending')).toHaveLength(48 - 43);
    expect(members.some(({ listEndedEarly }) => listEndedEarly === true)).toBe(true);
    simulator.faults.status = null;
    const ctx = contextOf(current.store, simulator);
    await resumeAudit(ctx, { auditId: stopped.id });
    await runAudit(
      dependenciesOf(current.store, simulator),
      auditId(stopped.id),
      new AbortController().signal,
    );
    const audit = await getAudit(ctx, { auditId: stopped.id });
    expect(audit).toMatchObject({ status: 'complete', lists_ended_early: 0 });
    expect(await seen(simulator, audit)).toEqual(trueKeyIds(simulator));
  });

  it('is never taken for the end where the cursor brings the first page again', async () => {
    const simulator = await simulate({ members: 30 });
    simulator.faults.loopingCursor = { paths: [KEYS] };
    const audit = await auditOnce(current.store, simulator);
    expect(audit).toMatchObject({ status: 'partial', keys: 0 });
    const members = await membersOf(current.store, simulator, audit);
    const looping = members.filter(({ reason }) => reason === 'cursor-loop');
    const holders = new Set(simulator.organization.keys.map(({ user_id }) => user_id));
    expect(looping).toHaveLength(holders.size);
  });
});

describeStores('pages that are too large for a gateway', (current) => {
  it.each([413, 502] as const)('are read in smaller ones (%i)', async (status) => {
    const simulator = await simulate({ members: 30 });
    addKeys(simulator.organization, 60, { user_id: simulator.organization.members[3]?.id ?? null });
    simulator.faults.tooLargePages = { over: 7, status };
    const audit = await auditOnce(current.store, simulator);
    expect(audit).toMatchObject({ status: 'complete', members: { audited: 30 } });
    expect((await keysOf(current.store, simulator, audit)).map(({ id }) => id).sort()).toEqual(
      trueKeyIds(simulator),
    );
  });
});
