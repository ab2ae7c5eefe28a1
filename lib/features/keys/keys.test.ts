import { expect, it } from 'vitest';
import { findingId } from '@/lib/features/audits';
import { NOW, OTHER, seedAudit, seedKeys, testContext } from '@/lib/features/audits/testing/seed';
import { KEYS_TABLE, keyDetailSchema, type KeyRow, type TableQuery } from '@/lib/contract';
import { auditId, DAY_MS, keyId, KEY_STATES, organizationId, RULE_IDS } from '@/lib/domain/core';
import { schema } from '@/lib/platform/database';
import { describeStores } from '@/lib/platform/database/testing';
import { compare, FILTER_VALUES, HOSTILE, seedVaried, SORT_VALUES } from './testing/varied-keys';
import { getKey, keyFacets, listKeys, streamKeys } from './index';

const query = (change: Partial<TableQuery> = {}): TableQuery => ({
  q: null,
  filters: {},
  sort: { column: 'severity', direction: 'desc' },
  ...change,
});

const EVERYTHING = query({ filters: { state: KEY_STATES } });

/** The riskiest of equal keys comes first, or last in the other direction. */
const byRisk = (a: KeyRow, b: KeyRow) =>
  compare(a.priority ?? Infinity, b.priority ?? Infinity, 'asc') || (a.id < b.id ? -1 : 1);
const RISKIEST_FIRST_IN_DESC = [
  'severity',
  'verdict',
  'access',
  'projects_reached',
  'first_seen_at',
];

