import { CircleMinus, CirclePlus, PenLine } from 'lucide-react';
import type { ChangeKind } from '@/lib/domain/core';
import { CHANGE_WORDS } from './words';

const ICONS: Record<ChangeKind, typeof CirclePlus> = {
  new: CirclePlus,
  gone: CircleMinus,
  changed: PenLine,
};

export function ChangeBadge({ kind }: { kind: ChangeKind }) {
  const Icon = ICONS[kind];
  return (
    <span className="inline-flex w-20 shrink-0 items-center gap-1.5 text-sm text-muted-foreground">
      <Icon className="size-3.5 shrink-0" aria-hidden />
      {CHANGE_WORDS[kind]}
    </span>
  );
}
