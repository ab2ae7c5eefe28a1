import { afterEach, describe, expect, it } from 'vitest';
import type { Audit } from '@/lib/contract';
import { DAY_MS, HOUR_MS } from '@/lib/domain/core';
import {
  addKey,
  addKeys,
  startSimulator,
  tokenExchange,
  type Simulator,
  type SimulatorOptions,
} from '@/lib/tools/simulator';
import { useMemoryStore } from '@/lib/platform/database/testing';
import { auditOnce, keysOf, membersOf, rowsOf, trueKeyIds } from '../testing';

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

const seenIds = async (audit: Audit): Promise<string[]> =>
  (await rowsOf(current.store, audit.id)).keys
    .filter((key) => key.state === 'seen')
    .map((key) => key.keyId as string)
    .sort();

/** Expects exactly the keys that exist, each with its holder. */
async function expectEveryKey(simulator: Simulator, audit: Audit): Promise<void> {
  const { keys } = await rowsOf(current.store, audit.id);
  const holders = new Map(keys.map((key) => [key.keyId as string, key.holderId as string]));
  const truth = simulator.organization.keys.map((key) => [key.id, key.user_id] as const);
  expect(holders).toEqual(new Map(truth));
}

describe('members', () => {
  it('without e-mail and name are audited like others and named by their id', async () => {
    const simulator = await simulate();
    for (const member of simulator.organization.members) {
      Object.assign(member, { email: null, given_name: null, family_name: null });
    }
    simulator.touch();
    const audit = await auditOnce(current.store, simulator);
    expect(audit).toMatchObject({ status: 'complete', members: { audited: 12 } });
    await expectEveryKey(simulator, audit);
    const members = await membersOf(current.store, simulator, audit);
    expect(members.every((member) => member.email === null)).toBe(true);
  });

  it('one alone, without keys, is the whole organization', async () => {
    const simulator = await simulate({ members: 1 });
    simulator.organization.keys = [];
    const audit = await auditOnce(current.store, simulator, {
      context: { credential: () => Promise.resolve(simulator.keys.serviceToken) },
    });
    expect(audit).toMatchObject({ status: 'complete', keys: 0, members: { total: 1, audited: 1 } });
    expect(audit.verdicts).toEqual({
      replace: 0,
      revoke: 0,
      'ask-holder': 0,
      rotate: 0,
      ok: 0,
    });
  });

  it.each(['token', 'header'] as const)('who alone loops the cursor is failed: %s', async (via) => {
    const strategies = via === 'token' ? tokenExchange : {};
    const simulator = await simulate({ strategies });
    const victim = simulator.organization.members[7]?.id ?? '';
    addKeys(simulator.organization, 20, { user_id: victim });
    simulator.faults.pageCap = 5;
    simulator.faults.loopingCursor = { paths: ['GET /v1/api_key'], members: [victim] };
    const audit = await auditOnce(current.store, simulator);
    expect(audit).toMatchObject({ status: 'partial', members: { audited: 11, failed: 1 } });
    const member = (await membersOf(current.store, simulator, audit)).find((m) => m.id === victim);
    expect(member).toMatchObject({ state: 'failed', reason: 'cursor-loop', keys: null });
    expect((await rowsOf(current.store, audit.id)).keys.some((k) => k.holderId === victim)).toBe(
      false,
    );
  });
});

describe('lists', () => {
  it.each([1, 3])('a page cap of %i hides nothing, neither keys nor members', async (pageCap) => {
    const simulator = await simulate({ faults: { pageCap } });
    const audit = await auditOnce(current.store, simulator);
    expect(audit).toMatchObject({ status: 'complete', members: { total: 12, audited: 12 } });
    await expectEveryKey(simulator, audit);
  });

  it('5,000 keys of one member on pages of 500', async () => {
    const simulator = await simulate({ members: 3, faults: { pageCap: 500 } });
    const holder = simulator.organization.members[1]?.id ?? '';
    addKeys(simulator.organization, 5000, { user_id: holder });
    const audit = await auditOnce(current.store, simulator);
    expect(audit).toMatchObject({ status: 'complete', keys: trueKeyIds(simulator).length });
    await expectEveryKey(simulator, audit);
  });

  it.each(['html', 'empty', 'array', 'object', 'null', 'text'] as const)(
    'a roster that is %s ends the audit and blames nobody',
    async (kind) => {
      const simulator = await simulate();
      simulator.faults.wrongShape = { kind, paths: ['GET /v1/user'] };
      const limits = { backoffBaseMs: 1, backoffMaxMs: 5, maxAttempts: 2, outagePatienceMs: 200 };
      const audit = await auditOnce(current.store, simulator, { dependencies: { limits } });
      expect(audit).toMatchObject({ status: 'failed', keys: 0, members: { total: 0 } });
      expect(audit.reason).toMatch(/^(unexpected-answer|roster-unreadable)$/);
      expect(audit.reason_detail).toBeTruthy();
    },
  );

  it.each(['html', 'empty', 'array', 'object', 'null', 'text'] as const)(
    'key lists that are %s for everybody call nobody keyless',
    async (kind) => {
      const simulator = await simulate({ members: 5 });
      simulator.faults.wrongShape = { kind, paths: ['GET /v1/api_key'] };
      const limits = { backoffBaseMs: 1, backoffMaxMs: 5, maxAttempts: 2, outagePatienceMs: 200 };
      const audit = await auditOnce(current.store, simulator, { dependencies: { limits } });
      expect(audit).toMatchObject({ status: 'failed', members: { audited: 0 } });
      const members = await membersOf(current.store, simulator, audit);
      expect(members.every((member) => member.keys === null)).toBe(true);
    },
  );
});

