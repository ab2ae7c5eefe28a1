import type { Metadata } from 'next';
import { DataScreen } from '@/components/settings/data-screen';
import { getOrganization } from '@/lib/features/organizations';
import { requireSession } from '@/lib/server/require-session';

export const metadata: Metadata = { title: 'Data' };

export default async function DataPage() {
  const { ctx } = await requireSession();
  const { retentionDays } = await getOrganization(ctx);
  return <DataScreen storedIn={ctx.store.kind} retentionDays={retentionDays} />;
}
