import type { Metadata } from 'next';
import { MembersScreen } from '@/components/members/members-screen';
import { requireSession } from '@/lib/server/require-session';

export const metadata: Metadata = { title: 'Members' };

export default async function MembersPage() {
  await requireSession();
  return <MembersScreen />;
}
