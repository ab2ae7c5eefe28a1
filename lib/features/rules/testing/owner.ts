import { getOverview, reEvaluateStale, streamFindings } from '@/lib/features/audits';
import { auditOnce, contextOf } from '@/lib/features/audits/testing';
import type { Context } from '@/lib/features/context';
import type { Audit, FindingRow, KeyRow, Overview, TableQuery } from '@/lib/contract';
import { DAY_MS, SECOND_MS } from '@/lib/domain/core';
import { listKeys } from '@/lib/features/keys';
import { startSimulator, type Simulator } from '@/lib/tools/simulator';
import type { Store } from '@/lib/platform/database';

const EVERYTHING: TableQuery = {
  q: null,
  filters: {},
  sort: { column: 'severity', direction: 'desc' },
};

/** An owner of a simulated organization with one finished audit and an adjustable clock. */
export type TestOwner = {
  ctx: Context;
  simulator: Simulator;
  audit: Audit;
  /** Moves the clock forward. */
  wait: (days: number) => void;
  colleague: Context;
  auditAgain: () => Promise<Audit>;
  /** Runs the re-evaluation job that the server would queue. */
  reEvaluate: () => Promise<void>;
  overview: () => Promise<Overview>;
  keys: (audit?: Audit) => Promise<KeyRow[]>;
  findings: (audit?: Audit) => Promise<FindingRow[]>;
  close: () => Promise<void>;
};

export async function startOwner(store: Store, members = 24): Promise<TestOwner> {
  const simulator = await startSimulator({ members });
  let now = new Date();
  const clock = () => now;
  const ctx = contextOf(store, simulator, { now: clock });
  const again = () => {
    // Two audits never start at the same moment, and lists are in that order.
    now = new Date(now.getTime() + SECOND_MS);
    return auditOnce(store, simulator, { context: { now: clock }, dependencies: { now: clock } });
  };
  const audit = await again();
  return {
    ctx,
    simulator,
    audit,
    wait: (days) => (now = new Date(now.getTime() + days * DAY_MS)),
    colleague: { ...ctx, actor: { ...ctx.actor, label: 'second@acme.example' } },
    auditAgain: again,
    reEvaluate: () =>
      reEvaluateStale(store, ctx.organization.id, clock, new AbortController().signal),
    overview: () =>
      getOverview(ctx, {
        countMembers: () => Promise.resolve({ members: null, why: 'not asked' }),
      }),
    keys: (of = audit) =>
      listKeys(ctx, { auditId: of.id, query: EVERYTHING, limit: 1000, startingAfter: null }),
    findings: async (of = audit) => {
      const rows: FindingRow[] = [];
      const stream = streamFindings(ctx, { auditId: of.id, query: EVERYTHING });
      for await (const batch of stream) rows.push(...batch);
      return rows;
    },
    close: () => simulator.close(),
  };
}
