import { afterEach, expect, it } from 'vitest';
import type { TableQuery } from '@/lib/contract';
import { contextOf } from '@/lib/features/audits/testing';
import { listAudits } from '@/lib/features/audits';
import { listReplacements } from '@/lib/features/replacements';
import { listExceptions } from '@/lib/features/rules';
import { STAGES } from '@/lib/domain/replacement-plan';
import { useMemoryStore } from '@/lib/platform/database/testing';
import { startSimulator, type Simulator } from '@/lib/tools/simulator';
import { writeHistory } from './write-history';

const current = useMemoryStore();
const NOW = new Date('2026-11-20T18:00:00.000Z');
let simulator: Simulator;
afterEach(() => simulator.close());

const first = (column: string) => {
  const query: TableQuery = { q: null, filters: {}, sort: { column, direction: 'asc' } };
  return { query, limit: 50, startingAfter: null };
};

it.each([48, 150])(
  'gives the demo of %i members four audits, a plan in each stage, an accepted risk, and today’s organization',
  async (size) => {
    simulator = await startSimulator({ now: NOW, members: size });
    const { organization } = simulator;
    const before = {
      members: organization.members.map(({ id }) => id),
      keys: organization.keys.map(({ id }) => id),
    };
    const { store } = current;
    await writeHistory({ store, simulator, now: NOW });

    expect(organization.members.map(({ id }) => id)).toEqual(before.members);
    expect(organization.keys.map(({ id }) => id)).toEqual(before.keys);
    expect(organization.departedKeys.map(({ name }) => name)).toContain('sagemaker-batch');
    expect(Object.keys(organization.foreignMemberships)).toHaveLength(2);

    const ctx = contextOf(store, simulator, { now: () => NOW });
    const audits = await listAudits(ctx, { limit: 10, startingAfter: null });
    expect(audits.map(({ status, members }) => [status, members.blocked])).toEqual([
      ['partial', 2],
      ['complete', 0],
      ['complete', 0],
      ['complete', 0],
    ]);
    const counts = audits.map(({ keys }) => keys);
    expect(counts, 'the organization grows').toEqual(counts.toSorted((a, b) => b - a));

    const plans = await listReplacements(ctx, first('title'));
    expect(new Set(plans.map(({ stage }) => stage))).toEqual(new Set(STAGES));
    const reopened = plans.filter((plan) => plan.reopened);
    expect(reopened.map(({ title }) => title)).toEqual(['Replace datadog-export']);
    const done = plans.find(({ stage }) => stage === 'done');
    expect(done).toMatchObject({ title: 'Replace snowflake-export', proved: true });
    const { serviceTokens } = organization;
    expect(serviceTokens).toHaveLength(6);
    for (const { created } of serviceTokens) expect(new Date(created ?? NaN) < NOW).toBe(true);
    for (const { created_at } of plans) expect(new Date(created_at) < NOW).toBe(true);
    expect(await listExceptions(ctx, first('until'))).toMatchObject([
      { state: 'active', author: 'daniel.weiss@acme.example' },
    ]);
  },
);
