import { expect, it } from 'vitest';
import { listActivity } from '@/lib/features/activity';
import {
  auditSchema,
  changeRowSchema,
  findingRowSchema,
  overviewSchema,
  type TableQuery,
} from '@/lib/contract';
import { auditId, DAY_MS, keyId, memberId, type ChangeKind } from '@/lib/domain/core';
import { schema, type Store } from '@/lib/platform/database';
import { eq } from '@/lib/platform/database/sql';
import { describeStores } from '@/lib/platform/database/testing';
import {
  getAudit,
  getOverview,
  latestAudit,
  listAudits,
  listChanges,
  setSettingsPageCount,
  streamFindings,
} from '../index';
import { ACME, NOW, OTHER, seedAudit, seedKeys, seedMembers, testContext } from '../testing/seed';

const daysAgo = (days: number) => new Date(NOW.getTime() - days * DAY_MS);
const NO_COUNT = {
  countMembers: () => Promise.resolve({ members: null, why: 'nobody was asked' }),
};
const FINDINGS: TableQuery = {
  q: null,
  filters: {},
  sort: { column: 'severity', direction: 'desc' },
};

async function seedChanges(
  store: Store,
  audit: Awaited<ReturnType<typeof seedAudit>>,
  kinds: ChangeKind[],
) {
  await store.db.insert(schema.auditChanges).values(
    kinds.map((kind, index) => ({
      auditId: audit,
      keyId: keyId(`k-${String(index + 1).padStart(5, '0')}`),
      kind,
      name: `name ${9 - (index % 5)}`,
      preview: 'sk-****fake',
      holderId: memberId('u-001'),
      fields: kind === 'changed' ? [{ field: 'name', before: 'a', after: 'b' }] : [],
    })),
  );
}

const NO_SEVERITY = { critical: 0, high: 0, medium: 0, low: 0, info: 0 };

