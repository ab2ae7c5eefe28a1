import { expect, it } from 'vitest';
import { readMigrations } from './migrate';
import { schema, type Transaction } from './index';
import { asc, sql } from './sql';
import { describeStores } from './testing';

const HISTORY = 'finding-history';
const AUDITS = ['1', '2', '3', '4'].map((n) => `00000000-0000-4000-8000-00000000000${n}`);
const audit = (n: number) => AUDITS[n - 1] ?? '';
const day = (n: number) => `2026-11-0${n}T10:00:00.000Z`;
const date = (n: number) => new Date(day(n));

describeStores('histories of findings that were stored before', (current) => {
  /** Runs the later migrations on old rows, in a separate schema. */
  const migrated = (insert: (tx: Transaction) => Promise<void>) =>
    current.store.transaction(async (tx) => {
      const run = (text: string) => tx.execute(sql.raw(text));
      await run('create schema old');
      await run('set local search_path to old, public');
      const migrations = await readMigrations();
      const at = migrations.findIndex(({ tag }) => tag.endsWith(HISTORY));
      for (const { statements } of migrations.slice(0, at))
        for (const one of statements) await run(one);
      for (const n of [1, 2, 3, 4]) {
        await run(`insert into audits (id, organization_id, organization_name, status, started_by,
          strategy_asked, created_at, finished_at) values ('${audit(n)}', 'acme', 'Acme', 'complete',
          'olivia', 'auto', '${day(n)}', '${day(n)}')`);
      }
      await insert(tx);
      for (const { statements } of migrations.slice(at))
        for (const one of statements) await run(one);
      const rows = await tx.select().from(schema.findings).orderBy(asc(schema.findings.id));
      await run('drop schema old cascade');
      return rows;
    });
  const found = (n: number, id: string, opened: number, reopened: number | null = null) =>
    sql.raw(`insert into audit_findings (audit_id, id, rule, severity, subject_type, subject_id,
      subject_name, evidence, state, opened_at, reopened_at) values ('${audit(n)}', '${id}', 'old-key',
      'high', 'key', 'k-1', 'x', '[]', 'open', '${day(opened)}',
      ${reopened === null ? 'null' : `'${day(reopened)}'`})`);
  const resolved = (n: number, id: string, opened: number) =>
    sql.raw(`insert into resolved_findings (organization_id, finding_id, rule, severity, subject_type,
      subject_id, subject_name, opened_at, resolved_at, audit_id) values ('acme', '${id}', 'old-key',
      'low', 'key', 'k-1', 'x', '${day(opened)}', '${day(n)}', '${audit(n)}')`);
  const waiting = (id: string, opened: number) =>
    sql.raw(`insert into unassessed_findings (organization_id, finding_id, rule, severity,
      subject_type, subject_id, subject_name, opened_at, reopened_at) values ('acme', '${id}',
      'old-key', 'high', 'key', 'k-1', 'x', '${day(opened)}', null)`);

  it('are kept: open, waiting, resolved, reopened, and moved by the old fault', async () => {
    const rows = await migrated(async (tx) => {
      await tx.execute(found(1, 'a-open', 1));
      await tx.execute(found(2, 'a-open', 1));
      await tx.execute(waiting('b-waiting', 1));
      await tx.execute(found(1, 'c-resolved', 1));
      await tx.execute(resolved(2, 'c-resolved', 1));
      await tx.execute(found(1, 'd-reopened', 1));
      await tx.execute(resolved(2, 'd-reopened', 1));
      await tx.execute(found(3, 'd-reopened', 1, 3));
      await tx.execute(resolved(2, 'e-twice-resolved', 1));
      await tx.execute(found(3, 'e-twice-resolved', 1, 3));
      await tx.execute(resolved(4, 'e-twice-resolved', 1));
      await tx.execute(found(1, 'f-moved', 1));
      await tx.execute(found(2, 'f-moved', 2));
    });
    const open = { openedAt: date(1), reopenedAt: null, resolvedAt: null, resolvedBy: null };
    const known = { organizationId: 'acme', rule: 'old-key', subjectType: 'key', subjectId: 'k-1' };
    expect(rows).toMatchObject([
      { ...known, id: 'a-open', severity: 'high', ...open, earlier: [] },
      { ...known, id: 'b-waiting', severity: 'high', ...open, earlier: [] },
      {
        ...open,
        id: 'c-resolved',
        severity: 'low',
        resolvedAt: date(2),
        resolvedBy: audit(2),
        earlier: [],
      },
      {
        ...open,
        id: 'd-reopened',
        severity: 'high',
        reopenedAt: date(3),
        earlier: [{ severity: 'low', reopened_at: null, audit_id: audit(2) }],
      },
      {
        id: 'e-twice-resolved',
        openedAt: date(1),
        reopenedAt: date(3),
        resolvedAt: date(4),
        resolvedBy: audit(4),
        earlier: [{ reopened_at: null, audit_id: audit(2) }],
      },
      { ...open, id: 'f-moved', earlier: [] },
    ]);
    const [resolution] = rows.flatMap(({ earlier }) => earlier);
    expect(new Date(resolution?.resolved_at ?? '')).toEqual(date(2));
  });

  it('are none in a database without findings', async () => {
    expect(await migrated(() => Promise.resolve())).toEqual([]);
  });
});
