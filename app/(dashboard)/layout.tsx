import { cookies } from 'next/headers';
import type { ReactNode } from 'react';
import { FOLD_COOKIE } from '@/components/shell/fold-cookie';
import { Shell } from '@/components/shell/shell';
import { sessionFacts } from '@/lib/server/page-facts';
import { requireSession } from '@/lib/server/require-session';

/** Every signed-in page: an owner proven by their session, inside the shell. */
export default async function DashboardLayout({ children }: { children: ReactNode }) {
  const { session } = await requireSession();
  const folded = (await cookies()).get(FOLD_COOKIE)?.value === '1';
  return (
    <Shell session={sessionFacts(session)} sidebarFolded={folded}>
      {children}
    </Shell>
  );
}
