import { afterEach, expect, it } from 'vitest';
import { auditOnce, contextOf, keysOf } from '@/lib/features/audits/testing';
import { listNextSteps } from '@/lib/features/next-steps';
import { suggestReplacement } from '@/lib/features/replacements';
import { SEVERITIES } from '@/lib/domain/core';
import { useMemoryStore } from '@/lib/platform/database/testing';
import { startSimulator, type Simulator } from '@/lib/tools/simulator';
import { writeHistory } from './write-history';

const current = useMemoryStore();
const NOW = new Date('2026-11-20T18:00:00.000Z');
let simulator: Simulator;
afterEach(() => simulator.close());

it('the demo starts with one workload of three keys, and its figures leave something to decide', async () => {
  const { store } = current;
  simulator = await startSimulator({ now: NOW });
  await writeHistory({ store, simulator, now: NOW });
  const now = () => NOW;
  const openCredential = () => Promise.resolve(simulator.keys.owner);
  const audit = await auditOnce(store, simulator, {
    context: { now },
    dependencies: { now, openCredential },
  });

  expect(audit.verdicts?.['ask-holder']).toBeLessThanOrEqual(20);
  expect(audit.verdicts?.ok).toBeGreaterThanOrEqual(20);
  const keys = await keysOf(store, simulator, audit);
  const toReplace = keys.filter(({ verdict }) => verdict === 'replace');
  for (const severity of SEVERITIES) {
    const share = toReplace.filter((key) => key.severity === severity).length / toReplace.length;
    expect(share, severity).toBeLessThanOrEqual(0.5);
  }

  const ctx = contextOf(store, simulator, { now });
  const [first] = await listNextSteps(ctx, { auditId: audit.id });
  expect(first).toMatchObject({
    kind: 'replace-workload',
    workload_name: 'voice agent ingest',
    holders: 3,
    access: 'owner',
    severity: 'critical',
  });
  const key_ids = first?.kind === 'replace-workload' ? first.key_ids : [];
  expect(key_ids).toHaveLength(3);
  // Nothing has to be filled in.
  const { plan, problems, separate_plans } = await suggestReplacement(ctx, { key_ids });
  expect(plan.projects.map(({ name }) => name)).toEqual(['Voice agent']);
  expect(problems).toEqual([]);
  expect(separate_plans).toHaveLength(1);
});
