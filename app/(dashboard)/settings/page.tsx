import type { Metadata } from 'next';
import { SettingsScreen } from '@/components/settings/settings-screen';
import { getOrganization } from '@/lib/features/organizations';
import { connectionFacts } from '@/lib/server/page-facts';
import { requireSession } from '@/lib/server/require-session';

export const metadata: Metadata = { title: 'Settings' };

export default async function SettingsPage() {
  const { ctx, session } = await requireSession();
  const { retentionDays } = await getOrganization(ctx);
  return (
    <SettingsScreen
      facts={{
        ...connectionFacts(),
        storedIn: ctx.store.kind,
        signedInAt: session.createdAt.toISOString(),
        sessionEndsAt: session.expiresAt.toISOString(),
        retentionDays,
      }}
    />
  );
}