describeStores('reading audits', (current) => {
  it('an audit of mine is the wire schema; a stranger to the organization finds nothing', async () => {
    const { store } = current;
    const id = await seedAudit(store, {
      membersTotal: 10,
      membersAudited: 6,
      membersBlocked: 1,
      membersFailed: 1,
      verdictCounts: { replace: 3 },
      calls: {
        listKeys: { calls: 9, refused429: 1, retried: 2, failed: 0 },
        listProjects: { calls: 0, refused429: 0, retried: 0, failed: 0 },
      },
    });
    const audit = await getAudit(testContext(store), { auditId: id });
    expect(auditSchema.parse(audit)).toEqual(audit);
    expect(audit.members).toEqual({ total: 10, audited: 6, blocked: 1, failed: 1, pending: 2 });
    expect(audit.verdicts).toEqual({
      replace: 3,
      revoke: 0,
      'ask-holder': 0,
      rotate: 0,
      ok: 0,
    });
    expect(audit.calls).toEqual([
      { operation: 'GET /v1/api_key', calls: 9, refused_429: 1, retried: 2, failed: 0 },
    ]);

    const stranger = testContext(store, OTHER);
    const refused = { code: 'not-found' };
    const page = { auditId: id, since: null, limit: 10, startingAfter: null };
    await expect(getAudit(stranger, { auditId: id })).rejects.toMatchObject(refused);
    await expect(listChanges(stranger, page)).rejects.toMatchObject(refused);
    await expect(setSettingsPageCount(stranger, { auditId: id, count: 1 })).rejects.toMatchObject(
      refused,
    );
    const findings = streamFindings(stranger, { auditId: id, query: FINDINGS });
    await expect(findings[Symbol.asyncIterator]().next()).rejects.toMatchObject(refused);
    await expect(latestAudit(stranger)).rejects.toMatchObject({ code: 'no-audit' });
    expect(await listAudits(stranger, page)).toEqual([]);
    expect((await getOverview(stranger, NO_COUNT)).audit).toBeNull();
    await expect(getAudit(testContext(store), { auditId: 'no uuid' })).rejects.toMatchObject(
      refused,
    );
  });

  it('the latest audit is the newest complete or partial one, never a failed one', async () => {
    const { store } = current;
    const ctx = testContext(store);
    await expect(latestAudit(ctx)).rejects.toMatchObject({ code: 'no-audit' });
    await seedAudit(store, { finishedAt: daysAgo(9), createdAt: daysAgo(9) });
    const partial = await seedAudit(store, {
      status: 'partial',
      finishedAt: daysAgo(5),
      createdAt: daysAgo(5),
    });
    await seedAudit(store, {
      status: 'failed',
      reason: 'credential-gone',
      createdAt: daysAgo(1),
      finishedAt: daysAgo(1),
    });
    await seedAudit(store, { status: 'cancelled', createdAt: daysAgo(2), finishedAt: daysAgo(2) });
    await seedAudit(store, { status: 'running', createdAt: NOW, finishedAt: null });
    await seedAudit(store, { organizationId: OTHER.id });
    expect((await latestAudit(ctx)).id).toBe(partial);
    const overview = await getOverview(ctx, NO_COUNT);
    expect(overview.audit?.id).toBe(partial);
    expect(overview.running?.status).toBe('running');
    expect(overview.last_failed).toMatchObject({ status: 'failed', resumable: true });
  });

  it('pages of audits are all of them, newest first, ties included', async () => {
    const { store } = current;
    const ctx = testContext(store);
    for (let index = 0; index < 11; index += 1) {
      await seedAudit(store, { createdAt: daysAgo(index % 3) });
    }
    const seen: string[] = [];
    for (;;) {
      const page = await listAudits(ctx, { limit: 4, startingAfter: seen.at(-1) ?? null });
      seen.push(...page.map((audit) => audit.id));
      if (page.length < 4) break;
    }
    expect(new Set(seen).size).toBe(11);
    const all = await listAudits(ctx, { limit: 100, startingAfter: null });
    expect(all.map((audit) => audit.id)).toEqual(seen);
    expect(all.map((audit) => audit.created_at)).toEqual(
      all
        .map((audit) => audit.created_at)
        .sort()
        .reverse(),
    );
    const unknown = '00000000-0000-4000-8000-000000000000';
    await expect(listAudits(ctx, { limit: 4, startingAfter: unknown })).rejects.toMatchObject({
      code: 'bad-request',
    });
  });

  it('the overview of a finished audit adds up, and only what was seen is counted', async () => {
    const { store } = current;
    const older = await seedAudit(store, {
      createdAt: daysAgo(30),
      finishedAt: daysAgo(30),
      keysSeen: 4,
      verdictCounts: { replace: 4 },
    });
    const id = await seedAudit(store, {
      status: 'partial',
      keysSeen: 5,
      previousId: older,
      verdictCounts: { replace: 3, ok: 2 },
    });
    await seedMembers(store, id, [
      { owner: true },
      { owner: false },
      { state: 'blocked', reason: 'impersonation-refused' },
      { state: 'failed', reason: 'upstream-timeout' },
      { state: 'blocked', reason: 'impersonation-refused' },
    ]);
    const held = (n: number) => ({
      holderId: memberId(`u-00${n}`),
      holderEmail: n === 2 ? null : 'a@acme.test',
    });
    await seedKeys(store, id, [
      { ...held(1), verdict: 'ok', holderGivenName: 'Ada' },
      { ...held(1), verdict: 'ok', holderGivenName: 'Ada' },
      { ...held(1), verdict: 'replace', severity: 'critical', holderGivenName: 'Ada' },
      { ...held(2), verdict: 'replace', severity: 'high' },
      { ...held(2), verdict: 'replace', severity: null },
      { ...held(2), state: 'not-seen' },
    ]);
    await store.db.insert(schema.auditFindings).values(
      (['low', 'high', 'low'] as const).map((severity, index) => ({
        auditId: id,
        id: `f${index}`,
        rule: index === 2 ? ('vague-or-duplicate-name' as const) : ('old-key' as const),
        severity,
        subjectType: 'key' as const,
        subjectId: 'k-00001',
        subjectName: 'x',
        evidence: [],
        state: 'open' as const,
      })),
    );
    await seedChanges(store, id, [
      ...Array<ChangeKind>(6).fill('changed'),
      'gone',
      'new',
      'new',
      'gone',
    ]);
    const overview = await getOverview(testContext(store), NO_COUNT);
    expect(overviewSchema.parse(overview)).toEqual(overview);
    expect(overview.rules).toEqual([
      {
        rule: 'old-key',
        subject_type: 'key',
        findings: 2,
        severities: { ...NO_SEVERITY, high: 1, low: 1 },
      },
      {
        rule: 'vague-or-duplicate-name',
        subject_type: 'key',
        findings: 1,
        severities: { ...NO_SEVERITY, low: 1 },
      },
    ]);
    expect(
      overview.trend.map(({ audit_id, partial, verdicts }) => [
        audit_id,
        verdicts.replace,
        partial,
      ]),
    ).toEqual([
      [older, 4, false],
      [id, 3, true],
    ]);
    expect(overview.changes.map((change) => change.kind)).toEqual([
      'new',
      'new',
      'gone',
      'gone',
      'changed',
      'changed',
      'changed',
      'changed',
    ]);
  });

  it('pages of changes are all of them, once each, as the schema says', async () => {
    const { store } = current;
    const id = await seedAudit(store);
    const kinds = Array.from(
      { length: 14 },
      (_, index): ChangeKind => (['gone', 'changed', 'new'] as const)[index % 3] ?? 'new',
    );
    await seedChanges(store, id, kinds);
    const seen: string[] = [];
    for (;;) {
      const { objects: page, counts } = await listChanges(testContext(store), {
        auditId: id,
        since: null,
        limit: 5,
        startingAfter: seen.at(-1) ?? null,
      });
      expect(counts).toBeNull();
      for (const row of page) expect(changeRowSchema.parse(row)).toEqual(row);
      seen.push(...page.map((row) => row.key_id));
      if (page.length < 5) break;
    }
    expect(new Set(seen).size).toBe(14);
    await expect(
      listChanges(testContext(store), {
        auditId: id,
        since: null,
        limit: 5,
        startingAfter: 'k-nowhere',
      }),
    ).rejects.toMatchObject({ code: 'bad-request' });
  });

  it('the trend has audits of all members only, and says when settings changed', async () => {
    const { store } = current;
    const full = await seedAudit(store, { createdAt: daysAgo(30), finishedAt: daysAgo(30) });
    const asked = { membersAgain: [memberId('u-001')], parentId: full };
    await seedAudit(store, { ...asked, finishedAt: daysAgo(29) });
    const partial = { status: 'partial', createdAt: daysAgo(9), finishedAt: daysAgo(9) } as const;
    const missed = await seedAudit(store, partial);
    const completed = await seedAudit(store, { parentId: missed, finishedAt: daysAgo(8) });
    const latest = await seedAudit(store, { ...asked, parentId: completed });
    await store.db.insert(schema.ruleSettings).values(
      [40, 20].map((days, index) => ({
        organizationId: ACME.id,
        version: index + 2,
        settings: {},
        createdAt: daysAgo(days),
        createdBy: 'olivia@acme.test',
      })),
    );
    const overview = await getOverview(testContext(store), NO_COUNT);
    expect(overview.audit?.id).toBe(latest);
    expect(overview.trend.map(({ audit_id }) => audit_id)).toEqual([full, missed, completed]);
    expect(overview.settings_changes).toEqual([{ version: 3, at: daysAgo(20).toISOString() }]);
  });

  it('a follow-up of a follow-up says when all members were audited', async () => {
    const { store } = current;
    const ctx = testContext(store);
    const at = (days: number) => ({ createdAt: daysAgo(days), finishedAt: daysAgo(days) });
    const full = await seedAudit(store, at(9));
    const first = await seedAudit(store, { ...at(8), parentId: full });
    const second = await seedAudit(store, { ...at(1), parentId: first });
    const times = {
      finished_at: daysAgo(1).toISOString(),
      all_audited_at: daysAgo(9).toISOString(),
    };
    expect(await getAudit(ctx, { auditId: second })).toMatchObject(times);
    expect(await latestAudit(ctx)).toMatchObject(times);
    expect((await getOverview(ctx, NO_COUNT)).audit).toMatchObject(times);
    const listed = await listAudits(ctx, { limit: 10, startingAfter: null });
    expect(listed.map((audit) => audit.all_audited_at)).toEqual(
      [9, 9, 9].map((days) => daysAgo(days).toISOString()),
    );
    await store.db.delete(schema.audits).where(eq(schema.audits.id, full));
    expect((await latestAudit(ctx)).all_audited_at).toBeNull();
  });

  it('findings stream worst first, filtered as asked', async () => {
    const { store } = current;
    const id = await seedAudit(store);
    await store.db.insert(schema.auditFindings).values(
      (['info', 'critical', 'low'] as const).map((severity, index) => ({
        auditId: id,
        id: `f${index}`,
        rule: 'old-key' as const,
        severity,
        subjectType: index === 2 ? ('member' as const) : ('key' as const),
        subjectId: `s${index}`,
        subjectName: 'x',
        evidence: [{ label: 'age', value: '400 days' }],
        state: 'open' as const,
      })),
    );
    const read = async (filters: TableQuery['filters']) => {
      const ids: string[] = [];
      for await (const rows of streamFindings(testContext(store), {
        auditId: id,
        query: { ...FINDINGS, filters },
      })) {
        for (const row of rows) expect(findingRowSchema.parse(row)).toEqual(row);
        ids.push(...rows.map((row) => row.id));
      }
      return ids;
    };
    expect(await read({})).toEqual(['f1', 'f2', 'f0']);
    expect(await read({ subject_type: ['key'] })).toEqual(['f1', 'f0']);
    await expect(read({ holder: ['x'] })).rejects.toMatchObject({ code: 'bad-request' });
  });

  it('the count of the settings page is kept, told in the log, and changes no observation', async () => {
    const { store } = current;
    const ctx = testContext(store);
    const id = await seedAudit(store, { keysSeen: 94 });
    const before = await getAudit(ctx, { auditId: id });
    const after = await setSettingsPageCount(ctx, { auditId: id, count: 97 });
    expect(after).toEqual({ ...before, settings_page_count: 97 });
    expect(await setSettingsPageCount(ctx, { auditId: id, count: null })).toEqual(before);
    const entries = await listActivity(ctx, {
      limit: 10,
      startingAfter: null,
      query: { q: null, filters: {}, sort: { column: 'at', direction: 'desc' } },
    });
    expect(entries).toHaveLength(2);
    expect(entries.map((entry) => entry.action)).toEqual([
      'certificate-count-set',
      'certificate-count-set',
    ]);
    expect(entries.map((entry) => entry.audit_id)).toEqual([id, id]);
    const missing = auditId('00000000-0000-4000-8000-000000000000');
    await expect(setSettingsPageCount(ctx, { auditId: missing, count: 1 })).rejects.toMatchObject({
      code: 'not-found',
    });
    expect(ACME.id).toBe(after.organization_id);
  });
});
