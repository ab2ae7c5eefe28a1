import type { Metadata } from 'next';
import { OverviewScreen } from '@/components/overview/overview-screen';
import { Prefetched } from '@/components/shell/prefetched';
import { getOverview } from '@/lib/features/audits';
import { summarizeExceptions } from '@/lib/features/rules';
import { exceptionsSummaryQuery, overviewQuery } from '@/lib/client';
import { prefetch } from '@/lib/server/prefetch';
import { requireSession } from '@/lib/server/require-session';
import { runtime } from '@/lib/server/runtime';

export const metadata: Metadata = { title: 'Overview' };

export default async function OverviewPage() {
  const { ctx } = await requireSession();
  const state = await prefetch(
    {
      options: overviewQuery(ctx.organization.id),
      read: async () => getOverview(ctx, await runtime()),
    },
    {
      options: exceptionsSummaryQuery(ctx.organization.id),
      read: () => summarizeExceptions(ctx),
    },
  );
  return (
    <Prefetched state={state}>
      <OverviewScreen />
    </Prefetched>
  );
}
