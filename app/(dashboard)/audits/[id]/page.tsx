import type { Metadata } from 'next';
import { AuditScreen } from '@/components/audits/audit-screen';
import { Prefetched } from '@/components/shell/prefetched';
import { getAudit } from '@/lib/features/audits';
import { auditQuery } from '@/lib/client';
import { prefetch } from '@/lib/server/prefetch';
import { requireSession } from '@/lib/server/require-session';

export const metadata: Metadata = { title: 'Audit' };

export default async function AuditPage({ params }: { params: Promise<{ id: string }> }) {
  const { ctx } = await requireSession();
  const { id } = await params;
  const state = await prefetch({
    options: auditQuery(id),
    read: () => getAudit(ctx, { auditId: id }),
  });
  return (
    <Prefetched state={state}>
      <AuditScreen auditId={id} />
    </Prefetched>
  );
}
