import type { MemberRow } from '@/lib/contract';
import { StateBadge } from '@/components/status/state-badge';
import { EXEMPT_WORDS, MEMBER_REASON_WORDS, memberLabel } from '@/components/status/member-words';
import { TwoLineCard } from '@/components/table/two-line-card';
import { copy } from './copy';

/** A member on a small screen. */
export function MemberCard({ row, judged }: { row: MemberRow; judged: boolean }) {
  return (
    <TwoLineCard
      name={memberLabel(row)}
      mark={<StateBadge state={row.state} />}
      detail={
        row.state === 'exempt'
          ? EXEMPT_WORDS
          : row.reason !== null
            ? MEMBER_REASON_WORDS[row.reason]
            : row.keys === null
              ? copy.card.notAudited
              : judged
                ? copy.card.keysToReplace(row.keys, row.keys_to_replace)
                : copy.card.keys(row.keys)
      }
    />
  );
}
