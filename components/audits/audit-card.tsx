import type { Audit } from '@/lib/contract';
import { isUnderWay } from '@/components/shell/use-audits';
import { CoverageChip } from '@/components/status/coverage-chip';
import { formatUtc } from '@/components/status/format';
import { StateBadge } from '@/components/status/state-badge';
import { TextLink } from '@/components/ui/text-link';
import { auditMoment, verdictsAtFinish } from './audit-words';
import { copy } from './copy';
import { membersReAudited } from './with-follow-ups';

const words = copy.list;

/** An audit as a two-line card, for small screens. */
export function AuditCard({ audit }: { audit: Audit }) {
  const verdicts = verdictsAtFinish(audit);
  return (
    <>
      <span className="flex items-center justify-between gap-3 text-sm">
        <TextLink href={`/audits/${audit.id}`} className="min-w-0 truncate font-medium">
          {formatUtc(auditMoment(audit))}
        </TextLink>
        <StateBadge state={audit.status} />
      </span>
      <span className="mt-0.5 flex flex-wrap items-center gap-x-3 text-xs text-muted-foreground">
        {audit.members.total === 0 ? (
          words.notListed
        ) : (
          <CoverageChip audit={audit} linked={!isUnderWay(audit)} plain />
        )}
        {verdicts === null
          ? words.keys(audit.keys)
          : words.keysToReplace(audit.keys, verdicts.replace)}
        {audit.parent_id === null ? null : <span>{words.followUp(membersReAudited(audit))}</span>}
      </span>
    </>
  );
}
