import type { Audit, Overview } from '@/lib/contract';
import { formatNumber } from '@/components/status/format';
import { coverageWords } from '@/components/status/coverage-words';
import { MEMBER_REASON_WORDS } from '@/components/status/words';
import { Section } from '@/components/ui/section';
import { TextLink } from '@/components/ui/text-link';
import { membersLink } from '@/lib/client/rows-link';
import { copy } from './copy';

const TEXT = copy.coverage;

/** How many members are missing from the audit, and why. */
export function CoverageSection({
  audit,
  missing,
}: {
  audit: Audit;
  missing: Overview['missing'];
}) {
  const { total } = audit.members;
  const { missing: notAudited, whole, why } = coverageWords(audit);
  return (
    <Section
      title={TEXT.title}
      aside={<TextLink href={`/audits/${audit.id}`}>{TEXT.details}</TextLink>}
    >
      <p className="text-sm text-muted-foreground">
        {whole
          ? audit.strategy === 'organization'
            ? TEXT.wholeFromList(total)
            : TEXT.whole(total)
          : notAudited > 0
            ? TEXT.missing(notAudited)
            : TEXT.partialOnly(total)}
      </p>
      {why !== null && audit.reason !== 'members-missing' ? (
        <p className="mt-1 text-sm text-warning">{why}</p>
      ) : null}
      {audit.lists_ended_early ? (
        <p className="mt-1 text-sm text-muted-foreground">
          {TEXT.shortLists(audit.lists_ended_early)}
        </p>
      ) : null}
      {missing.length > 0 ? (
        <ul className="mt-2">
          {missing.map(({ reason, members }) => (
            <li key={reason} className="flex min-h-9 items-center gap-3 border-b py-1 text-sm">
              <TextLink href={membersLink({ reason })} className="min-w-0">
                {MEMBER_REASON_WORDS[reason]}
              </TextLink>
              <span className="ml-auto tabular-nums">{formatNumber(members)}</span>
            </li>
          ))}
        </ul>
      ) : null}
    </Section>
  );
}
