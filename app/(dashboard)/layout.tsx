import { cookies } from 'next/headers';
import type { ReactNode } from 'react';
import { FOLD_COOKIE } from '@/components/shell/fold-cookie';
import { Shell } from '@/components/shell/shell';
import { readActorName } from '@/lib/features/activity';
import { getOverview } from '@/lib/features/audits';
import { overviewQuery } from '@/lib/client';
import { sessionFacts } from '@/lib/server/page-facts';
import { prefetch } from '@/lib/server/prefetch';
import { requireSession } from '@/lib/server/require-session';
import { runtime } from '@/lib/server/runtime';

/** The shell around every signed-in page. Requires a session of a verified owner. */
export default async function DashboardLayout({ children }: { children: ReactNode }) {
  const { session, ctx } = await requireSession();
  const folded = (await cookies()).get(FOLD_COOKIE)?.value === '1';
  const state = await prefetch({
    options: overviewQuery(ctx.organization.id),
    read: async () => getOverview(ctx, await runtime()),
  });
  return (
    <Shell
      session={sessionFacts(session, await readActorName(ctx))}
      sidebarFolded={folded}
      state={state}
    >
      {children}
    </Shell>
  );
}
