import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { startOwner, type TestOwner } from '@/lib/features/rules/testing/owner';
import { auditId } from '@/lib/domain/core';
import {
  checkReplacements,
  createReplacement,
  suggestReplacement,
  updateReplacement,
} from '@/lib/features/replacements';
import { schema } from '@/lib/platform/database';
import { sql } from '@/lib/platform/database/sql';
import { describeStores } from '@/lib/platform/database/testing';
import { deleteOrganizationData } from './index';

/** The activity log outlives the deletion by 30 days. */
const KEPT = ['activity', 'activity_chains'];

describeStores('deleting an organization beside', (current) => {
  let owner: TestOwner;
  beforeEach(async () => {
    owner = await startOwner(current.store, 6);
  });
  afterEach(() => owner.close());

  const beginAgain = async () => {
    await owner.close();
    owner = await startOwner(current.store, 6);
  };
  const remove = () => {
    const now = owner.ctx.now();
    const sessionProof = {
      proveAgain: () => Promise.resolve(now),
      provenAt: () => Promise.resolve(now),
    };
    return deleteOrganizationData(
      { ...owner.ctx, sessionProof },
      { organizationName: owner.ctx.organization.name },
    );
  };
  const leftOver = async () => {
    const { rows } = await current.store.db.execute<{ name: string }>(sql`
      select distinct table_name as name from information_schema.columns
      where table_schema = 'public' and (column_name in ('organization_id', 'audit_id')
        or table_name = 'organizations')`);
    const left: string[] = [];
    for (const { name } of rows.filter((row) => !KEPT.includes(row.name))) {
      const found = await current.store.db.execute(
        sql`select 1 from ${sql.identifier(name)} limit 1`,
      );
      if (found.rows.length > 0) left.push(name);
    }
    return left;
  };
  const waiting = (count: number) =>
    vi.waitFor(
      async () => {
        const { rows } = await current.store.db.execute(sql`
          select distinct pid from pg_locks where not granted and pid in (
            select pid from pg_stat_activity where datname = current_database())`);
        expect(rows.length).toBeGreaterThanOrEqual(count);
      },
      { timeout: 120_000 },
    );
  /** Makes both actions wait for the same locks, in this order, and then releases both. */
  const overlap = async (
    first: () => Promise<unknown>,
    second: () => Promise<unknown>,
    { holdsOrganization = true } = {},
  ) => {
    if (current.store.kind !== 'postgres') return Promise.allSettled([first(), second()]);
    let go: () => void = () => undefined;
    const held = new Promise<void>((resolve) => (go = resolve));
    const lock = `judgement:${owner.ctx.organization.id}`;
    let begun: () => void = () => undefined;
    const isBegun = new Promise<void>((resolve) => (begun = resolve));
    const gate = current.store.transaction(async (tx) => {
      await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${lock}, 0))`);
      if (holdsOrganization) await tx.execute(sql`select id from organizations for update`);
      begun();
      await held;
    });
    await isBegun;
    const one = Promise.allSettled([first()]);
    await waiting(1);
    const two = Promise.allSettled([second()]);
    await waiting(2);
    go();
    await gate;
    return [...(await one), ...(await two)];
  };
  const newPlan = async () => {
    const [key] = await owner.keys();
    const input = { key_ids: [key?.id ?? ''] };
    const { plan } = await suggestReplacement(owner.ctx, input);
    const { keys: _keys, ...draft } = plan;
    return createReplacement(owner.ctx, { ...input, plan: { ...draft, projects: [] } });
  };
  const change = ({ id, plan }: Awaited<ReturnType<typeof newPlan>>) => {
    const { keys: _keys, ...draft } = plan;
    const notes = 'changed meanwhile';
    return updateReplacement(owner.ctx, { id, based_on: 1, plan: { ...draft, notes } });
  };
  const check = () =>
    checkReplacements(
      { store: current.store, now: owner.ctx.now, log: () => undefined },
      auditId(owner.audit.id),
      new AbortController().signal,
    );
  const pending = () =>
    current.store.db.update(schema.audits).set({ planChecksPending: true, finishedAt: new Date() });

  it('a change of a plan leaves nothing, whichever comes first', async () => {
    for (const deletionFirst of [true, false]) {
      if (!deletionFirst) await beginAgain();
      const made = await newPlan();
      const acts = [remove, () => change(made)] as const;
      const outcomes = await (deletionFirst
        ? overlap(acts[0], acts[1])
        : overlap(acts[1], acts[0]));
      const [removed, changed] = deletionFirst ? outcomes : [...outcomes].reverse();
      expect(removed).toMatchObject({ status: 'fulfilled' });
      if (changed?.status === 'rejected') {
        expect(changed.reason).toMatchObject({ code: 'not-found' });
      }
      expect(await leftOver()).toEqual([]);
    }
  });

  it('the check of a plan leaves nothing, whichever comes first', async () => {
    for (const deletionFirst of [true, false]) {
      if (!deletionFirst) await beginAgain();
      await newPlan();
      await pending();
      const outcomes = await (deletionFirst ? overlap(remove, check) : overlap(check, remove));
      expect(outcomes.map(({ status }) => status)).toEqual(['fulfilled', 'fulfilled']);
      expect(await leftOver()).toEqual([]);
    }
  });

  it('the end of an audit leaves nothing, or refuses the deletion', async () => {
    if (current.store.kind !== 'postgres') return; // Other stores have one connection, so nothing overlaps.
    const options = { holdsOrganization: false };
    const finishing = () => owner.auditAgain();
    const [finished, deleted] = await overlap(finishing, remove, options);
    // The audit finished. It may be deleted before the test has read it back.
    if (finished?.status === 'rejected') {
      expect(finished.reason).toMatchObject({ code: 'not-found' });
    }
    expect(deleted).toMatchObject({ status: 'fulfilled' });
    expect(await leftOver()).toEqual([]);

    await beginAgain();
    const [removed, audited] = await overlap(remove, finishing, options);
    expect(removed).toMatchObject({ status: 'rejected', reason: { code: 'audit-running' } });
    expect(audited).toMatchObject({ status: 'fulfilled', value: { status: 'complete' } });
    await remove();
    expect(await leftOver()).toEqual([]);
  });
});
