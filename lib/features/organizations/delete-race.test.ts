import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { reEvaluateStale } from '@/lib/features/audits';
import { getRuleSettings, saveRuleSettings } from '@/lib/features/rules';
import { startOwner, type TestOwner } from '@/lib/features/rules/testing/owner';
import { schema } from '@/lib/platform/database';
import { sql } from '@/lib/platform/database/sql';
import { describeStores } from '@/lib/platform/database/testing';
import { deleteOrganizationData } from './index';

/** The activity log outlives the deletion by 30 days. */
const KEPT = ['activity', 'activity_chains'];

describeStores('deleting an organization while others write', (current) => {
  let owner: TestOwner;
  beforeEach(async () => {
    owner = await startOwner(current.store, 6);
    await owner.auditAgain();
  });
  afterEach(() => owner.close());

  const remove = () => {
    const now = owner.ctx.now();
    return deleteOrganizationData(
      {
        ...owner.ctx,
        sessionProof: {
          proveAgain: () => Promise.resolve(now),
          provenAt: () => Promise.resolve(now),
        },
      },
      { organizationName: owner.ctx.organization.name },
    );
  };
  const reEvaluate = async () => {
    await current.store.db.update(schema.audits).set({ evaluationStale: true });
    await owner.reEvaluate();
  };
  const save = async (round: number) => {
    const { version, settings } = await getRuleSettings(owner.ctx);
    await saveRuleSettings(owner.ctx, {
      basedOn: version,
      settings: { ...settings, oldServiceTokenDays: 100 + round },
    });
  };
  /** Names the tables of organizations or audits that still hold rows. */
  const leftOver = async () => {
    const { rows } = await current.store.db.execute<{ name: string }>(sql`
      select distinct table_name as name from information_schema.columns
      where table_schema = 'public' and (column_name in ('organization_id', 'audit_id')
        or table_name = 'organizations')`);
    const left: string[] = [];
    for (const { name } of rows) {
      if (KEPT.includes(name)) continue;
      const found = await current.store.db.execute(
        sql`select 1 from ${sql.identifier(name)} limit 1`,
      );
      if (found.rows.length > 0) left.push(name);
    }
    return left;
  };

  it('leaves nothing, whether audits are re-evaluated or settings saved meanwhile', async () => {
    const outcomes = await Promise.allSettled([
      reEvaluate(),
      save(1),
      remove(),
      reEvaluateStale(
        current.store,
        owner.ctx.organization.id,
        owner.ctx.now,
        new AbortController().signal,
      ),
      save(2),
    ]);
    expect(outcomes[2]).toMatchObject({ status: 'fulfilled' });
    expect(await leftOver()).toEqual([]);
  });

  it('refuses what waited for the deletion, and says why', async () => {
    let go: () => void = () => undefined;
    const held = new Promise<void>((resolve) => (go = resolve));
    const { version, settings } = await getRuleSettings(owner.ctx);
    // Takes the deletion's lock by hand, so that the save below waits for it.
    let locked: () => void = () => undefined;
    const isLocked = new Promise<void>((resolve) => (locked = resolve));
    const deleting = current.store.transaction(async (tx) => {
      await tx.execute(sql`select id from organizations for update`);
      locked();
      await held;
      await tx.execute(sql`delete from organizations`);
    });
    await isLocked;
    const saving = Promise.allSettled([
      saveRuleSettings(owner.ctx, {
        basedOn: version,
        settings: { ...settings, oldServiceTokenDays: 99 },
      }),
    ]);
    if (current.store.kind === 'postgres') {
      await vi.waitFor(
        async () => {
          const { rows } = await current.store.db.execute(
            sql`select 1 from pg_locks where not granted`,
          );
          expect(rows).not.toEqual([]);
        },
        { timeout: 120_000 },
      );
    }
    go();
    await deleting;
    const [outcome] = await saving;
    if (current.store.kind === 'postgres') {
      expect(outcome).toMatchObject({ status: 'rejected', reason: { code: 'conflict' } });
    }
  });
});
