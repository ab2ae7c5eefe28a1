import { afterEach, expect, it } from 'vitest';
import { startSimulator, type Simulator } from '@/lib/tools/simulator';
import { schema } from '@/lib/platform/database';
import { eq, sql } from '@/lib/platform/database/sql';
import { useMemoryStore } from '@/lib/platform/database/testing';
import { auditId } from '@/lib/domain/core';
import { evaluateAudit } from '../judge/evaluate-audit';
import { findingRows } from '../judge/write-findings';
import { verdictRows } from '../judge/write-verdicts';
import { auditOnce, rowsOf } from '../testing';

const SLOW_MS = 400;
const current = useMemoryStore();
let simulator: Simulator;
afterEach(async () => {
  await current.store.db.execute(sql`drop function if exists slow cascade`);
  await simulator.close();
});

it('rows are written in the order of their indexes, which costs a quarter less with many keys', async () => {
  simulator = await startSimulator({ members: 24 });
  const { db } = current.store;
  const audit = await auditOnce(current.store, simulator);
  const id = auditId(audit.id);
  const [row] = await db.select().from(schema.audits).where(eq(schema.audits.id, id));
  if (row === undefined) throw new Error('the audit is stored');
  const evaluated = await evaluateAudit(db, row, { now: new Date(), today: new Date() });
  const findings: string[] = [];
  for await (const rows of findingRows(row, evaluated)) findings.push(...rows.map(({ id }) => id));
  expect(findings.length).toBeGreaterThan(20);
  expect(findings).toEqual(findings.toSorted());
  const keys = [...verdictRows(evaluated)].flat();
  const places = keys.map(({ key_id }) => evaluated.evaluation.keys.get(key_id)?.priority);
  expect(places).toEqual(keys.map((_, index) => index + 1));
});

it('an audit finishes when all of it is written; ages still count to when it had read everything', async () => {
  simulator = await startSimulator({ members: 12 });
  await current.store.db.execute(
    sql.raw(`create or replace function slow() returns trigger language plpgsql as $$
      begin perform pg_sleep(${SLOW_MS / 1000}); return null; end $$`),
  );
  await current.store.db.execute(
    sql`create trigger slow after update on audit_keys for each statement execute function slow()`,
  );
  const audit = await auditOnce(current.store, simulator);
  const { audits } = schema;
  const [row] = await current.store.db
    .select()
    .from(audits)
    .where(eq(audits.id, auditId(audit.id)));
  const { finishedAt, observedAt } = row ?? {};
  expect((finishedAt?.getTime() ?? 0) - (observedAt?.getTime() ?? 0)).toBeGreaterThan(SLOW_MS / 2);
  const { findings } = await rowsOf(current.store, audit.id);
  expect(findings.length).toBeGreaterThan(0);
  const told = await current.store.db.select().from(schema.activity);
  expect(told.find(({ action }) => action === 'audit-finished')?.at).toEqual(finishedAt);
});
