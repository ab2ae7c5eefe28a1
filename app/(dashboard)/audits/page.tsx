import type { Metadata } from 'next';
import { AuditsScreen } from '@/components/audits/audits-screen';
import { Prefetched } from '@/components/shell/prefetched';
import { listAudits } from '@/lib/features/audits';
import { auditsQuery, FIRST_PAGE } from '@/lib/client';
import { prefetch } from '@/lib/server/prefetch';
import { requireSession } from '@/lib/server/require-session';

export const metadata: Metadata = { title: 'Audits' };

export default async function AuditsPage() {
  const { ctx } = await requireSession();
  const state = await prefetch({
    options: auditsQuery(ctx.organization.id),
    read: async () => ({
      objects: await listAudits(ctx, { limit: FIRST_PAGE.limit, startingAfter: null }),
    }),
  });
  return (
    <Prefetched state={state}>
      <AuditsScreen />
    </Prefetched>
  );
}
