import { afterEach, describe, expect, it } from 'vitest';
import {
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
const ownerOf = ({ organization }: Simulator) =>
  organization.members.find(({ email }) => email?.startsWith('ana.ferreira'))?.id ?? '';
const by = (key: string) => ({ context: { credential: () => Promise.resolve(key) } });

describe('the header comes first', () => {
  it('and where both ways work, no token is asked for', async () => {
    const simulator = await simulate({ strategies: { impersonate: 'token' } });
    const audit = await auditOnce(current.store, simulator);
    expect(audit).toMatchObject({ status: 'complete', strategy: 'header' });
    expect(simulator.calls()['POST /v1/impersonate']).toBeUndefined();
  });

  it('and where it is ignored, the token exchange is used', async () => {
    const simulator = await simulate({ strategies: tokenExchange });
    const audit = await auditOnce(current.store, simulator);
    expect(audit).toMatchObject({ status: 'complete', strategy: 'token' });
    expect(audit.strategy_why).toContain('the older method');
  });

  it('and where all who are tried first are refused by both ways, every other member is read', async () => {
    for (const strategies of [tokenExchange, { impersonate: 'token' as const }]) {
      const simulator = await simulate({ strategies });
      const others = simulator.organization.members.filter(({ id }) => id !== ownerOf(simulator));
      const tried = [0, Math.floor(others.length / 2), others.length - 1];
      simulator.faults.foreignMembers = tried.map((at) => others[at]?.id ?? '');
      const audit = await auditOnce(current.store, simulator);
      expect(audit).toMatchObject({ status: 'partial', reason: 'members-missing' });
      expect(audit.members).toMatchObject({ audited: 9, blocked: 3 });
      await simulator.close();
    }
  });
});

describe('oneself, where Braintrust refuses to impersonate oneself', () => {
  it.each([
    ['header', {}],
    ['token', tokenExchange],
  ] as const)('by %s: the own list is read as the caller', async (via, strategies) => {
    const simulator = await simulate({ strategies: { ...strategies, selfImpersonation: false } });
    const audit = await auditOnce(current.store, simulator);
    expect(audit).toMatchObject({ status: 'complete', strategy: via });
    expect(ids(await keysOf(current.store, simulator, audit))).toEqual(trueKeyIds(simulator));
    const members = await membersOf(current.store, simulator, audit);
    const own = members.find(({ id }) => id === ownerOf(simulator));
    expect(own).toMatchObject({ state: 'audited', via: 'own' });
  });

  it('in an organization of one member', async () => {
    const simulator = await simulate({ members: 1, strategies: { selfImpersonation: false } });
    const audit = await auditOnce(current.store, simulator);
    expect(audit).toMatchObject({ status: 'complete', members: { total: 1, audited: 1 } });
  });

  it('without self/me the own list tells who the caller is', async () => {
    const strategies = { selfImpersonation: false, selfMe: false };
    const simulator = await simulate({ strategies });
    const audit = await auditOnce(current.store, simulator);
    expect(audit).toMatchObject({ status: 'complete', members: { audited: 12 } });
  });
});

describe('a credential whose impersonation is answered with 401', () => {
  it.each([
    ['auto', {}],
    ['auto', { ...tokenExchange, header: 'honoured' }],
    ['header', {}],
    ['token', tokenExchange],
  ] as const)('fails the audit as that, not as a lost key: %s', async (strategy, strategies) => {
    const simulator = await simulate({
      strategies: { ...strategies, serviceTokenImpersonation: 'unauthorized' },
    });
    const audit = await auditOnce(current.store, simulator, {
      strategy,
      ...by(simulator.keys.serviceToken),
    });
    expect(audit).toMatchObject({
      status: 'failed',
      reason: 'impersonation-refused',
      resumable: false,
    });
    expect(audit.reason_detail).toContain("This credential can't impersonate members");
    expect(audit.reason_detail).not.toContain('Sign in with a valid key');
  });

  it('for one member only: that one is blocked, the others are read', async () => {
    const simulator = await simulate();
    const victim = simulator.organization.members.at(4)?.id ?? '';
    const paths = ['GET /v1/api_key', 'POST /api/self/me'];
    simulator.faults.status = { status: 401, members: [victim], paths };
    const audit = await auditOnce(current.store, simulator);
    expect(audit).toMatchObject({ status: 'partial', members: { audited: 11, blocked: 1 } });
  });

  it('is a lost key where the credential itself is refused', async () => {
    const simulator = await simulate();
    simulator.faults.status = { status: 401, paths: ['GET /v1/api_key'], skip: 8 };
    const audit = await auditOnce(current.store, simulator);
    expect(audit).toMatchObject({ status: 'failed', reason: 'credential-gone', resumable: true });
  });
});

describe('self/me that names the caller whatever the header says', () => {
  it.each(['owner', 'serviceToken', 'ownerWithoutKeys'] as const)(
    'does not hide that the lists honour it: %s',
    async (who) => {
      const simulator = await simulate({ strategies: { selfMe: 'caller' } });
      const audit = await auditOnce(current.store, simulator, by(simulator.keys[who]));
      expect(audit).toMatchObject({ strategy: 'header', members: { audited: 12, blocked: 0 } });
      expect(ids(await keysOf(current.store, simulator, audit))).toEqual(trueKeyIds(simulator));
    },
  );

  it('proves no empty list where no list names its member', async () => {
    const simulator = await simulate({ strategies: { selfMe: 'caller' } });
    simulator.organization.keys = simulator.organization.keys.filter(
      ({ user_id }) => user_id === ownerOf(simulator),
    );
    const audit = await auditOnce(current.store, simulator);
    const members = await membersOf(current.store, simulator, audit);
    const others = members.filter(({ id }) => id !== ownerOf(simulator));
    expect(others.every(({ reason }) => reason === 'identity-not-proven')).toBe(true);
  });

  it('refused under the header, it leaves the proof to the lists', async () => {
    const simulator = await simulate();
    const everyone = simulator.organization.members.map(({ id }) => id);
    simulator.faults.status = { status: 403, paths: ['POST /api/self/me'], members: everyone };
    const audit = await auditOnce(current.store, simulator, by(simulator.keys.serviceToken));
    expect(audit).toMatchObject({ strategy: 'header', members: { audited: 12 } });
  });

  it.each(['owner', 'ownerWithoutKeys'] as const)(
    'with an ignored header it proves nothing: %s',
    async (who) => {
      const simulator = await simulate({ strategies: { header: 'ignored', selfMe: 'caller' } });
      const audit = await auditOnce(current.store, simulator, by(simulator.keys[who]));
      expect(audit).toMatchObject({ status: 'failed', reason: 'identity-not-proven', keys: 0 });
      expect(audit.members).toMatchObject({ audited: 0, blocked: 12 });
    },
  );
});
