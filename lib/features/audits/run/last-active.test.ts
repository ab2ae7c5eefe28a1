import { afterEach, expect, it } from 'vitest';
import { DAY_MS } from '@/lib/domain/core';
import { getKey } from '@/lib/features/keys';
import { addKey, addMember, startSimulator, type Simulator } from '@/lib/tools/simulator';
import { describeStores } from '@/lib/platform/database/testing';
import { auditOnce, contextOf, membersOf } from '../testing';

let running: Simulator | null = null;
afterEach(async () => {
  await running?.close();
  running = null;
});

const AT = '2026-03-04T05:06:07.089Z';
const MS = Date.parse(AT);

const CASES = [
  [MS, AT],
  [String(MS), AT],
  [AT, AT],
  [undefined, null],
  [null, null],
  [0, null],
  ['lately', null],
  [Date.now() + 90 * DAY_MS, null],
] as const;

describeStores('when a member was last active', (current) => {
  it('is what Braintrust says, and unknown where it says nothing usable', async () => {
    const { organization } = (running = await startSimulator({ members: 3 }));
    const made = CASES.map(([last_active_at]) =>
      addMember(organization, last_active_at === undefined ? {} : { last_active_at }),
    );
    const audit = await auditOnce(current.store, running);
    expect(audit.status).toBe('complete');
    const members = await membersOf(current.store, running, audit);
    const told = made.map(({ id }) => members.find((one) => one.id === id)?.last_active_at);
    expect(told).toEqual(CASES.map(([, expected]) => expected));
  });

  it('is told with each key of theirs', async () => {
    const { organization } = (running = await startSimulator({ members: 3 }));
    const active = addMember(organization, { last_active_at: MS });
    const silent = addMember(organization, {});
    const keys = [active, silent].map(({ id }) => addKey(organization, { user_id: id }).id);
    const audit = await auditOnce(current.store, running);
    const ctx = contextOf(current.store, running);
    const details = await Promise.all(
      keys.map((keyId) => getKey(ctx, { auditId: audit.id, keyId })),
    );
    expect(details.map((detail) => detail.holder_last_active_at)).toEqual([AT, null]);
  });

  it('is taken over by a follow-up, which brings it up to date', async () => {
    const { organization } = (running = await startSimulator({ members: 3 }));
    const still = addMember(organization, { last_active_at: MS });
    const moved = addMember(organization, { last_active_at: MS });
    const first = await auditOnce(current.store, running);
    const later = new Date(MS + DAY_MS);
    delete still.last_active_at;
    moved.last_active_at = later.getTime();
    const followUp = await auditOnce(current.store, running, {
      parentId: first.id,
      memberIds: [moved.id],
    });
    const members = await membersOf(current.store, running, followUp);
    const of = (id: string) => members.find((one) => one.id === id)?.last_active_at;
    expect(of(still.id)).toBe(AT);
    expect(of(moved.id)).toBe(later.toISOString());
  });
});
