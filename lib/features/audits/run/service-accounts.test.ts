import { afterEach, expect, it } from 'vitest';
import { addKey, startSimulator, type Simulator } from '@/lib/tools/simulator';
import { useMemoryStore } from '@/lib/platform/database/testing';
import { auditOnce, keysOf, membersOf, rowsOf } from '../testing';

const current = useMemoryStore();
let simulator: Simulator;
afterEach(() => simulator.close());

it('service accounts in the list of members are no people, and no gap', async () => {
  simulator = await startSimulator({ members: 12, strategies: { serviceAccountsListed: true } });
  const audit = await auditOnce(current.store, simulator);
  expect(audit).toMatchObject({ status: 'complete', reason: null });
  expect(audit.members).toEqual({ total: 12, audited: 12, blocked: 0, failed: 0, pending: 0 });
  expect(audit.service_accounts).toBeGreaterThan(0);
  const members = await membersOf(current.store, simulator, audit);
  expect(members.filter(({ state }) => state === 'exempt')).toHaveLength(audit.service_accounts);
  const { findings } = await rowsOf(current.store, audit.id);
  expect(findings.filter(({ rule }) => rule === 'member-not-audited')).toEqual([]);
});

it('where service tokens cannot be read, they are members like any other', async () => {
  simulator = await startSimulator({ members: 12, strategies: { serviceAccountsListed: true } });
  simulator.faults.status = { status: 403, paths: ['GET /v1/service_token'] };
  const audit = await auditOnce(current.store, simulator);
  expect(audit).toMatchObject({ status: 'partial', service_accounts: 0 });
  expect(audit.members.blocked).toBeGreaterThan(0);
});

it('keys that bt setup made are persons’, and no family of copies', async () => {
  simulator = await startSimulator({ members: 12 });
  const names = ['anna-created-by-bt-setup', 'jenkins-created-by-bt-setup2'];
  const holders = simulator.organization.members.slice(-2);
  const made = names.map((name, at) =>
    addKey(simulator.organization, { name, user_id: holders[at]?.id ?? '' }),
  );
  const audit = await auditOnce(current.store, simulator);
  const keys = await keysOf(current.store, simulator, audit);
  for (const { id } of made) {
    const key = keys.find((one) => one.id === id);
    expect(key?.used_by).toBe('person');
    expect(key?.findings).not.toContain('same-key-name-across-members');
  }
});
