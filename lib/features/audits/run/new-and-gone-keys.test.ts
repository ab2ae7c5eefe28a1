import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { KEY_STATES, keyId, MEMBER_STATES, memberId, organizationId } from '@/lib/domain/core';
import { UNNAMED_HOLDER, type Expiry, type Key } from '@/lib/domain/organization';
import { reconcile, type KnownKey } from './new-and-gone-keys';

const HOLDERS = ['ana', 'ben', 'cem', 'dia', 'stranger', UNNAMED_HOLDER].map(memberId);
const SOME_TIME = new Date('2026-05-01T00:00:00.000Z');

const aKey = (ids: fc.Arbitrary<string>): fc.Arbitrary<Key> =>
  fc.record({
    id: ids.map(keyId),
    name: fc.constantFrom('ci', 'laptop', ''),
    preview: fc.constant('sk-****fake'),
    createdAt: fc.constantFrom(null, SOME_TIME),
    expiry: fc.constantFrom<Expiry>(
      { kind: 'never' },
      { kind: 'unknown' },
      { kind: 'at', at: SOME_TIME },
    ),
    holderId: fc.constantFrom(...HOLDERS),
    organizationId: fc.constantFrom(null, organizationId('acme')),
  });

const ids = fc.nat({ max: 25 }).map(String);
const keys = fc.uniqueArray(aKey(ids), { selector: (key) => key.id, maxLength: 20 });
const knownKeys: fc.Arbitrary<KnownKey[]> = fc.uniqueArray(
  fc
    .tuple(aKey(ids), fc.constantFrom(...KEY_STATES))
    .map(([key, state]) => ({ ...key, state, firstSeenAt: SOME_TIME, lastSeenAt: SOME_TIME })),
  { selector: (key) => key.id, maxLength: 20 },
);
/** Leaves out the last holders: the stranger and the unnamed one are never on the member list. */
const roster = fc
  .array(
    fc.tuple(
      fc.constantFrom(...HOLDERS.slice(0, 4)),
      fc.record({ state: fc.constantFrom(...MEMBER_STATES), left: fc.boolean() }),
    ),
  )
  .map((entries) => new Map(entries));
const inputs = fc.record({
  before: knownKeys,
  since: fc.constant(null),
  now: keys,
  roster,
  confirmed: fc.boolean(),
});

describe('for any two audits', () => {
  it('a key is gone only where its holder was audited and the list is known to be whole', () => {
    fc.assert(
      fc.property(inputs, (input) => {
        const { carried, changes } = reconcile(input);
        for (const key of carried.filter(({ state }) => state === 'gone')) {
          expect(input.roster.get(key.holderId)?.state).toBe('audited');
          expect(input.confirmed).toBe(true);
        }
        const told = changes.filter(({ kind }) => kind === 'gone').map(({ key }) => key.id);
        const gone = carried.filter(({ state }) => state === 'gone').map(({ id }) => id);
        expect(told.sort()).toEqual(gone.sort());
      }),
    );
  });

  it('the key of a holder who was not audited is never gone', () => {
    fc.assert(
      fc.property(inputs, (input) => {
        for (const { holderId, state } of reconcile(input).carried) {
          const holder = input.roster.get(holderId);
          if (holder?.state === 'audited') continue;
          expect(state).toBe(
            holderId === UNNAMED_HOLDER || holder?.left === false ? 'not-seen' : 'holder-left',
          );
        }
      }),
    );
  });

  it('every key of the audit before ends in exactly one state, and none comes from nowhere', () => {
    fc.assert(
      fc.property(inputs, (input) => {
        const { carried } = reconcile(input);
        const seen = input.now.map((key) => key.id);
        const alive = input.before.filter((key) => key.state !== 'gone').map((key) => key.id);
        const carriedIds = carried.map((key) => key.id);
        expect(new Set(carriedIds).size).toBe(carriedIds.length);
        expect(carriedIds.filter((id) => seen.includes(id))).toEqual([]);
        expect(new Set([...carriedIds, ...alive.filter((id) => seen.includes(id))])).toEqual(
          new Set(alive),
        );
        expect(carried.some((key) => key.state === 'seen')).toBe(false);
      }),
    );
  });

  it('new is what the audit before did not know, changed what differs, and each is told once', () => {
    fc.assert(
      fc.property(inputs, (input) => {
        const { changes } = reconcile(input);
        expect(new Set(changes.map(({ key }) => key.id)).size).toBe(changes.length);
        const alive = new Map(
          input.before.filter((key) => key.state !== 'gone').map((key) => [key.id, key]),
        );
        for (const key of input.now) {
          const change = changes.find((each) => each.key.id === key.id);
          const old = alive.get(key.id);
          if (old === undefined) expect(change?.kind).toBe('new');
          else if (change !== undefined) {
            expect(change.kind).toBe('changed');
            expect(change.fields.every(({ before, after }) => before !== after)).toBe(true);
            expect(change.fields.length).toBeGreaterThan(0);
          } else {
            expect(old).toMatchObject(key);
          }
        }
      }),
    );
  });

  it('the same keys again are no change', () => {
    fc.assert(
      fc.property(keys, roster, (now, of) => {
        const before = now.map((key) => ({
          ...key,
          state: 'seen' as const,
          firstSeenAt: SOME_TIME,
          lastSeenAt: SOME_TIME,
        }));
        const rest = { since: null, now, roster: of, confirmed: true };
        const compared = reconcile({ before, ...rest });
        expect(compared).toEqual({ carried: [], changes: [] });
        expect(reconcile({ before: null, ...rest })).toEqual(compared);
      }),
    );
  });
});

describe('where a follow-up came in between', () => {
  const key = (id: string, more: Partial<KnownKey> = {}): KnownKey => ({
    id: keyId(id),
    name: id,
    preview: 'sk-****fake',
    createdAt: SOME_TIME,
    expiry: { kind: 'never' },
    holderId: memberId('ana'),
    organizationId: null,
    state: 'seen',
    firstSeenAt: SOME_TIME,
    lastSeenAt: SOME_TIME,
    ...more,
  });
  const ANA_BLOCKED = new Map([[memberId('ana'), { state: 'blocked' as const, left: false }]]);
  const ANA_AUDITED = new Map([[memberId('ana'), { state: 'audited' as const, left: false }]]);
  const told = ({ carried, changes }: ReturnType<typeof reconcile>) => ({
    carried: carried.map(({ id, state }) => `${id} ${state}`),
    changes: changes.map(({ kind, key: { id } }) => `${id} ${kind}`),
  });

  it('a key that it found gone stays gone, although its holder can’t be audited now', () => {
    const compared = reconcile({
      before: [key('kept'), key('revoked')],
      since: [key('kept')],
      now: [],
      roster: ANA_BLOCKED,
      confirmed: true,
    });
    expect(told(compared)).toEqual({
      carried: ['kept not-seen', 'revoked gone'],
      changes: ['revoked gone'],
    });
  });

  it('changes are those since the audit before it, and what only it saw is kept', () => {
    const compared = reconcile({
      before: [key('renamed', { name: 'old' })],
      since: [key('renamed', { name: 'new' }), key('created'), key('short-lived')],
      now: [key('renamed', { name: 'new' }), key('created')],
      roster: ANA_AUDITED,
      confirmed: true,
    });
    expect(told(compared)).toEqual({
      carried: ['short-lived gone'],
      changes: ['renamed changed', 'created new', 'short-lived gone'],
    });
  });
});
