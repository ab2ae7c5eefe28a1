import type { Audit, Overview } from '@/lib/contract';
import { formatNumber, plural } from '@/components/status/format';
import { coverageWords } from '@/components/status/coverage-words';
import { MEMBER_REASON_WORDS } from '@/components/status/words';
import { Section } from '@/components/ui/section';
import { TextLink } from '@/components/ui/text-link';
import { membersLink } from '@/lib/client/rows-link';

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
    <Section title="Coverage" aside={<TextLink href={`/audits/${audit.id}`}>Certificate</TextLink>}>
      <p className="text-sm text-muted-foreground">
        {whole
          ? `Every one of ${plural(total, 'member')} was audited under a proven identity.`
          : notAudited > 0
            ? `${plural(notAudited, 'member')} could not be audited. Keys that they hold are not in any count.`
            : `All ${plural(total, 'member')} on the list were asked, and yet this audit is partial.`}
      </p>
      {why !== null && audit.reason !== 'members-missing' ? (
        <p className="mt-1 text-sm text-warning">{why}</p>
      ) : null}
      {audit.lists_ended_early ? (
        <p className="mt-1 text-sm text-muted-foreground">
          {plural(audit.lists_ended_early, 'key list')} ended at a short page. The certificate says
          why.
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
