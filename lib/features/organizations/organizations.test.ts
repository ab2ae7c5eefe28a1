import { expect, it } from 'vitest';
import { listActivity } from '@/lib/features/activity';
import {
  ACME,
  NOW,
  OTHER,
  seedAudit,
  seedException,
  seedKeys,
  seedMembers,
  testContext,
} from '@/lib/features/audits/testing/seed';
import {
  DAY_MS,
  keyId,
  organizationId,
  serviceTokenId,
  sessionId,
  type AuditId,
  type OrganizationId,
} from '@/lib/domain/core';
import { schema, type Store } from '@/lib/platform/database';
import { eq } from '@/lib/platform/database/sql';
import { describeStores } from '@/lib/platform/database/testing';
import {
  applyRetention,
  changeRetention,
  deleteOrganizationData,
  getOrganization,
  rememberOrganization,
} from './index';

const daysAgo = (days: number) => new Date(NOW.getTime() - days * DAY_MS);
const ALL = {
  limit: 100,
  startingAfter: null,
  query: { q: null, filters: {}, sort: { column: 'at', direction: 'desc' as const } },
};

async function seedSession(
  store: Store,
  id: string,
  organization: OrganizationId,
  expiresAt: Date,
) {
  await store.db.insert(schema.sessions).values({
    id: sessionId(id),
    organizationId: organization,
    organizationName: 'x',
    sealedKey: 'sealed',
    createdAt: NOW,
    expiresAt,
    checkedAt: NOW,
  });
}

/** Adds a row to every table that belongs to an audit or organization, except keys and members. */
async function seedRest(store: Store, organization: OrganizationId, audit: AuditId) {
  const { db } = store;
  const finding = {
    rule: 'old-key',
    severity: 'low',
    subjectType: 'key',
    subjectId: 'k-00001',
    subjectName: 'x',
  } as const;
  const expiryKind = 'never' as const;
  await db
    .insert(schema.auditFindings)
    .values({ ...finding, auditId: audit, id: 'f-1', evidence: [], state: 'open' });
  await db
    .insert(schema.findings)
    .values({ ...finding, organizationId: organization, id: 'f-1', openedAt: NOW });
  await db.insert(schema.auditServiceTokens).values({
    auditId: audit,
    tokenId: serviceTokenId('t-1'),
    name: 'x',
    preview: 'x',
    expiryKind,
  });
  await seedPart(store, organization, 'used');
}

async function seedPart(store: Store, organizationId: OrganizationId, hash: string) {
  const part = { organizationId, kind: 'groups' as const, hash, content: '[]' };
  await store.db.insert(schema.organizationParts).values(part);
}

async function seedOrganization(store: Store, organization: typeof ACME) {
  await rememberOrganization(store.db, organization, NOW);
  const context = { groups: { read: true as const, hash: 'used', count: 0 } };
  const audit = await seedAudit(store, { organizationId: organization.id, context });
  await seedKeys(store, audit, [{}, {}]);
  await seedMembers(store, audit, [{}]);
  await seedRest(store, organization.id, audit);
  await seedSession(store, `s-${organization.id}`, organization.id, daysAgo(-1));
  const organizationId = organization.id;
  await seedException(store, { organizationId });
  const by = { author: 'olivia@acme.test', at: NOW };
  await store.db
    .insert(schema.usedByDecisions)
    .values({ organizationId, keyId: keyId('k-00001'), usedBy: 'person', note: '', ...by });
  await store.db.insert(schema.workloadDecisions).values({
    organizationId,
    subject: 'cron',
    subjectName: 'cron',
    workloadId: 'nightly',
    name: 'nightly',
    ...by,
  });
  await store.db
    .insert(schema.workloadAssignments)
    .values({ organizationId, workloadId: 'airflow', assignee: 'ada' });
  await store.db.insert(schema.ruleSettings).values({
    organizationId,
    version: 2,
    settings: {},
    createdAt: NOW,
    createdBy: 'olivia@acme.test',
  });
  return audit;
}

/** Takes the tables from the schema, so that a new table can't be forgotten. */
async function countRows(store: Store): Promise<Record<string, number>> {
  const tables = Object.entries(schema).filter(([name]) => name !== 'activity');
  const counts: Record<string, number> = {};
  for (const [name, table] of tables) counts[name] = await store.db.$count(table);
  return counts;
}

