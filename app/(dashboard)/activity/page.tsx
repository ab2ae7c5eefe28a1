import type { Metadata } from 'next';
import { ActivityScreen } from '@/components/activity/activity-screen';
import { Prefetched } from '@/components/shell/prefetched';
import { listActivity } from '@/lib/features/activity';
import { activityQuery, FIRST_PAGE, parseTableQuery } from '@/lib/client';
import { ACTIVITY_TABLE } from '@/lib/contract';
import { prefetch } from '@/lib/server/prefetch';
import { requireSession } from '@/lib/server/require-session';

export const metadata: Metadata = { title: 'Activity' };

type ActivityPageProps = { searchParams: Promise<Record<string, string | string[] | undefined>> };

export default async function ActivityPage({ searchParams }: ActivityPageProps) {
  const { ctx } = await requireSession();
  const parameters = await searchParams;
  const query = parseTableQuery(ACTIVITY_TABLE, (name) => {
    const value = parameters[name];
    return typeof value === 'string' ? value : null;
  });
  const state = await prefetch({
    options: activityQuery(ctx.organization.id, query),
    read: async () => ({
      objects: await listActivity(ctx, {
        query,
        limit: FIRST_PAGE.limit,
        startingAfter: FIRST_PAGE.after,
      }),
    }),
  });
  return (
    <Prefetched state={state}>
      <ActivityScreen />
    </Prefetched>
  );
}
