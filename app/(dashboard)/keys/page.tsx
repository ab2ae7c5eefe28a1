import type { Metadata } from 'next';
import { KeysScreen } from '@/components/keys/keys-screen';
import { Prefetched } from '@/components/shell/prefetched';
import { findLatestAudit, getAudit } from '@/lib/features/audits';
import { FIRST_PAGE, auditQuery, keyFacetsQuery, keysQuery, parseTableQuery } from '@/lib/client';
import { KEYS_TABLE } from '@/lib/contract';
import { keyFacets, listKeys } from '@/lib/features/keys';
import { prefetch } from '@/lib/server/prefetch';
import { requireSession } from '@/lib/server/require-session';

export const metadata: Metadata = { title: 'Keys' };

type KeysPageProps = { searchParams: Promise<Record<string, string | string[] | undefined>> };

export default async function KeysPage({ searchParams }: KeysPageProps) {
  const { ctx } = await requireSession();
  const parameters = await searchParams;
  const read = (name: string) => {
    const value = parameters[name];
    return typeof value === 'string' ? value : null;
  };
  const asked = read('audit');
  const auditId = asked ?? (await findLatestAudit(ctx))?.id ?? null;
  if (auditId === null) return <KeysScreen />;
  const query = parseTableQuery(KEYS_TABLE, read);
  const page = { limit: FIRST_PAGE.limit, startingAfter: FIRST_PAGE.after };
  const state = await prefetch(
    {
      options: keysQuery(auditId, query),
      read: async () => ({ objects: await listKeys(ctx, { auditId, query, ...page }) }),
    },
    {
      options: keyFacetsQuery(auditId, query),
      read: () => keyFacets(ctx, { auditId, query }),
    },
    ...(asked === null
      ? []
      : [{ options: auditQuery(auditId), read: () => getAudit(ctx, { auditId }) }]),
  );
  return (
    <Prefetched state={state}>
      <KeysScreen />
    </Prefetched>
  );
}
