import { expect, it } from 'vitest';
import { organizationId, MINUTE_MS } from '@/lib/domain/core';
import { startSimulator, type Simulator } from '@/lib/tools/simulator';
import { describeStores } from '@/lib/platform/database/testing';
import { createMemberCount } from './members-to-impersonate';
import { getOverview } from '../index';
import { auditOnce, contextOf } from '../testing';
import { seedAudit } from '../testing/seed';

const BRIEF = { maxAttempts: 1, outagePatienceMs: 200, backoffBaseMs: 1 };
const rosterCalls = (simulator: Simulator) => simulator.calls().total ?? 0;

describeStores('members that an audit will impersonate', (current) => {
  it('are counted once in five minutes, and not at all once an audit has ended', async () => {
    const simulator = await startSimulator({ members: 7 });
    try {
      let nowMs = Date.parse('2026-11-20T12:00:00Z');
      const ctx = contextOf(current.store, simulator, { now: () => new Date(nowMs) });
      const countMembers = createMemberCount({ apiUrl: simulator.url });
      expect(await getOverview(ctx, { countMembers })).toMatchObject({
        audit: null,
        roster_members: 7,
        roster_unknown: null,
      });
      const once = rosterCalls(simulator);
      await Promise.all([countMembers(ctx), getOverview(ctx, { countMembers })]);
      expect(rosterCalls(simulator)).toBe(once);
      nowMs += 5 * MINUTE_MS;
      await countMembers(ctx);
      expect(rosterCalls(simulator)).toBeGreaterThan(once);

      const asked = rosterCalls(simulator);
      nowMs += 5 * MINUTE_MS;
      await seedAudit(current.store, {
        organizationId: ctx.organization.id,
        organizationName: ctx.organization.name,
      });
      expect(await getOverview(ctx, { countMembers })).toMatchObject({
        roster_members: null,
        roster_unknown: null,
      });
      expect(rosterCalls(simulator)).toBe(asked);
    } finally {
      await simulator.close();
    }
  });

  it('are another number for another organization', async () => {
    const simulator = await startSimulator({ members: 7, organizations: ['labs'] });
    try {
      const [, labs] = simulator.organizations;
      if (labs === undefined) throw new Error('There is no second organization.');
      const countMembers = createMemberCount({ apiUrl: simulator.url });
      const credential = () => Promise.resolve(simulator.keys.twoOrganizations);
      const mine = contextOf(current.store, simulator, { credential });
      const organization = { id: organizationId(labs.id), name: 'labs' };
      const other = contextOf(current.store, simulator, { credential, organization });
      expect(await countMembers(mine)).toMatchObject({ members: 7 });
      expect(await countMembers(other)).toMatchObject({ members: labs.members.length });
    } finally {
      await simulator.close();
    }
  });

  it('are the people; service accounts that are listed with them are counted apart', async () => {
    const strategies = { serviceAccountsListed: true };
    const simulator = await startSimulator({ members: 12, strategies });
    try {
      const ctx = contextOf(current.store, simulator);
      const before = await getOverview(ctx, {
        countMembers: createMemberCount({ apiUrl: simulator.url }),
      });
      simulator.faults.status = { status: 403, paths: ['GET /v1/service_token'] };
      const unread = await createMemberCount({ apiUrl: simulator.url })(ctx);
      simulator.faults.status = null;
      const audit = await auditOnce(current.store, simulator);
      expect(audit.service_accounts).toBeGreaterThan(0);
      expect(before).toMatchObject({
        roster_members: audit.members.total,
        roster_service_accounts: audit.service_accounts,
      });
      expect(unread).toEqual({ members: 12 + audit.service_accounts, serviceAccounts: 0 });
    } finally {
      await simulator.close();
    }
  });

  it('are no number where Braintrust refuses, is away or is slow; the reason is said', async () => {
    const simulator = await startSimulator({ members: 7 });
    try {
      const count = createMemberCount({ apiUrl: simulator.url, limits: BRIEF });
      const wrong = contextOf(current.store, simulator, {
        credential: () => Promise.resolve('sk-fake-nobody-knows-this'),
      });
      expect(await getOverview(wrong, { countMembers: count })).toMatchObject({
        roster_members: null,
        roster_unknown: expect.stringMatching(/key/i) as string,
      });
      const slow = createMemberCount({ apiUrl: simulator.url, limits: BRIEF, patienceMs: 0 });
      expect(await slow(contextOf(current.store, simulator))).toMatchObject({
        members: null,
        why: expect.stringMatching(/still fetching the member list/) as string,
      });
      await simulator.goDown();
      let nowMs = 0;
      const away = contextOf(current.store, simulator, { now: () => new Date(nowMs) });
      const down = createMemberCount({ apiUrl: simulator.url, limits: BRIEF });
      expect(await down(away)).toMatchObject({ members: null });
      await simulator.listenAgain();
      expect(await down(away)).toMatchObject({ members: null });
      nowMs += 30_000;
      expect(await down(away)).toMatchObject({ members: 7 });
    } finally {
      await simulator.close();
    }
  });
});
