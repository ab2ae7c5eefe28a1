import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { parse } from 'csv-parse/sync';
import { listActivity } from '@/lib/features/activity';
import { getAudit, latestAudit } from '@/lib/features/audits';
import { rowsOf } from '@/lib/features/audits/testing';
import { OTHER, seedException, testContext } from '@/lib/features/audits/testing/seed';
import {
  addExceptionsSchema,
  type Audit,
  type ExceptionRow,
  type FindingRow,
  type TableQuery,
} from '@/lib/contract';
import { DAY_MS, RULE_IDS } from '@/lib/domain/core';
import { streamKeys } from '@/lib/features/keys';
import { renderReport } from '@/lib/platform/files';
import { rememberOrganization } from '@/lib/features/organizations';
import { schema } from '@/lib/platform/database';
import { describeStores } from '@/lib/platform/database/testing';
import {
  addExceptions,
  getRuleSettings,
  listExceptions,
  saveRuleSettings,
  setUsedBy,
  summarizeExceptions,
  withdrawExceptions,
} from './index';
import { startOwner, type TestOwner } from './testing/owner';

const query = (filters: TableQuery['filters'] = {}): TableQuery => ({
  q: null,
  filters,
  sort: { column: 'until', direction: 'asc' },
});
const page = { limit: 1000, startingAfter: null };