describe('dates', () => {
  it('null, absent and in the future are unknown, and judged without a guess', async () => {
    const simulator = await simulate({ members: 4 });
    const { organization } = simulator;
    const user_id = organization.members[1]?.id ?? '';
    const future = new Date(Date.now() + 400 * DAY_MS).toISOString();
    const nameless = addKey(organization, { user_id, name: '', created: null });
    const unborn = addKey(organization, { user_id, name: 'from tomorrow', created: future });
    const audit = await auditOnce(current.store, simulator);
    const rows = new Map((await keysOf(current.store, simulator, audit)).map((k) => [k.id, k]));
    expect(rows.get(nameless.id)).toMatchObject({ created: null, name: '', age_days: null });
    expect(rows.get(nameless.id)?.findings).not.toContain('old-key');
    expect(rows.get(unborn.id)).toMatchObject({ created: null, age_days: null });
    expect(rows.get(unborn.id)?.findings).not.toContain('old-key');
  });

  it('a data plane that never says when keys end has nothing called endless', async () => {
    const simulator = await simulate({ strategies: { expiresAt: false } });
    const audit = await auditOnce(current.store, simulator);
    const { keys, findings } = await rowsOf(current.store, audit.id);
    expect(new Set(keys.map((key) => key.expiryKind))).toEqual(new Set(['unknown']));
    expect(findings.some((finding) => finding.rule === 'never-expires')).toBe(false);
    expect(audit.not_assessed).toContainEqual(expect.objectContaining({ rule: 'never-expires' }));
  });

  it.each([-9 * HOUR_MS, 9 * HOUR_MS])(
    'a clock that is off by %i ms changes nothing',
    async (ms) => {
      const simulator = await simulate({ faults: { clockSkewMs: ms } });
      simulator.faults.rateLimit = { perSecond: 200, burst: 10, retryAfter: 'date' };
      const audit = await auditOnce(current.store, simulator);
      expect(audit).toMatchObject({ status: 'complete' });
      await expectEveryKey(simulator, audit);
    },
  );
});

