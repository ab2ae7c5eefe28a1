import type { UsedBy } from '@/lib/domain/core';
import { Glyph, type GlyphName } from '@/components/ui/glyph';
import { copy } from './copy';
import { Unknown } from './unknown';
import { USED_BY_WORDS } from './words';

const ICONS: Record<UsedBy, GlyphName> = {
  workload: 'bot',
  person: 'user',
  unclear: 'circle-help',
};

/** Who uses a key, marked "(set)" if an owner has overridden what the rules say. */
export function UsedByBadge({
  usedBy,
  overruled = false,
}: {
  usedBy: UsedBy | null;
  overruled?: boolean;
}) {
  if (usedBy === null) return <Unknown />;
  return (
    <span className="inline-flex items-center gap-1.5 align-middle text-sm whitespace-nowrap">
      <Glyph name={ICONS[usedBy]} className="text-muted-foreground" />
      {USED_BY_WORDS[usedBy]}
      {overruled ? <span className="text-muted-foreground">{copy.value.usageSet}</span> : null}
    </span>
  );
}