describeStores('exceptions', (current) => {
  let owner: TestOwner;
  let judged: Audit;
  beforeEach(async () => {
    owner = await startOwner(current.store);
    // Use few rules, so that some keys have findings of only one.
    const { settings } = await getRuleSettings(owner.ctx);
    const others = RULE_IDS.filter((rule) => !['never-expires', 'old-key'].includes(rule));
    const switchedOff = Object.fromEntries(others.map((rule) => [rule, 'not in this test']));
    await saveRuleSettings(owner.ctx, { basedOn: 1, settings: { ...settings, switchedOff } });
    judged = await latestAudit(owner.ctx);
  });
  afterEach(() => owner.close());

  const inDays = (days: number) => new Date(owner.ctx.now().getTime() + days * DAY_MS);
  const list = (filters?: TableQuery['filters'], ctx = owner.ctx): Promise<ExceptionRow[]> =>
    listExceptions(ctx, { ...page, query: query(filters) });
  /** A key with only one finding, so that accepting it changes the verdict to `ok`. */
  const onlyFinding = async (): Promise<FindingRow> => {
    const key = (await owner.keys()).find(
      (one) => one.findings.length === 1 && one.verdict === 'ask-holder',
    );
    const finding = (await owner.findings()).find(
      (one) => one.subject_type === 'key' && one.subject_id === key?.id,
    );
    if (finding === undefined) throw new Error('no key has one finding only');
    return finding;
  };
  const keyOf = async (finding: FindingRow) =>
    (await owner.keys()).find((key) => key.id === finding.subject_id);
  const findingAgain = async (id: string) =>
    (await owner.findings()).find((finding) => finding.id === id);
  const accept = (finding: FindingRow, days: number, reason = 'known') =>
    addExceptions(owner.ctx, {
      targets: [{ finding_id: finding.id }],
      reason,
      until: inDays(days),
    });

  it('an accepted finding counts no more, until its end; then it is open again and says so', async () => {
    const finding = await onlyFinding();
    const before = await keyOf(finding);
    const [exception] = await accept(finding, 30);
    expect(exception).toMatchObject({
      rule: finding.rule,
      scope: 'subject',
      subject_id: finding.subject_id,
      subject_name: finding.subject_name,
      reason: 'known',
      state: 'active',
      author: owner.ctx.actor.label,
      withdrawn_at: null,
    });
    expect(await keyOf(finding)).toMatchObject({
      verdict: 'ok',
      severity: null,
      findings: [],
      exception_until: exception?.until,
    });
    expect(await findingAgain(finding.id)).toMatchObject({
      state: 'excepted',
      exception_until: exception?.until,
      exception_reason: 'known',
      exception_author: owner.ctx.actor.label,
      exception_scope: 'subject',
    });
    const during = (await getAudit(owner.ctx, { auditId: owner.audit.id })).verdicts;

    owner.wait(17);
    expect((await list())[0]?.state).toBe('ending');
    expect(await keyOf(finding)).toMatchObject({ verdict: 'ok' });
    owner.wait(13);
    expect((await list())[0]?.state).toBe('ended');
    await owner.reEvaluate();
    expect(await keyOf(finding)).toMatchObject({
      verdict: before?.verdict,
      findings: before?.findings,
      exception_until: null,
    });
    expect(await findingAgain(finding.id)).toMatchObject({
      state: 'open',
      exception_until: exception?.until,
    });
    const after = await latestAudit(owner.ctx);
    expect(after.verdicts).not.toEqual(during);
    expect(after.verdicts).toEqual(judged.verdicts);
  });

  it('counts those in force and those that ended lately, and says which ends next', async () => {
    const [first, second] = await owner.findings();
    if (first === undefined || second === undefined) throw new Error('too few findings');
    const [short] = await accept(first, 10);
    const [long] = await accept(second, 100);
    const counts = () => summarizeExceptions(owner.ctx);
    const none = { active: 0, next_ends_at: null, without_effect: 0, ended: 0 };
    expect(await counts()).toEqual({ ...none, active: 2, next_ends_at: short?.until });
    owner.wait(10);
    expect(await counts()).toEqual({ ...none, active: 1, next_ends_at: long?.until, ended: 1 });
    await withdrawExceptions(owner.ctx, { ids: [long?.id ?? ''] });
    expect(await counts()).toEqual({ ...none, ended: 1 });
    owner.wait(30);
    expect(await counts()).toEqual(none);
  });

  it('no read judges: past its end the audit says that it is stale, until the job has run', async () => {
    const finding = await onlyFinding();
    await accept(finding, 1);
    const during = await getAudit(owner.ctx, { auditId: owner.audit.id });
    expect(during.evaluation_stale).toBe(false);
    const stored = await rowsOf(current.store, owner.audit.id);
    owner.wait(1);
    const reads = async () => [
      (await owner.overview()).audit,
      await latestAudit(owner.ctx),
      await getAudit(owner.ctx, { auditId: owner.audit.id }),
    ];
    expect(await reads()).toEqual(
      Array.from({ length: 3 }, () => ({ ...during, evaluation_stale: true })),
    );
    await owner.keys();
    await owner.findings();
    expect(await rowsOf(current.store, owner.audit.id)).toEqual(stored);
    await owner.reEvaluate();
    const now = owner.ctx.now().toISOString();
    for (const audit of await reads()) {
      expect(audit).toMatchObject({
        verdicts: judged.verdicts,
        evaluated_at: now,
        evaluation_stale: false,
      });
    }
    expect((await keyOf(finding))?.verdict).toBe('ask-holder');
  });

  it('sticks to the next audit, and an audit that ends after its end finds it open', async () => {
    const finding = await onlyFinding();
    await accept(finding, 30);
    const second = await owner.auditAgain();
    const excepted = (await owner.findings(second)).find(({ id }) => id === finding.id);
    expect(excepted?.state).toBe('excepted');
    owner.wait(31);
    const third = await owner.auditAgain();
    const open = (await owner.findings(third)).find(({ id }) => id === finding.id);
    expect(open?.state).toBe('open');
  });

  it('a rule on a member is accepted on everything that they hold, and on nobody else', async () => {
    const all = await owner.keys();
    const holder = all.find((key) => key.findings.includes('never-expires'))?.user_id ?? '';
    const [exception] = await addExceptions(owner.ctx, {
      targets: [{ rule: 'never-expires', member_id: holder }],
      reason: 'leaves in March',
      until: inDays(60),
    });
    expect(exception).toMatchObject({
      scope: 'holder',
      subject_type: 'member',
      subject_id: holder,
    });
    for (const key of await owner.keys()) {
      const had = all.find((one) => one.id === key.id)?.findings.includes('never-expires');
      expect(key.findings.includes('never-expires')).toBe(had && key.user_id !== holder);
    }
  });

  it('withdrawn, the finding is open again; doing it twice changes nothing', async () => {
    const finding = await onlyFinding();
    const before = await rowsOf(current.store, owner.audit.id);
    const [exception] = await accept(finding, 30);
    const ids = [exception?.id ?? ''];
    const [withdrawn] = await withdrawExceptions(owner.colleague, { ids });
    expect(withdrawn).toMatchObject({ state: 'withdrawn', withdrawn_by: 'second@acme.example' });
    const { keys, findings } = await rowsOf(current.store, owner.audit.id);
    expect({ keys, findings }).toEqual({ keys: before.keys, findings: before.findings });
    expect(await withdrawExceptions(owner.ctx, { ids })).toEqual([withdrawn]);
    expect(await list()).toEqual([]);
    expect(await list({ state: ['withdrawn'] })).toEqual([withdrawn]);
  });

  it('many at once, told in the log as one act with its reason and end', async () => {
    const findings = (await owner.findings()).filter(({ rule }) => rule === 'never-expires');
    const targets = findings.map(({ id }) => ({ finding_id: id }));
    const rows = await addExceptions(owner.ctx, {
      targets: [...targets, ...targets],
      reason: 'Expiry comes with the new data plane',
      until: inDays(90),
    });
    expect(rows).toHaveLength(findings.length);
    expect((await owner.keys()).flatMap((key) => key.findings)).not.toContain('never-expires');
    await withdrawExceptions(owner.ctx, { ids: rows.map(({ id }) => id) });
    const log = await listActivity(owner.ctx, {
      ...page,
      query: {
        q: null,
        filters: { action: ['exceptions-added', 'exceptions-withdrawn'] },
        sort: { column: 'at', direction: 'asc' },
      },
    });
    expect(log.map(({ action, details }) => ({ action, details }))).toEqual(
      expect.arrayContaining([
        {
          action: 'exceptions-added',
          details: {
            exceptions: findings.length,
            reason: 'Expiry comes with the new data plane',
            until: inDays(90).toISOString(),
          },
        },
        { action: 'exceptions-withdrawn', details: { exceptions: findings.length } },
      ]),
    );
  });

  it('is listed by state and rule, page by page, those that end first on top', async () => {
    const findings = (await owner.findings()).slice(0, 5);
    for (const [index, finding] of findings.entries()) await accept(finding, 20 + index * 5);
    owner.wait(11);
    expect((await list()).map(({ state }) => state)).toEqual([
      'ending',
      'ending',
      'active',
      'active',
      'active',
    ]);
    expect(await list({ state: ['ending'] })).toHaveLength(2);
    expect(await list({ state: ['ended', 'withdrawn'] })).toEqual([]);
    const all = await list();
    const first = await listExceptions(owner.ctx, { ...page, limit: 2, query: query() });
    const rest = await listExceptions(owner.ctx, {
      limit: 10,
      startingAfter: first[1]?.id ?? '',
      query: query(),
    });
    expect([...first, ...rest]).toEqual(all);
  });

  describe('refuses', () => {
    it.each([
      ['an end that has passed', 0, 'known'],
      ['an end more than a year ahead', 366, 'known'],
      ['a reason of nothing that can be seen', 10, '\u0000\u200f\u0007 '],
    ])('%s', async (_name, days, reason) => {
      await expect(accept(await onlyFinding(), days, reason)).rejects.toMatchObject({
        code: 'bad-request',
      });
      expect(await current.store.db.$count(schema.exceptions)).toBe(0);
    });

    it('a reason of 10,000 characters, more than 1,000 targets, and none', () => {
      const body = { targets: [{ finding_id: 'f' }], reason: 'x', until: '2027-01-01T00:00:00Z' };
      const many = (count: number) => Array.from({ length: count }, () => ({ finding_id: 'f' }));
      expect(addExceptionsSchema.safeParse(body).success).toBe(true);
      for (const wrong of [
        { reason: 'x'.repeat(10_000) },
        { reason: ' \n' },
        { targets: many(1_001) },
        { targets: [] },
        { until: 'tomorrow' },
      ]) {
        expect(addExceptionsSchema.safeParse({ ...body, ...wrong }).success).toBe(false);
      }
    });

    it('what the newest audit does not have, all of it together', async () => {
      const finding = await onlyFinding();
      for (const wrong of [
        { finding_id: 'nobody' },
        { rule: 'old-key' as const, member_id: 'nobody' },
      ]) {
        await expect(
          addExceptions(owner.ctx, {
            targets: [{ finding_id: finding.id }, wrong],
            reason: 'known',
            until: inDays(10),
          }),
        ).rejects.toMatchObject({ code: 'not-found' });
      }
      expect(await list()).toEqual([]);
    });
  });

  it('nothing of it is seen or changed from another organization', async () => {
    const finding = await onlyFinding();
    const [exception] = await accept(finding, 30);
    const other = testContext(current.store, OTHER);
    await rememberOrganization(current.store.db, OTHER, other.now());
    expect(await list({}, other)).toEqual([]);
    await expect(withdrawExceptions(other, { ids: [exception?.id ?? ''] })).rejects.toMatchObject({
      code: 'not-found',
    });
    await expect(
      addExceptions(other, {
        targets: [{ finding_id: finding.id }],
        reason: 'known',
        until: inDays(10),
      }),
    ).rejects.toMatchObject({ code: 'no-audit' });
    expect((await list()).map(({ state }) => state)).toEqual(['active']);
  });

  it('an accepted risk of a key has no effect if its rule now flags members', async () => {
    const organizationId = owner.ctx.organization.id;
    const rule = 'several-keys-per-member';
    const ofKey = { organizationId, rule, scope: 'subject', subjectType: 'key' } as const;
    const id = await seedException(current.store, { ...ofKey, until: inDays(30) });
    const ofHolder = { organizationId, rule, until: inDays(40) } as const;
    await seedException(current.store, ofHolder);
    expect((await list()).map(({ can_apply }) => can_apply)).toEqual([false, true]);
    expect(await summarizeExceptions(owner.ctx)).toEqual({
      active: 1,
      next_ends_at: inDays(40).toISOString(),
      without_effect: 1,
      ended: 0,
    });
    await withdrawExceptions(owner.ctx, { ids: [id] });
    expect(await list()).toMatchObject([{ can_apply: true }]);
  });

  it('hostile text is kept harmless, in the list and in the CSV', async () => {
    const hostile = '=HYPERLINK("http://evil.example")\u0000\u001b[2J\u202e';
    const finding = await onlyFinding();
    const [exception] = await accept(finding, 30, hostile);
    expect(exception?.reason).toBe('=HYPERLINK("http://evil.example")  [2J');
    await setUsedBy(owner.ctx, {
      decisions: [{ key_id: finding.subject_id, used_by: 'workload', note: hostile }],
    });
    let csv = '';
    const bySeverity = { column: 'severity', direction: 'desc' as const };
    const rows = streamKeys(owner.ctx, {
      auditId: owner.audit.id,
      query: { ...query(), sort: bySeverity },
    });
    const { audit } = owner;
    for await (const text of renderReport({ view: 'keys', format: 'csv', audit, rows })) {
      csv += text;
    }
    const lines: Record<string, string>[] = parse(csv, { columns: true });
    const line = lines.find(({ key_id }) => key_id === finding.subject_id);
    expect(line).toMatchObject({ used_by: 'workload', exception_until: exception?.until });
    for (const cell of lines.flatMap((one) => Object.values(one))) {
      expect(cell).not.toMatch(/^[=@]|\p{Cc}|\u202e/u);
    }
  });
});