describe('answers that cannot be true', () => {
  it('two members with the same key: neither of them is believed, whoever came first', async () => {
    const simulator = await simulate({ members: 24, faults: { nullEverything: true } });
    const holder = simulator.organization.keys.at(-1)?.user_id ?? '';
    simulator.faults.wrongIdentity = { members: [holder] };
    const clean = trueKeyIds(simulator);
    for (const concurrency of [1, 8]) {
      const audit = await auditOnce(current.store, simulator, { dependencies: { concurrency } });
      expect(audit).toMatchObject({ status: 'partial', members: { audited: 22, blocked: 2 } });
      const members = await membersOf(current.store, simulator, audit);
      const blocked = members.filter((member) => member.state === 'blocked');
      expect(blocked.map((member) => member.id)).toContain(holder);
      for (const member of blocked) {
        expect(member).toMatchObject({ reason: 'identity-mismatch', keys: null });
      }
      const doubtful = new Set(blocked.map((member) => member.id));
      const believed = simulator.organization.keys.filter((k) => !doubtful.has(k.user_id ?? ''));
      expect(await seenIds(audit)).toEqual(believed.map((key) => key.id).sort());
      expect(audit.keys).toBe(believed.length);
      expect(clean.length).toBeGreaterThan(believed.length);
    }
  });

  it('an org-wide list that does not say whose a key is proves nothing', async () => {
    const simulator = await simulate({
      strategies: { organizationList: 'on' },
      faults: { nullEverything: { paths: ['GET /v1/organization/api_keys'] } },
    });
    const audit = await auditOnce(current.store, simulator);
    expect(audit).toMatchObject({ status: 'complete', strategy: 'header' });
    expect(audit.strategy_why).toContain("organization-wide list wasn't used");
    await expectEveryKey(simulator, audit);

    const asked = await auditOnce(current.store, simulator, { strategy: 'organization' });
    expect(asked).toMatchObject({ confirmed: false });
    const rows = await keysOf(current.store, simulator, asked, ['seen']);
    expect(rows.some((row) => row.findings.includes('holder-not-a-member'))).toBe(
      rows.some((row) => row.user_id !== 'unknown' && !isMember(simulator, row.user_id)),
    );
  });

  const isMember = (simulator: Simulator, id: string) =>
    simulator.organization.members.some((member) => member.id === id);

  it('enum values that nobody knows change no power and lose no key', async () => {
    const simulator = await simulate({
      faults: {
        nullEverything: { paths: ['GET /v1/group', 'GET /v1/role', 'GET /v1/acl/list_org'] },
      },
    });
    const strange = await auditOnce(current.store, simulator);
    simulator.faults.nullEverything = null;
    const plain = await auditOnce(current.store, simulator);
    const owners = async (audit: Audit) =>
      (await rowsOf(current.store, audit.id)).members.map((m) => [m.memberId, m.owner]);
    expect(await owners(strange)).toEqual(await owners(plain));
    await expectEveryKey(simulator, strange);
  });

  it('everything at once: hostile names, stray secrets, foreign keys and members, capped pages', async () => {
    const simulator = await simulate({
      members: 48,
      faults: {
        hostileNames: true,
        straySecrets: true,
        foreignKeys: 2,
        foreignMembers: 3,
        pageCap: 4,
        status: { status: 503, probability: 0.05 },
        truncatedJson: { probability: 0.03 },
      },
    });
    const limits = { backoffBaseMs: 1, backoffMaxMs: 10 };
    const audit = await auditOnce(current.store, simulator, { dependencies: { limits } });
    const foreign = new Set(simulator.foreignMemberIds());
    expect(audit.members).toEqual({ total: 48, audited: 45, blocked: 3, failed: 0, pending: 0 });
    expect(audit.keys_of_other_organizations).toBe(2 * 45);
    const ours = simulator.organization.keys.filter((key) => !foreign.has(key.user_id ?? ''));
    expect(await seenIds(audit)).toEqual(ours.map((key) => key.id).sort());
    const stored = JSON.stringify(await rowsOf(current.store, audit.id));
    expect(stored).not.toContain('sk-fake-stray');
    expect(stored).not.toContain(simulator.keys.owner);
  });
});

describe('strategies asked for by name', () => {
  it.each(['token', 'header', 'organization'] as const)(
    '%s where it is not to be had',
    async (strategy) => {
      const simulator = await simulate({ strategies: { impersonate: 'off', header: 'off' } });
      const audit = await auditOnce(current.store, simulator, { strategy });
      expect(audit).toMatchObject({ status: 'failed', keys: 0, members: { audited: 0 } });
      const members = await membersOf(current.store, simulator, audit);
      expect(members.every((member) => member.state === 'blocked' && member.keys === null)).toBe(
        true,
      );
    },
  );

  it('organization, confirmed: its keys are everybody’s', async () => {
    const simulator = await simulate({ strategies: { organizationList: 'on' } });
    const audit = await auditOnce(current.store, simulator, { strategy: 'organization' });
    expect(audit).toMatchObject({ status: 'complete', strategy: 'organization', confirmed: true });
    expect(await seenIds(audit)).toEqual(
      [
        ...trueKeyIds(simulator),
        ...simulator.organization.departedKeys.map((key) => key.id),
      ].sort(),
    );
  });

  it.each(['short', 'empty'] as const)(
    'organization, %s: never complete',
    async (organizationList) => {
      const simulator = await simulate({ strategies: { organizationList } });
      const audit = await auditOnce(current.store, simulator, { strategy: 'organization' });
      expect(audit).toMatchObject({
        status: organizationList === 'short' ? 'partial' : 'failed',
        reason: organizationList === 'short' ? 'not-confirmed' : 'identity-not-proven',
      });
      const members = await membersOf(current.store, simulator, audit);
      expect(members.filter((m) => m.keys === 0)).toEqual([]);
    },
  );

  it('organization, asked by an owner without keys: counted, but not confirmed', async () => {
    const simulator = await simulate({ strategies: { organizationList: 'on' } });
    const credential = () => Promise.resolve(simulator.keys.ownerWithoutKeys);
    const asked = await auditOnce(current.store, simulator, {
      strategy: 'organization',
      context: { credential },
    });
    expect(asked).toMatchObject({ status: 'partial', reason: 'not-confirmed' });
    const auto = await auditOnce(current.store, simulator, { context: { credential } });
    // The owner's key is missing from its own list, so no list can be trusted, whichever way it is read.
    expect(auto).toMatchObject({
      status: 'partial',
      reason: 'not-confirmed',
      strategy: 'header',
    });
  });
});
