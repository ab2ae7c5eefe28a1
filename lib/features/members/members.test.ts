import { expect, it } from 'vitest';
import {
  OTHER,
  NOW,
  seedAudit,
  seedKeys,
  seedMembers,
  testContext,
} from '@/lib/features/audits/testing/seed';
import { MEMBERS_TABLE, memberRowSchema, type MemberRow, type TableQuery } from '@/lib/contract';
import {
  ACCESS_LEVELS,
  DAY_MS,
  MEMBER_KINDS,
  MEMBER_REASONS,
  MEMBER_STATES,
  memberId,
  ROSTER_STATES,
  VIAS,
} from '@/lib/domain/core';
import type { Store } from '@/lib/platform/database';
import { describeStores } from '@/lib/platform/database/testing';
import { listMembers, memberFacets, streamMembers } from './index';

const query = (change: Partial<TableQuery> = {}): TableQuery => ({
  q: null,
  filters: {},
  sort: { column: 'state', direction: 'desc' },
  ...change,
});
const FIRST = { limit: 1000, startingAfter: null };

async function seedVaried(store: Store) {
  const audit = await seedAudit(store);
  const members = Array.from({ length: 61 }, (_, index) => {
    const n = (index * 37) % 61;
    const state = MEMBER_STATES[n % MEMBER_STATES.length] ?? 'pending';
    const missing = state === 'blocked' || state === 'failed';
    return {
      memberId: memberId(`u-${String(n).padStart(3, '0')}`),
      email: n % 3 === 0 ? null : `user${n % 7}@acme.test`,
      givenName: n % 4 === 0 ? null : `Name ${n % 5}`,
      familyName: n % 5 === 0 ? null : 'Zuse',
      state,
      kind: MEMBER_KINDS[Number(state === 'exempt' || n % 11 === 0)] ?? 'person',
      reason: missing ? (MEMBER_REASONS[n % MEMBER_REASONS.length] ?? null) : null,
      via: state === 'audited' ? (VIAS[n % 3] ?? null) : null,
      keys: state === 'audited' ? n % 3 : null,
      owner: [true, false, null][n % 3] ?? null,
      access: ACCESS_LEVELS[n % 7] ?? 'unknown',
      projectsReached: n % 7 === 6 ? null : n % 5,
      roster: ROSTER_STATES[n % 3] ?? 'present',
      auditedAt: state === 'audited' ? new Date(NOW.getTime() - (n % 2) * DAY_MS) : null,
    };
  });
  await seedMembers(store, audit, members);
  return audit;
}

const nameOf = (row: MemberRow): string | null =>
  ([row.given_name, row.family_name].filter(Boolean).join(' ') || row.email)?.toLowerCase() ?? null;

const labelOf = (row: MemberRow): string =>
  (
    row.email ??
    ([row.given_name, row.family_name].filter(Boolean).join(' ') || row.id)
  ).toLowerCase();

const SORT_VALUES: Record<
  (typeof MEMBERS_TABLE.sorts)[number],
  (row: MemberRow) => string | number | null
> = {
  name: nameOf,
  email: (row) => row.email,
  keys: (row) => row.keys,
  state: (row) => MEMBER_STATES.indexOf(row.state),
  access: (row) => (row.access === 'unknown' ? null : -ACCESS_LEVELS.indexOf(row.access)),
  projects_reached: (row) => row.projects_reached,
  audited_at: (row) => row.audited_at,
};

