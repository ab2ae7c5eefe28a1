import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { listActivity } from '@/lib/features/activity';
import { getAudit, reEvaluateStale } from '@/lib/features/audits';
import { rowsOf } from '@/lib/features/audits/testing';
import { OTHER, testContext } from '@/lib/features/audits/testing/seed';
import { ACTIVITY_TABLE, type RuleSettings } from '@/lib/contract';
import { parse } from 'csv-parse/sync';
import { keyFacets, streamKeys } from '@/lib/features/keys';
import { renderReport } from '@/lib/platform/files';
import { schema } from '@/lib/platform/database';
import { describeStores } from '@/lib/platform/database/testing';
import { getRuleSettings, previewRuleSettings, saveRuleSettings } from './index';
import { startOwner, type TestOwner } from './testing/owner';

const QUERY = {
  q: null,
  filters: { state: ['seen'] },
  sort: { column: 'severity', direction: 'desc' as const },
};
const LOG = {
  limit: 100,
  startingAfter: null,
  query: { q: null, filters: {}, sort: { column: 'at', direction: 'desc' as const } },
};

describeStores('settings of the rules', (current) => {
  let owner: TestOwner;
  beforeEach(async () => {
    owner = await startOwner(current.store);
  });
  afterEach(() => owner.close());

  /** Settings that find hardly anything and make the usage of many keys unknown. */
  const lenient = async (): Promise<RuleSettings> => ({
    ...(await getRuleSettings(owner.ctx)).settings,
    oldKeyDays: { low: 9_000, medium: 9_000, high: 9_000 },
    severalKeys: { low: 1_000, medium: 1_000 },
    switchedOff: { 'never-expires': 'expiry is not in use yet' },
    workloadWords: [],
    sharedMailboxWords: [],
  });

  const tally = (verdicts: readonly (string | null | undefined)[]) => {
    const counts: Record<string, number> = {};
    for (const verdict of verdicts) {
      if (verdict) counts[verdict] = (counts[verdict] ?? 0) + 1;
    }
    return counts;
  };
  const withoutZeros = (counts: Record<string, number>) =>
    Object.fromEntries(Object.entries(counts).filter(([, count]) => count > 0));

  /** The number of keys per verdict, from every place that shows it. */
  async function verdictsEverywhere() {
    const { ctx, audit } = owner;
    const facets = await keyFacets(ctx, { auditId: audit.id, query: QUERY });
    const overview = await owner.overview();
    let csv = '';
    const rows = streamKeys(ctx, { auditId: audit.id, query: QUERY });
    for await (const text of renderReport({ view: 'keys', format: 'csv', audit, rows }))
      csv += text;
    const lines: Record<string, string>[] = parse(csv, { columns: true });
    return {
      table: tally((await owner.keys()).map((key) => key.verdict)),
      facets: withoutZeros(
        Object.fromEntries((facets.facets.verdict ?? []).map(({ value, count }) => [value, count])),
      ),
      overview: withoutZeros(overview.audit?.verdicts ?? {}),
      trend: withoutZeros(overview.trend.at(-1)?.verdicts ?? {}),
      csv: tally(lines.map((line) => line.verdict)),
    };
  }

  it('nobody saved any: the defaults, version 1', async () => {
    const stored = await getRuleSettings(owner.ctx);
    expect(stored).toMatchObject({ version: 1, changed_by: null, changed_at: null });
    expect(stored.settings).toEqual(stored.defaults);
    expect((await getAudit(owner.ctx, { auditId: owner.audit.id })).settings_version).toBe(1);
  });

  it('a change changes table, facets, overview, trend and CSV the same way', async () => {
    const before = await verdictsEverywhere();
    await saveRuleSettings(owner.ctx, { basedOn: 1, settings: await lenient() });
    const after = await verdictsEverywhere();
    for (const counts of [before, after]) {
      for (const shown of Object.values(counts)) expect(shown).toEqual(counts.table);
    }
    expect(after.table).not.toEqual(before.table);
    expect(after.table['ask-holder'] ?? 0).toBeGreaterThan(before.table['ask-holder'] ?? 0);
    const { audit, trend } = await owner.overview();
    expect(audit?.settings_version).toBe(2);
    expect(trend.map((point) => point.settings_version)).toEqual([2]);
  });

  it('the preview is what saving does, and writes nothing', async () => {
    const settings = await lenient();
    const before = { rows: await rowsOf(current.store, owner.audit.id), keys: await owner.keys() };
    const log = await listActivity(owner.ctx, LOG);
    const preview = await previewRuleSettings(owner.ctx, { settings });
    expect(preview.audit_id).toBe(owner.audit.id);
    expect(await rowsOf(current.store, owner.audit.id)).toEqual(before.rows);
    expect(await listActivity(owner.ctx, LOG)).toEqual(log);
    expect((await getRuleSettings(owner.ctx)).version).toBe(1);

    const open = before.rows.findings.filter(({ state }) => state === 'open');
    await saveRuleSettings(owner.ctx, { basedOn: 1, settings });
    const after = (await rowsOf(current.store, owner.audit.id)).findings.filter(
      ({ state }) => state === 'open',
    );
    const ids = (rows: typeof open) => new Set(rows.map((row) => row.id));
    expect(preview.findings_fewer).toBe(open.filter((row) => !ids(after).has(row.id)).length);
    expect(preview.findings_more).toBe(after.filter((row) => !ids(open).has(row.id)).length);
    expect(preview.findings_fewer).toBeGreaterThan(0);
    const moved = new Map((await owner.keys()).map((key) => [key.id, key.verdict]));
    const changes = before.keys.flatMap((key) => {
      const to = moved.get(key.id);
      return to === key.verdict ? [] : [`${key.verdict} ${to}`];
    });
    const told = preview.verdicts.flatMap(({ from, to, keys }) =>
      Array<string>(keys).fill(`${from} ${to}`),
    );
    expect(told.sort()).toEqual(changes.sort());
    // Switching back restores what the draft removed.
    const { defaults } = await getRuleSettings(owner.ctx);
    const back = await previewRuleSettings(owner.ctx, { settings: defaults });
    expect([back.findings_fewer, back.findings_more]).toEqual([
      preview.findings_more,
      preview.findings_fewer,
    ]);
  });

  it('what was seen stays byte for byte, and saving back restores the judgement', async () => {
    const observed = async () => {
      const { members, keys } = await rowsOf(current.store, owner.audit.id);
      const seen = keys.map((key) => ({
        ...key,
        ...{ verdict: null, usedBy: null, usedBySignals: null, severity: null },
        ...{ findings: null, notAssessed: null, recommendation: null },
        ...{ workload: null, priority: null },
      }));
      // Findings on members are an evaluation too.
      const listed = members.map((member) => ({ ...member, findings: null }));
      return JSON.stringify({ listed, seen });
    };
    const first = { seen: await observed(), rows: await rowsOf(current.store, owner.audit.id) };
    await saveRuleSettings(owner.ctx, { basedOn: 1, settings: await lenient() });
    expect(await observed()).toBe(first.seen);
    const { defaults } = await getRuleSettings(owner.ctx);
    await saveRuleSettings(owner.ctx, { basedOn: 2, settings: defaults });
    const { keys, findings, members, changes } = await rowsOf(current.store, owner.audit.id);
    expect({ keys, findings, members, changes }).toEqual({
      keys: first.rows.keys,
      findings: first.rows.findings,
      members: first.rows.members,
      changes: first.rows.changes,
    });
  });

  it('of two owners at once one is told who was faster, and nothing of theirs is lost', async () => {
    const settings = await lenient();
    const plan = { ...settings, plan: 'pro' as const };
    const saved = await Promise.allSettled([
      saveRuleSettings(owner.ctx, { basedOn: 1, settings }),
      saveRuleSettings(owner.colleague, { basedOn: 1, settings: plan }),
    ]);
    expect(saved.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    const stored = await getRuleSettings(owner.ctx);
    expect(stored.version).toBe(2);
    const refused = saved.find((one) => one.status === 'rejected');
    expect(refused?.reason).toMatchObject({
      code: 'changed-meanwhile',
      details: { changed: { version: 2, by: stored.changed_by, at: stored.changed_at } },
    });
    const log = (await listActivity(owner.ctx, LOG)).filter(
      ({ action }) => action === 'rule-settings-changed',
    );
    expect(log).toHaveLength(1);
    expect(log[0]).toMatchObject({ actor: stored.changed_by, details: { version: 2 } });
    expect(log[0]?.details.changed).toContain('oldKeyDays');
  });

  it('the same settings make no new version and no entry in the log', async () => {
    const { settings } = await getRuleSettings(owner.ctx);
    expect((await saveRuleSettings(owner.ctx, { basedOn: 1, settings })).version).toBe(1);
    expect(await current.store.db.$count(schema.ruleSettings)).toBe(0);
    const log = await listActivity(owner.ctx, {
      ...LOG,
      query: { ...LOG.query, filters: { action: ['rule-settings-changed'] } },
    });
    expect(log).toEqual([]);
    expect(ACTIVITY_TABLE.filters.action).toContain('rule-settings-changed');
  });

  it('the next audit is judged by what is stored; older ones follow by the job, newest first', async () => {
    const second = await owner.auditAgain();
    const stale: string[] = [];
    await saveRuleSettings(
      { ...owner.ctx, enqueueReEvaluation: () => Promise.resolve(void stale.push('queued')) },
      { basedOn: 1, settings: await lenient() },
    );
    const versions = async () =>
      (await owner.overview()).trend.map((point) => point.settings_version);
    expect(stale).toEqual(['queued']);
    expect(await versions()).toEqual([1, 2]);

    // The job is stopped before its first audit and continues when it runs again.
    const stopped = AbortSignal.abort(new Error('stopped'));
    const { store, organization, now } = owner.ctx;
    await expect(reEvaluateStale(store, organization.id, now, stopped)).rejects.toThrow('stopped');
    expect(await versions()).toEqual([1, 2]);
    const signal = new AbortController().signal;
    await reEvaluateStale(store, organization.id, now, signal);
    expect(await versions()).toEqual([2, 2]);
    const [old, newest] = (await owner.overview()).trend;
    expect(old?.verdicts).toEqual(newest?.verdicts);

    const rows = await rowsOf(store, owner.audit.id);
    await reEvaluateStale(store, organization.id, now, signal);
    expect(await rowsOf(store, owner.audit.id)).toEqual(rows);
    const third = await owner.auditAgain();
    expect(third.settings_version).toBe(2);
    expect(third.verdicts).toEqual((await getAudit(owner.ctx, { auditId: second.id })).verdicts);
  });

  describe('another organization', () => {
    it('has settings of its own', async () => {
      await saveRuleSettings(owner.ctx, { basedOn: 1, settings: await lenient() });
      const other = testContext(current.store, OTHER);
      expect((await getRuleSettings(other)).version).toBe(1);
      const { settings } = await getRuleSettings(other);
      expect(await previewRuleSettings(other, { settings })).toEqual({
        audit_id: null,
        findings_fewer: 0,
        findings_more: 0,
        by_rule: [],
        verdicts: [],
      });
    });
  });
});