describeStores('organizations', (current) => {
  it('are remembered under the name they have now', async () => {
    const { store } = current;
    const ctx = testContext(store);
    expect(await getOrganization(ctx)).toEqual({ ...ACME, createdAt: null, retentionDays: 400 });
    await rememberOrganization(store.db, { ...ACME, name: 'Old name' }, NOW);
    await rememberOrganization(store.db, ACME, daysAgo(-1));
    expect(await getOrganization(ctx)).toEqual({ ...ACME, createdAt: NOW, retentionDays: 400 });
    expect(await store.db.$count(schema.organizations)).toBe(1);
  });

  it('deleting takes everything of mine but the activity, and touches nobody else', async () => {
    const { store } = current;
    await seedOrganization(store, OTHER);
    const others = await countRows(store);
    await seedOrganization(store, ACME);
    await deleteOrganizationData(testContext(store), { organizationName: 'Acme' });
    expect(await countRows(store)).toEqual({ ...others, activityChains: 1 });
    const log = await listActivity(testContext(store), ALL);
    expect(log.map(({ action, actor, details }) => ({ action, actor, details }))).toEqual([
      { action: 'organization-data-deleted', actor: 'olivia@acme.test', details: { audits: 1 } },
    ]);
    expect(await listActivity(testContext(store, OTHER), ALL)).toEqual([]);
  });

  it('deleting refuses a name that differs, and while an audit runs; nothing is lost then', async () => {
    const { store } = current;
    await seedOrganization(store, ACME);
    const before = await countRows(store);
    for (const organizationName of ['acme', 'Acme ', '', 'Other']) {
      await expect(
        deleteOrganizationData(testContext(store), { organizationName }),
      ).rejects.toMatchObject({
        code: 'bad-request',
      });
    }
    expect(await countRows(store)).toEqual(before);
    const running = await seedAudit(store, { status: 'running', finishedAt: null });
    await expect(
      deleteOrganizationData(testContext(store), { organizationName: 'Acme' }),
    ).rejects.toMatchObject({ code: 'audit-running', details: { auditId: running } });
    expect(await countRows(store)).toEqual({ ...before, audits: 2 });
  });

  it('retention deletes older audits, never the latest result, and records each deletion', async () => {
    const { store } = current;
    await rememberOrganization(store.db, ACME, NOW);
    await rememberOrganization(store.db, OTHER, NOW);
    const at = (days: number) => ({ createdAt: daysAgo(days), finishedAt: daysAgo(days) });
    const old = [
      await seedAudit(store, at(500)),
      await seedAudit(store, { ...at(450), status: 'partial' }),
      await seedAudit(store, { ...at(420), status: 'failed' }),
    ];
    const kept = [await seedAudit(store, at(399)), await seedAudit(store, at(1))];
    await seedAudit(store, { organizationId: OTHER.id, ...at(900) });
    const newest = await seedAudit(store, { organizationId: OTHER.id, ...at(800) });
    await seedAudit(store, { organizationId: OTHER.id, ...at(700), status: 'cancelled' });
    await seedSession(store, 'live', ACME.id, daysAgo(-1));
    await seedSession(store, 'over', ACME.id, daysAgo(1));

    expect(await applyRetention(store, NOW)).toEqual({
      audits: old.length + 2,
      sessions: 1,
      activity: 0,
    });
    const left = await store.db.select({ id: schema.audits.id }).from(schema.audits);
    expect(left.map((row) => row.id).sort()).toEqual([...kept, newest].sort());
    const log = await listActivity(testContext(store), ALL);
    const deletions = log.map(({ action, audit_id, details }) => ({ action, audit_id, details }));
    const told = (days: number, at: number) => ({
      action: 'retention-applied',
      audit_id: null,
      details: {
        audits: 1,
        retention_days: 400,
        deleted_audit_id: old[at],
        audit_created_at: daysAgo(days).toISOString(),
      },
    });
    expect(deletions).toHaveLength(3);
    expect(deletions).toEqual(expect.arrayContaining([told(500, 0), told(450, 1), told(420, 2)]));

    expect(await applyRetention(store, NOW)).toEqual({ audits: 0, sessions: 0, activity: 0 });
    expect(await listActivity(testContext(store), ALL)).toHaveLength(3);
  });

  it('retention that stops halfway has an entry for every audit that is gone', async () => {
    const { store } = current;
    await rememberOrganization(store.db, ACME, NOW);
    const at = (days: number) => ({ createdAt: daysAgo(days), finishedAt: daysAgo(days) });
    const all = [];
    for (const days of [500, 450, 420, 1]) all.push(await seedAudit(store, at(days)));
    let transactions = 0;
    const stopping: Store = {
      ...store,
      transaction: (work) => {
        transactions += 1;
        if (transactions > 2) throw new Error('the server stopped');
        return store.transaction(work);
      },
    };
    await expect(applyRetention(stopping, NOW)).rejects.toThrow('the server stopped');

    const left = await store.db.select({ id: schema.audits.id }).from(schema.audits);
    const gone = all.filter((id) => left.every((row) => row.id !== id));
    const log = await listActivity(testContext(store), ALL);
    expect(gone).toHaveLength(2);
    expect(log.map(({ details }) => details.deleted_audit_id).sort()).toEqual(gone.sort());
  });

  it('retention on two servers at once writes one entry per audit', async () => {
    const { store } = current;
    await rememberOrganization(store.db, ACME, NOW);
    const at = (days: number) => ({ createdAt: daysAgo(days), finishedAt: daysAgo(days) });
    for (const days of [500, 450, 1]) await seedAudit(store, at(days));
    const both = await Promise.all([applyRetention(store, NOW), applyRetention(store, NOW)]);
    expect(both.reduce((sum, { audits }) => sum + audits, 0)).toBe(2);
    expect(await listActivity(testContext(store), ALL)).toHaveLength(2);
  });

  it('retention is what an owner sets it to, and says what the next clean-up deletes', async () => {
    const { store } = current;
    await rememberOrganization(store.db, OTHER, NOW);
    const at = (days: number) => ({ createdAt: daysAgo(days), finishedAt: daysAgo(days) });
    for (const days of [45, 31, 29]) await seedAudit(store, at(days));
    await seedAudit(store, { organizationId: OTHER.id, ...at(45) });
    await seedAudit(store, { organizationId: OTHER.id, ...at(1) });
    const ctx = testContext(store);

    expect(await changeRetention(ctx, { days: 60 })).toEqual({ days: 60, audits_due: 0 });
    expect(await changeRetention(ctx, { days: 30 })).toEqual({ days: 30, audits_due: 2 });
    expect(await changeRetention(ctx, { days: 30 })).toEqual({ days: 30, audits_due: 2 });
    expect(await getOrganization(ctx)).toMatchObject({ retentionDays: 30 });
    expect(await getOrganization(testContext(store, OTHER))).toMatchObject({ retentionDays: 400 });
    expect(await store.db.$count(schema.audits)).toBe(5);
    const log = await listActivity(ctx, ALL);
    const changes = log.map(({ action, actor, details }) => ({ action, actor, ...details }));
    const by = { action: 'retention-changed', actor: 'olivia@acme.test' };
    expect(changes).toHaveLength(2);
    expect(changes).toEqual(
      expect.arrayContaining([
        { ...by, days: 60, before: 400 },
        { ...by, days: 30, before: 60 },
      ]),
    );
    expect(await listActivity(testContext(store, OTHER), ALL)).toEqual([]);

    expect(await applyRetention(store, NOW)).toEqual({ audits: 2, sessions: 0, activity: 0 });
    expect(await changeRetention(ctx, { days: 30 })).toEqual({ days: 30, audits_due: 0 });
  });

  it('a part of an organization goes with the last audit that refers to it', async () => {
    const { store } = current;
    await rememberOrganization(store.db, ACME, NOW);
    await rememberOrganization(store.db, OTHER, NOW);
    const context = (hash: string) => ({ groups: { read: true as const, hash, count: 0 } });
    const at = (days: number) => ({ createdAt: daysAgo(days), finishedAt: daysAgo(days) });
    await seedAudit(store, { ...at(600), context: context('old') });
    await seedAudit(store, { ...at(500), context: context('shared') });
    await seedAudit(store, { ...at(1), context: context('shared') });
    for (const hash of ['old', 'shared', 'nobody']) await seedPart(store, ACME.id, hash);
    await seedPart(store, OTHER.id, 'old');
    await applyRetention(store, NOW);
    const left = await store.db.select().from(schema.organizationParts);
    expect(left.map((row) => `${row.organizationId} ${row.hash}`).sort()).toEqual([
      'org-acme shared',
      'org-other old',
    ]);
  });

  it("retention goes by each organization's own term, and leaves a running audit alone", async () => {
    const { store } = current;
    await rememberOrganization(store.db, ACME, NOW);
    await store.db
      .update(schema.organizations)
      .set({ retentionDays: 30 })
      .where(eq(schema.organizations.id, organizationId('org-acme')));
    await seedAudit(store, { createdAt: daysAgo(31), finishedAt: daysAgo(31) });
    await seedAudit(store, { createdAt: daysAgo(29), finishedAt: daysAgo(29) });
    await seedAudit(store, { status: 'running', createdAt: daysAgo(99), finishedAt: null });
    expect((await applyRetention(store, NOW)).audits).toBe(1);
    expect(await store.db.$count(schema.audits)).toBe(2);
  });
});
