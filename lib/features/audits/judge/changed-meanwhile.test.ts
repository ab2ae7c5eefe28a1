import { afterEach, beforeEach, expect, it } from 'vitest';
import { deleteOrganizationData } from '@/lib/features/organizations';
import { getRuleSettings, saveRuleSettings } from '@/lib/features/rules';
import { startOwner, type TestOwner } from '@/lib/features/rules/testing/owner';
import { auditId } from '@/lib/domain/core';
import type { Store } from '@/lib/platform/database';
import { sql } from '@/lib/platform/database/sql';
import { describeStores } from '@/lib/platform/database/testing';
import { endAudit } from '../run/end-audit';
import { auditOnce, resultOf, rowsOf } from '../testing';
import { reEvaluate } from './re-evaluate';

describeStores('what changes while an audit is being evaluated', (current) => {
  let owner: TestOwner;
  beforeEach(async () => {
    owner = await startOwner(current.store, 12);
  });
  afterEach(() => owner.close());

  const switchOff = async () => {
    const { settings, version } = await getRuleSettings(owner.ctx);
    await saveRuleSettings(owner.ctx, {
      basedOn: version,
      settings: { ...settings, switchedOff: { 'never-expires': 'for a test' } },
    });
  };
  /** The store, in which something happens once, before the first transaction for which `isTime` is true. */
  const interrupted = (isTime: () => Promise<boolean>, happens: () => Promise<unknown>): Store => {
    let happened = false;
    return {
      ...current.store,
      transaction: async (work) => {
        if (!happened && (await isTime())) {
          happened = true;
          await happens();
        }
        return current.store.transaction(work);
      },
    };
  };
  /** True once the running audit has findings: its evaluation is being written. */
  const isBeingWritten = async () => {
    const { rows } = await current.store.db.execute(sql`
      select f.id from audit_findings f join audits a on a.id = f.audit_id
      where a.finished_at is null limit 1`);
    return rows.length > 0;
  };

  it('settings: an audit that is about to end is evaluated by the new ones', async () => {
    const store = interrupted(isBeingWritten, switchOff);
    const audit = await auditOnce(store, owner.simulator);
    expect(audit).toMatchObject({ settings_version: 2, evaluation_stale: false });
    const { findings } = await rowsOf(current.store, audit.id);
    expect(findings.length).toBeGreaterThan(0);
    expect(findings.filter(({ rule }) => rule === 'never-expires')).toEqual([]);
    const next = await auditOnce(current.store, owner.simulator);
    expect(await resultOf(current.store, audit.id)).toEqual(await resultOf(current.store, next.id));
  });

  it('settings: a re-evaluation by the old ones is not written', async () => {
    const id = auditId(owner.audit.id);
    const store = interrupted(() => Promise.resolve(true), switchOff);
    await reEvaluate(store, id, owner.ctx.now());
    const { audit, findings } = await rowsOf(current.store, id);
    expect(audit).toMatchObject([{ settingsVersion: 2, evaluationStale: false }]);
    expect(findings.filter(({ rule }) => rule === 'never-expires')).toEqual([]);
  });

  it('the audit ends and its organization is deleted: nothing is written after that', async () => {
    const store = interrupted(isBeingWritten, async () => {
      const { rows } = await current.store.db.execute<{ id: string }>(
        sql`select id from audits where finished_at is null`,
      );
      await endAudit(current.store, {
        auditId: auditId(rows[0]?.id ?? ''),
        status: 'cancelled',
        reason: 'cancelled',
        detail: null,
        calls: {},
        now: owner.ctx.now(),
      });
      const proof = () => Promise.resolve(owner.ctx.now());
      await deleteOrganizationData(
        { ...owner.ctx, sessionProof: { proveAgain: proof, provenAt: proof } },
        { organizationName: owner.ctx.organization.name },
      );
    });
    await expect(auditOnce(store, owner.simulator)).rejects.toMatchObject({ code: 'not-found' });
    const { rows } = await current.store.db.execute<{ left: number }>(sql`
      select (select count(*) from audit_findings) + (select count(*) from audit_keys)
        + (select count(*) from findings) as left`);
    expect(rows).toEqual([{ left: 0 }]);
  });
});