describeStores('members of an audit', (current) => {
  it('pages of every sort in both directions are the whole list, once each, in order', async () => {
    const audit = await seedVaried(current.store);
    const ctx = testContext(current.store);
    const all = await listMembers(ctx, { auditId: audit, query: query(), ...FIRST });
    expect(all).toHaveLength(61);
    for (const column of MEMBERS_TABLE.sorts) {
      for (const direction of ['asc', 'desc'] as const) {
        const rows: MemberRow[] = [];
        for (;;) {
          const startingAfter = rows.at(-1)?.id ?? null;
          const sorted = query({ sort: { column, direction } });
          const page = await listMembers(ctx, {
            auditId: audit,
            query: sorted,
            limit: 9,
            startingAfter,
          });
          rows.push(...page);
          if (page.length < 9) break;
        }
        const value = SORT_VALUES[column];
        const expected = [...all].sort(
          (a, b) =>
            compare(value(a), value(b), direction) ||
            compare(labelOf(a), labelOf(b), 'asc') ||
            (a.id < b.id ? -1 : 1),
        );
        expect(
          rows.map((row) => row.id),
          `${column} ${direction}`,
        ).toEqual(expected.map((row) => row.id));
      }
    }
  });

  it('each filter value gives exactly its rows, and its facet says how many', async () => {
    const audit = await seedVaried(current.store);
    const ctx = testContext(current.store);
    const all = await listMembers(ctx, { auditId: audit, query: query(), ...FIRST });
    const { facets, total, unfiltered } = await memberFacets(ctx, {
      auditId: audit,
      query: query(),
    });
    expect([total, unfiltered]).toEqual([61, 61]);
    const ownerOf = (row: MemberRow) => (row.owner === null ? 'unknown' : row.owner ? 'yes' : 'no');
    for (const [name, values] of Object.entries(MEMBERS_TABLE.filters)) {
      for (const value of values) {
        const rows = await listMembers(ctx, {
          auditId: audit,
          query: query({ filters: { [name]: [value] } }),
          ...FIRST,
        });
        const expected = all.filter(
          (row) => (name === 'owner' ? ownerOf(row) : row[name as 'state']) === value,
        );
        expect(rows.map((row) => row.id).sort(), `${name}=${value}`).toEqual(
          expected.map((row) => row.id).sort(),
        );
        expect(facets[name]?.find((facet) => facet.value === value)?.count).toBe(expected.length);
      }
    }
  });

  it('keys to replace are counted per holder, seen ones only', async () => {
    const { store } = current;
    const audit = await seedAudit(store);
    await seedMembers(store, audit, [
      { owner: true, access: 'owner', keys: 3 },
      { owner: false, access: 'unknown', keys: 0 },
    ]);
    const holderId = memberId('u-001');
    await seedKeys(store, audit, [
      { holderId, verdict: 'replace' },
      { holderId, verdict: 'replace' },
      { holderId, verdict: 'ok' },
      { holderId, verdict: null, state: 'not-seen' },
    ]);
    const rows = await listMembers(testContext(store), {
      auditId: audit,
      query: query(),
      ...FIRST,
    });
    for (const row of rows) expect(memberRowSchema.parse(row)).toEqual(row);
    expect(rows.map((row) => [row.keys_to_replace, row.access])).toEqual([
      [2, 'owner'],
      [0, 'unknown'],
    ]);
  });

  it('a finding on the member itself is on the row, and a filter', async () => {
    const { store } = current;
    const audit = await seedAudit(store);
    await seedMembers(store, audit, [{ findings: ['several-keys-per-member'] }, { findings: [] }]);
    const of = (filters: TableQuery['filters']) =>
      listMembers(testContext(store), { auditId: audit, query: query({ filters }), ...FIRST });
    const rows = await of({ rule: ['several-keys-per-member'] });
    expect(rows.map(({ id, findings }) => [id, findings])).toEqual([
      ['u-001', ['several-keys-per-member']],
    ]);
    expect(await of({ rule: ['member-not-audited'] })).toEqual([]);
  });

  it('the search finds a member by e-mail, name or id, literally', async () => {
    const { store } = current;
    const audit = await seedAudit(store);
    await seedMembers(store, audit, [
      { givenName: 'Ada', familyName: "O'Hara", email: 'ada_1@acme.test' },
      { givenName: null, familyName: null, email: null },
    ]);
    const find = async (q: string) => {
      const rows = await listMembers(testContext(store), {
        auditId: audit,
        query: query({ q }),
        ...FIRST,
      });
      return rows.map((row) => row.id);
    };
    expect(await find("ada o'h")).toEqual(['u-001']);
    expect(await find('ADA_1')).toEqual(['u-001']);
    expect(await find('u-002')).toEqual(['u-002']);
    expect(await find('ada%test')).toEqual([]);
  });

  it('a stream gives the same rows as the list', async () => {
    const audit = await seedVaried(current.store);
    const ctx = testContext(current.store);
    const rows: MemberRow[] = [];
    for await (const batch of streamMembers(ctx, { auditId: audit, query: query() }))
      rows.push(...batch);
    expect(rows).toEqual(await listMembers(ctx, { auditId: audit, query: query(), ...FIRST }));
  });

  it('a member whom a follow-up didn’t ask again was last asked by an earlier audit', async () => {
    const { store } = current;
    const asked = (days: number) => new Date(NOW.getTime() - days * DAY_MS);
    const blocked = { state: 'blocked', reason: 'impersonation-refused' } as const;
    const full = await seedAudit(store);
    await seedMembers(store, full, [
      { ...blocked, askedAt: asked(9) },
      { ...blocked, askedAt: asked(8) },
    ]);
    const between = await seedAudit(store, { parentId: full });
    await seedMembers(store, between, [blocked, { ...blocked, askedAt: asked(5) }]);
    const latest = await seedAudit(store, { parentId: between });
    await seedMembers(store, latest, [
      blocked,
      blocked,
      { ...blocked, askedAt: asked(1) },
      { state: 'pending' },
      { auditedAt: asked(9) },
    ]);
    const rows = await listMembers(testContext(store), {
      auditId: latest,
      query: query({ sort: { column: 'name', direction: 'asc' } }),
      ...FIRST,
    });
    expect(new Map(rows.map(({ id, attempted_at: at }) => [id, at]))).toEqual(
      new Map([
        ['u-001', asked(9).toISOString()],
        ['u-002', asked(5).toISOString()],
        ['u-003', asked(1).toISOString()],
        ['u-004', null],
        ['u-005', asked(9).toISOString()],
      ]),
    );
  });

  it('another organization is invisible', async () => {
    const audit = await seedVaried(current.store);
    const ctx = testContext(current.store, OTHER);
    const input = { auditId: audit, query: query(), ...FIRST };
    const refused = { code: 'not-found' };
    await expect(listMembers(ctx, input)).rejects.toMatchObject(refused);
    await expect(memberFacets(ctx, input)).rejects.toMatchObject(refused);
    await expect(streamMembers(ctx, input)[Symbol.asyncIterator]().next()).rejects.toMatchObject(
      refused,
    );
  });
});

function compare(
  a: string | number | null,
  b: string | number | null,
  direction: 'asc' | 'desc',
): number {
  if (a === null || b === null) return Number(a === null) - Number(b === null);
  if (a === b) return 0;
  return (a < b ? -1 : 1) * (direction === 'asc' ? 1 : -1);
}
