import type { Metadata } from 'next';
import { MembersScreen } from '@/components/members/members-screen';
import { Prefetched } from '@/components/shell/prefetched';
import { findLatestAudit } from '@/lib/features/audits';
import { FIRST_PAGE, memberFacetsQuery, membersQuery, parseTableQuery } from '@/lib/client';
import { MEMBERS_TABLE } from '@/lib/contract';
import { listMembers, memberFacets } from '@/lib/features/members';
import { prefetch } from '@/lib/server/prefetch';
import { requireSession } from '@/lib/server/require-session';

export const metadata: Metadata = { title: 'Members' };

type MembersPageProps = { searchParams: Promise<Record<string, string | string[] | undefined>> };

export default async function MembersPage({ searchParams }: MembersPageProps) {
  const { ctx } = await requireSession();
  const parameters = await searchParams;
  const read = (name: string) => {
    const value = parameters[name];
    return typeof value === 'string' ? value : null;
  };
  const auditId = read('audit') ?? (await findLatestAudit(ctx))?.id ?? null;
  if (auditId === null) return <MembersScreen />;
  const query = parseTableQuery(MEMBERS_TABLE, read);
  const page = { limit: FIRST_PAGE.limit, startingAfter: FIRST_PAGE.after };
  const state = await prefetch(
    {
      options: membersQuery(auditId, query),
      read: async () => ({ objects: await listMembers(ctx, { auditId, query, ...page }) }),
    },
    {
      options: memberFacetsQuery(auditId, query),
      read: () => memberFacets(ctx, { auditId, query }),
    },
  );
  return (
    <Prefetched state={state}>
      <MembersScreen />
    </Prefetched>
  );
}
