import type { Metadata } from 'next';
import { SessionsScreen } from '@/components/settings/sessions-screen';
import { requireSession } from '@/lib/server/require-session';

export const metadata: Metadata = { title: 'Sessions' };

export default async function SessionsPage() {
  const { session } = await requireSession();
  return (
    <SessionsScreen
      times={{
        signedInAt: session.createdAt.toISOString(),
        sessionEndsAt: session.expiresAt.toISOString(),
      }}
    />
  );
}
