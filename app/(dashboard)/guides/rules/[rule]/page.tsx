import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { RuleScreen } from '@/components/guides/rule-screen';
import { requireSession } from '@/lib/server/require-session';
import { ruleFacts } from '@/lib/server/rule-facts';
import { getRuleSettings } from '@/lib/features/rules';

export const metadata: Metadata = { title: 'Rule' };

type RulePageProps = { params: Promise<{ rule: string }> };

export default async function RulePage({ params }: RulePageProps) {
  const { ctx } = await requireSession();
  const { rule: id } = await params;
  const rule = ruleFacts(await getRuleSettings(ctx)).find((one) => one.id === id);
  if (rule === undefined) notFound();
  return <RuleScreen rule={rule} />;
}
