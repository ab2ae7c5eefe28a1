import { Bot, CircleHelp, User } from 'lucide-react';
import type { UsedBy } from '@/lib/core';
import { Unknown } from './unknown';
import { USED_BY_WORDS } from './words';

const ICONS: Record<UsedBy, typeof Bot> = { workload: Bot, person: User, unclear: CircleHelp };

/** Who uses a key; said too where an owner said so against the rules. */
export function UsedByBadge({
  usedBy,
  overruled = false,
}: {
  usedBy: UsedBy | null;
  overruled?: boolean;
}) {
  if (usedBy === null) return <Unknown />;
  const Icon = ICONS[usedBy];
  return (
    <span className="inline-flex items-center gap-1.5 align-middle text-sm whitespace-nowrap">
      <Icon className="size-3.5 shrink-0 text-muted-foreground" aria-hidden />
      {USED_BY_WORDS[usedBy]}
      {overruled ? <span className="text-muted-foreground">(set)</span> : null}
    </span>
  );
}
