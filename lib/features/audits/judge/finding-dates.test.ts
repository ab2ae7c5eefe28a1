import fc from 'fast-check';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { FindingRow, RuleSettings } from '@/lib/contract';
import { auditId, DAY_MS, type RuleId } from '@/lib/domain/core';
import { addExceptions, getRuleSettings, saveRuleSettings } from '@/lib/features/rules';
import { startOwner, type TestOwner } from '@/lib/features/rules/testing/owner';
import { deleteAudits } from '@/lib/features/organizations/delete-audits';
import { schema } from '@/lib/platform/database';
import { desc, eq } from '@/lib/platform/database/sql';
import { describeStores } from '@/lib/platform/database/testing';
import {
  judgeAgain,
  markStale,
  readResolvedFindings,
  reEvaluateStale,
  requireAudit,
} from '../index';
import { reEvaluate } from './re-evaluate';

const { audits } = schema;

const STRICT = { low: 90, medium: 180, high: 365 };
const LENIENT = { low: 3648, medium: 3649, high: 3650 };

describeStores('the dates of findings', (current) => {
  let owner: TestOwner;
  beforeEach(async () => {
    owner = await startOwner(current.store, 6);
  });
  afterEach(() => owner.close());

  const save = async (change: (settings: RuleSettings) => Partial<RuleSettings>) => {
    const { version, settings } = await getRuleSettings(owner.ctx);
    await saveRuleSettings(owner.ctx, {
      basedOn: version,
      settings: { ...settings, ...change(settings) },
    });
  };
  const switchOff = (rule: RuleId) =>
    save(({ switchedOff }) => ({ switchedOff: { ...switchedOff, [rule]: 'for a test' } }));
  const switchOn = (rule: RuleId) =>
    save(({ switchedOff }) => {
      const { [rule]: _, ...rest } = switchedOff;
      return { switchedOff: rest };
    });
  const runJob = () =>
    reEvaluateStale(
      current.store,
      owner.ctx.organization.id,
      owner.ctx.now,
      new AbortController().signal,
    );
  const auditIds = async () =>
    (
      await current.store.db.select({ id: audits.id }).from(audits).orderBy(desc(audits.finishedAt))
    ).map(({ id }) => id);
  const reEvaluateOne = (id: string) => reEvaluate(current.store, auditId(id), owner.ctx.now());
  const auditLater = async () => {
    owner.wait(1);
    return owner.auditAgain();
  };
  const datesOf = (findings: readonly FindingRow[]) =>
    Object.fromEntries(findings.map((one) => [one.id, [one.opened_at, one.reopened_at]]));

  it('stay when a rule is switched off and on again after two audits', async () => {
    const second = await auditLater();
    const before = datesOf(await owner.findings(second));
    expect(Object.values(before).flat()).toContain(owner.audit.finished_at);
    const [rule] = (await owner.findings(second)).map((one) => one.rule);
    if (rule === undefined) throw new Error('nothing was found');
    await switchOff(rule);
    await runJob();
    await switchOn(rule);
    await runJob();
    expect(datesOf(await owner.findings(second))).toEqual(before);
    const first = datesOf(await owner.findings());
    for (const [opened] of Object.values(first)) expect(opened).toBe(owner.audit.finished_at);
  });

  it('are those of their audit, also if the server stopped before it had recorded them', async () => {
    const before = datesOf(await owner.findings());
    await current.store.db.delete(schema.findings);
    await current.store.db.update(audits).set({ historyPending: true });
    expect(datesOf(await owner.findings())).toEqual(before);
    const second = await auditLater();
    expect(datesOf(await owner.findings(second))).toMatchObject(before);
    const [row] = await current.store.db
      .select()
      .from(audits)
      .where(eq(audits.id, auditId(second.id)));
    expect(row?.historyPending).toBe(false);
  });

  it('stay when an audit ran in between, with the rule off or too lenient to find it', async () => {
    const before = datesOf(await owner.findings());
    await switchOff('old-key');
    await save(() => ({ oldKeyDays: LENIENT }));
    await auditLater();
    await switchOn('old-key');
    const lenient = await auditLater();
    expect((await owner.findings(lenient)).some(({ rule }) => rule === 'old-key')).toBe(false);
    await save(() => ({ oldKeyDays: STRICT }));
    const strict = await auditLater();
    await runJob();
    // Leaves out keys that have become old since.
    const old = (await owner.findings(strict)).filter(
      ({ id, rule }) => rule === 'old-key' && id in before,
    );
    expect(old.length).toBeGreaterThan(0);
    for (const { id, subject_id, opened_at, reopened_at } of old) {
      expect([opened_at, reopened_at]).toEqual(before[id]);
      const audit = await requireAudit(owner.ctx, strict.id);
      expect(await readResolvedFindings(owner.ctx, audit, { type: 'key', id: subject_id })).toEqual(
        [],
      );
    }
  });

  it('two owners who save at once move none', async () => {
    const before = datesOf(await owner.findings());
    const { version, settings } = await getRuleSettings(owner.ctx);
    const saved = await Promise.allSettled(
      [owner.ctx, owner.colleague].map((ctx, index) =>
        saveRuleSettings(ctx, {
          basedOn: version,
          settings: {
            ...settings,
            severityOverrides: { 'old-key': index === 0 ? 'low' : 'critical' },
          },
        }),
      ),
    );
    expect(saved.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    expect(datesOf(await owner.findings())).toEqual(before);
  });

  type Step =
    | { do: 'audit' | 'job' | 'off' | 'on' | 'lenient' | 'strict' | 'except' | 'delete-oldest' }
    | { do: 're-evaluate'; nth: number };
  const step: fc.Arbitrary<Step> = fc.oneof(
    fc
      .constantFrom('audit', 'job', 'off', 'on', 'lenient', 'strict', 'except', 'delete-oldest')
      .map((what) => ({ do: what }) as const),
    fc.nat(3).map((nth) => ({ do: 're-evaluate', nth }) as const),
  );

  const take = async (one: Step): Promise<void> => {
    switch (one.do) {
      case 'audit':
        await auditLater();
        return;
      case 'job':
        return runJob();
      case 'off':
        return switchOff('never-expires');
      case 'on':
        return switchOn('never-expires');
      case 'lenient':
        return save(() => ({ oldKeyDays: LENIENT, severityOverrides: { 'old-key': 'low' } }));
      case 'strict':
        return save(() => ({ oldKeyDays: STRICT, severityOverrides: {} }));
      case 'except': {
        const [latest] = await auditIds();
        const [finding] = await owner.findings({ ...owner.audit, id: latest ?? '' });
        if (finding === undefined) return;
        const until = new Date(owner.ctx.now().getTime() + DAY_MS);
        await addExceptions(owner.ctx, {
          targets: [{ finding_id: finding.id }],
          reason: 'x',
          until,
        });
        return;
      }
      case 'delete-oldest': {
        const ids = await auditIds();
        const oldest = ids.at(-1);
        if (ids.length > 1 && oldest !== undefined) {
          await current.store.transaction((tx) => deleteAudits(tx, [oldest]));
        }
        return;
      }
      case 're-evaluate': {
        const ids = await auditIds();
        const id = ids[one.nth % ids.length];
        if (id !== undefined) await reEvaluateOne(id);
      }
    }
  };

  it('never move, whatever is changed, changed back, and re-evaluated in whatever order', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 3, maxLength: 12 }), async (steps) => {
        const opened = new Map<string, string>();
        const reopened = new Map<string, string | null>();
        for (const one of steps) {
          await take(one);
          for (const id of await auditIds()) {
            for (const finding of await owner.findings({ ...owner.audit, id })) {
              const first = opened.get(finding.id) ?? finding.opened_at;
              opened.set(finding.id, first);
              expect(finding.opened_at, `first found, after ${JSON.stringify(one)}`).toBe(first);
              const name = `${id} ${finding.id}`;
              const again = reopened.has(name) ? (reopened.get(name) ?? null) : finding.reopened_at;
              reopened.set(name, again);
              expect(finding.reopened_at, `found again, after ${JSON.stringify(one)}`).toBe(again);
            }
          }
        }
      }),
      { numRuns: 8, endOnFailure: true },
    );
  });

  it('stay when audits are re-evaluated without any change', async () => {
    const second = await auditLater();
    const before = [datesOf(await owner.findings()), datesOf(await owner.findings(second))];
    await current.store.transaction((tx) => markStale(tx, owner.ctx));
    await judgeAgain(owner.ctx);
    await runJob();
    expect([datesOf(await owner.findings()), datesOf(await owner.findings(second))]).toEqual(
      before,
    );
  });
});
