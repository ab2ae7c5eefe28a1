import type { MemberRow } from '@/lib/contract';
import { SafeText } from '@/components/status/safe-text';
import { StateBadge } from '@/components/status/state-badge';
import { MEMBER_REASON_WORDS } from '@/components/status/words';
import { EXEMPT_WORDS, memberLabel } from '@/components/status/member-words';
import { copy } from './copy';

/** A member as a two-line card, for small screens. */
export function MemberCard({ row, judged }: { row: MemberRow; judged: boolean }) {
  return (
    <span className="block min-w-0">
      <span className="flex items-center justify-between gap-3">
        <span className="min-w-0 font-medium">
          <SafeText text={memberLabel(row)} clip />
        </span>
        <StateBadge state={row.state} />
      </span>
      <span className="block truncate text-xs text-muted-foreground">
        {row.state === 'exempt'
          ? EXEMPT_WORDS
          : row.reason !== null
            ? MEMBER_REASON_WORDS[row.reason]
            : row.keys === null
              ? copy.card.notAudited
              : judged
                ? copy.card.keysToReplace(row.keys, row.keys_to_replace)
                : copy.card.keys(row.keys)}
      </span>
    </span>
  );
}