describeStores('keys of an audit', (current) => {
  it('pages of every sort in both directions are the whole list, once each, in order', async () => {
    const audit = await seedVaried(current.store);
    const ctx = testContext(current.store);
    const all = await listKeys(ctx, {
      auditId: audit,
      query: EVERYTHING,
      limit: 1000,
      startingAfter: null,
    });
    expect(all).toHaveLength(97);
    for (const column of KEYS_TABLE.sorts) {
      for (const direction of ['asc', 'desc'] as const) {
        const sorted = { ...EVERYTHING, sort: { column, direction } };
        const rows: KeyRow[] = [];
        for (;;) {
          const startingAfter = rows.at(-1)?.id ?? null;
          const page = await listKeys(ctx, {
            auditId: audit,
            query: sorted,
            limit: 10,
            startingAfter,
          });
          rows.push(...page);
          if (page.length < 10) break;
        }
        expect(new Set(rows.map((row) => row.id)).size, `${column} ${direction}`).toBe(97);
        const value = SORT_VALUES[column];
        const natural = RISKIEST_FIRST_IN_DESC.includes(column) ? 'desc' : 'asc';
        const expected = [...all].sort(
          (a, b) =>
            compare(value(a), value(b), direction) ||
            (value(a) === null || direction === natural ? byRisk(a, b) : byRisk(b, a)),
        );
        // Databases differ in how they lowercase non-ASCII letters, so leave those rows out.
        const ascii = (row: KeyRow) => !row.name.includes('İ');
        expect(
          rows.filter(ascii).map((row) => row.id),
          `${column} ${direction}`,
        ).toEqual(expected.filter(ascii).map((row) => row.id));
      }
    }
  });

  it('each filter value gives exactly its rows, and its facet says how many', async () => {
    const audit = await seedVaried(current.store);
    const ctx = testContext(current.store);
    const all = await listKeys(ctx, {
      auditId: audit,
      query: EVERYTHING,
      limit: 1000,
      startingAfter: null,
    });
    const { facets, total } = await keyFacets(ctx, { auditId: audit, query: EVERYTHING });
    expect(total).toBe(97);
    for (const [name, values] of Object.entries(FILTER_VALUES)) {
      for (const value of KEYS_TABLE.filters[name as 'verdict']) {
        const filtered = query({ filters: { state: KEY_STATES, [name]: [value] } });
        const rows = await listKeys(ctx, {
          auditId: audit,
          query: filtered,
          limit: 1000,
          startingAfter: null,
        });
        const expected = all.filter((row) => values(row).includes(value)).map((row) => row.id);
        expect(rows.map((row) => row.id).sort(), `${name}=${value}`).toEqual(expected.sort());
        expect(
          facets[name]?.find((facet) => facet.value === value)?.count,
          `${name}=${value}`,
        ).toBe(expected.length);
      }
    }
    const changed = await listKeys(ctx, {
      auditId: audit,
      query: query({ filters: { state: KEY_STATES, change: ['gone', 'new'] } }),
      limit: 10,
      startingAfter: null,
    });
    expect(changed.map((row) => row.id).sort()).toEqual(['k-00001', 'k-00002']);
  });

  it('a facet leaves its own filter out and keeps all others, search and ids included', async () => {
    const audit = await seedVaried(current.store);
    const ctx = testContext(current.store);
    const all = await listKeys(ctx, {
      auditId: audit,
      query: EVERYTHING,
      limit: 1000,
      startingAfter: null,
    });
    const filters = {
      verdict: ['replace', 'ask-holder'],
      rule: RULE_IDS.slice(0, 5),
      holder: ['u-0', 'u-1', 'u-2', 'u-3'],
    };
    const facets = await keyFacets(ctx, { auditId: audit, query: query({ q: 'KEY', filters }) });
    const others = all.filter(
      (row) =>
        row.state !== 'gone' &&
        filters.holder.includes(row.user_id) &&
        row.name.toLowerCase().includes('key'),
    );
    const withRule = others.filter((row) =>
      row.findings.some((rule) => filters.rule.includes(rule)),
    );
    const withVerdict = others.filter((row) => filters.verdict.includes(row.verdict ?? ''));
    expect(withRule.length).toBeGreaterThan(5);
    expect(facets.total).toBe(withRule.filter((row) => withVerdict.includes(row)).length);
    expect(facets.unfiltered).toBe(all.filter((row) => row.state !== 'gone').length);
    for (const { value, count } of facets.facets.verdict ?? []) {
      expect(count, value).toBe(
        withRule.filter((row) => (row.verdict ?? 'not-judged') === value).length,
      );
    }
    for (const { value, count } of facets.facets.rule ?? []) {
      expect(count, value).toBe(
        withVerdict.filter((row) => row.findings.some((rule) => rule === value)).length,
      );
    }
  });

  it('gone keys are left out until the state filter asks for them', async () => {
    const audit = await seedAudit(current.store);
    await seedKeys(
      current.store,
      audit,
      KEY_STATES.map((state) => ({ state })),
    );
    const ctx = testContext(current.store);
    const states = async (filters: TableQuery['filters']) => {
      const rows = await listKeys(ctx, {
        auditId: audit,
        query: query({ filters }),
        limit: 10,
        startingAfter: null,
      });
      return rows.map((row) => row.state).sort();
    };
    expect(await states({})).toEqual(['holder-left', 'not-seen', 'seen']);
    expect(await states({ state: ['gone'] })).toEqual(['gone']);
  });

  it('the search takes its text literally, whatever stands in it', async () => {
    const audit = await seedAudit(current.store);
    await seedKeys(current.store, audit, [
      ...HOSTILE.map((name) => ({ name })),
      {
        name: 'plain',
        holderEmail: 'Grace@Acme.test',
        holderGivenName: 'Grace',
        holderFamilyName: 'Hopper',
      },
    ]);
    const ctx = testContext(current.store);
    const find = async (q: string) => {
      const rows = await listKeys(ctx, {
        auditId: audit,
        query: query({ q }),
        limit: 100,
        startingAfter: null,
      });
      return rows.map((row) => row.name);
    };
    for (const name of HOSTILE) expect(await find(name)).toEqual([name]);
    expect(await find('%')).toEqual(['100%_done\\']);
    expect(await find('_d')).toEqual(['100%_done\\']);
    expect(await find('\\')).toEqual(['100%_done\\']);
    expect(await find('grace@acme')).toEqual(['plain']);
    expect(await find('grace hop')).toEqual(['plain']);
    expect(await find('K-00008')).toEqual(['plain']);
    expect(await find('a\0b')).toEqual([]);
    expect(await find('nothing like it')).toEqual([]);
  });

  it('a filter, sort or place that does not exist is a bad request, never SQL', async () => {
    const audit = await seedVaried(current.store, 5);
    const ctx = testContext(current.store);
    const ask = (bad: Partial<TableQuery>, startingAfter: string | null = null) =>
      listKeys(ctx, { auditId: audit, query: query(bad), limit: 10, startingAfter });
    for (const name of ['constructor', '__proto__', 'name; drop table audits', 'zz']) {
      await expect(ask({ sort: { column: name, direction: 'asc' } })).rejects.toMatchObject({
        code: 'bad-request',
      });
      await expect(ask({ filters: Object.fromEntries([[name, ['x']]]) })).rejects.toMatchObject({
        code: 'bad-request',
      });
    }
    await expect(ask({}, 'k-nowhere')).rejects.toMatchObject({ code: 'bad-request' });
    await expect(ask({}, 'k\0')).rejects.toMatchObject({ code: 'bad-request' });
    expect(await ask({ filters: { id: ["k-00001' or 1=1", 'k\0'] } })).toEqual([]);
  });

  it('a stream gives the same rows in the same order as the list, across its batches', async () => {
    const audit = await seedAudit(current.store);
    await seedKeys(
      current.store,
      audit,
      Array.from({ length: 10_450 }, (_, index) => ({
        name: `key ${index % 9}`,
        severity: index % 3 === 0 ? null : 'low',
      })),
    );
    const ctx = testContext(current.store);
    const sorted = query({ q: 'key', sort: { column: 'severity', direction: 'asc' } });
    const sizes: number[] = [];
    const ids: string[] = [];
    for await (const rows of streamKeys(ctx, { auditId: audit, query: sorted })) {
      sizes.push(rows.length);
      ids.push(...rows.map((row) => row.id));
    }
    expect(Math.max(...sizes)).toBeLessThanOrEqual(1000);
    expect(new Set(ids).size).toBe(10_450);
    const expected = Array.from({ length: 10_450 }, (_, index) => index).sort(
      // Without a severity ids ascend, and from the least severe to the most severe they descend.
      (a, b) => Number(a % 3 === 0) - Number(b % 3 === 0) || (a % 3 === 0 ? a - b : b - a),
    );
    expect(ids).toEqual(expected.map((index) => `k-${String(index + 1).padStart(5, '0')}`));
  });

  it('a key comes with its evidence and with what earlier audits saw, not later ones', async () => {
    const { store } = current;
    const days = (n: number) => new Date(NOW.getTime() + n * DAY_MS);
    const [before, audit, after] = [
      await seedAudit(store, { finishedAt: days(-30), createdAt: days(-30) }),
      await seedAudit(store),
      await seedAudit(store, { finishedAt: days(30), createdAt: days(30) }),
    ];
    const failed = await seedAudit(store, { status: 'failed', finishedAt: days(-3) });
    const elsewhere = await seedAudit(store, { organizationId: OTHER.id, finishedAt: days(-9) });
    for (const id of [before, audit, after, failed, elsewhere]) {
      await seedKeys(store, id, [
        {
          verdict: 'replace',
          severity: 'high',
          usedBySignals: [{ label: 'word', value: 'ci' }],
          notAssessed: [
            { rule: 'holder-not-a-member', reason: 'impersonation sees current members only' },
          ],
          createdAt: days(-89.5),
          boundOrganizationId: organizationId('org-acme'),
          expiryKind: 'unknown',
        },
      ]);
    }
    const ids = (['workload-on-personal-key', 'old-key'] as const).map((rule) =>
      findingId(organizationId('org-acme'), rule, { type: 'key', id: 'k-00001' }),
    );
    await store.db.insert(schema.auditFindings).values([
      {
        auditId: audit,
        id: ids[1] ?? '',
        rule: 'old-key',
        severity: 'low',
        subjectType: 'key',
        subjectId: 'k-00001',
        subjectName: 'key 1',
        evidence: [],
        state: 'open',
      },
      {
        auditId: audit,
        id: ids[0] ?? '',
        rule: 'workload-on-personal-key',
        severity: 'high',
        subjectType: 'key',
        subjectId: 'k-00001',
        subjectName: 'key 1',
        evidence: [{ label: 'word', value: 'ci' }],
        state: 'open',
      },
      {
        auditId: audit,
        id: 'f3',
        rule: 'member-not-audited',
        severity: 'high',
        subjectType: 'member',
        subjectId: 'k-00001',
        subjectName: 'x',
        evidence: [],
        state: 'open',
      },
    ]);
    const key = await getKey(testContext(store), { auditId: audit, keyId: 'k-00001' });
    expect(keyDetailSchema.parse(key)).toEqual(key);
    expect(key).not.toHaveProperty('expires_at');
    expect(key.age_days).toBe(89);
    expect(key.finding_details.map((finding) => finding.id)).toEqual(ids);
    expect(key.used_by_signals).toEqual([{ label: 'word', value: 'ci' }]);
    expect(key.not_assessed).toHaveLength(1);
    expect(key.history.map((entry) => entry.audit_id)).toEqual([audit, before]);
  });

  it('a key to replace comes with the other keys of its workload to replace', async () => {
    const { store } = current;
    const audit = await seedAudit(store);
    await seedKeys(store, audit, [
      { verdict: 'replace', workload: 'w-1' },
      { verdict: 'replace', workload: 'w-1' },
      { verdict: 'revoke', workload: 'w-1' },
      { verdict: 'replace', workload: 'w-1' },
      { verdict: 'replace' },
    ]);
    const ids = [1, 2, 3, 4, 5].map((index) => keyId(`k-0000${index}`));
    const [one, two, revoked, four, alone] = ids;
    const together = async (id = '') =>
      (await getKey(testContext(store), { auditId: audit, keyId: id })).replace_with;
    expect(await together(one)).toEqual([two, four]);
    expect(await together(four)).toEqual([one, two]);
    expect(await together(revoked)).toEqual([]);
    expect(await together(alone)).toEqual([]);
  });

  it('a key that was gone before is told of as it was last; never before it was gone', async () => {
    const { store } = current;
    const ctx = testContext(store);
    const at = (daysAgo: number) => ({ finishedAt: new Date(NOW.getTime() - daysAgo * DAY_MS) });
    const seen = await seedAudit(store, at(3));
    await seedKeys(store, seen, [{ name: 'old ci' }]);
    const gone = await seedAudit(store, at(2));
    await seedKeys(store, gone, [{ name: 'old ci', state: 'gone' }]);
    const newest = await seedAudit(store, at(1));
    const earliest = await seedAudit(store, at(4));
    const read = (id: string, who = ctx) => getKey(who, { auditId: id, keyId: 'k-00001' });
    expect(await read(newest)).toMatchObject({ name: 'old ci', state: 'gone', audit_id: gone });
    expect(await read(seen)).toMatchObject({ state: 'seen', audit_id: seen });
    const refused = { code: 'not-found' };
    await expect(read(earliest)).rejects.toMatchObject(refused);
    const theirs = await seedAudit(store, { organizationId: OTHER.id });
    await expect(read(theirs, testContext(store, OTHER))).rejects.toMatchObject(refused);
  });

  it('another organization is invisible, and so is an audit that does not exist', async () => {
    const { store } = current;
    const audit = await seedVaried(store, 3);
    for (const [ctx, id] of [
      [testContext(store, OTHER), audit],
      [testContext(store), auditId('00000000-0000-4000-8000-000000000000')],
      [testContext(store), auditId("x' or 1=1")],
    ] as const) {
      const input = { auditId: id, query: query(), limit: 10, startingAfter: null };
      const refused = { code: 'not-found' };
      await expect(listKeys(ctx, input)).rejects.toMatchObject(refused);
      await expect(keyFacets(ctx, input)).rejects.toMatchObject(refused);
      await expect(getKey(ctx, { auditId: id, keyId: 'k-00001' })).rejects.toMatchObject(refused);
      await expect(streamKeys(ctx, input)[Symbol.asyncIterator]().next()).rejects.toMatchObject(
        refused,
      );
    }
    for (const key of ['k-99', 'k\0']) {
      await expect(
        getKey(testContext(store), { auditId: audit, keyId: key }),
      ).rejects.toMatchObject({ code: 'not-found' });
    }
  });
});
