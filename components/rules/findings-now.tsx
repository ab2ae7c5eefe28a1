'use client';
import type { Overview, RulePage } from '@/lib/contract';
import { findingsLink } from '@/lib/client/rows-link';
import { formatNumber, formatUtc } from '@/components/status/format';
import { Unknown } from '@/components/status/unknown';
import { TextLink } from '@/components/ui/text-link';
import { copy } from './copy';

const words = copy.rule;

type FindingsNowProps = {
  rule: RulePage;
  /** Whether the stored settings disable the rule. */
  isDisabled: boolean;
  overview: Overview | undefined;
};

/** How many open findings a rule has in the latest audit, with a link to them. */
export function FindingsNow({ rule, isDisabled, overview }: FindingsNowProps) {
  const audit = overview?.audit;
  if (!audit) return <Unknown {...(overview && { why: words.noAudit })} />;
  const found = overview.rules.find((one) => one.rule === rule.id);
  if (found !== undefined) {
    const count = formatNumber(found.findings);
    return (
      <TextLink
        href={findingsLink(rule.id, found.subject_type)}
        aria-label={words.openFindings(count, rule.title)}
      >
        {count}
      </TextLink>
    );
  }
  if (isDisabled) {
    return <span className="text-muted-foreground">{words.disabled}</span>;
  }
  return audit.not_assessed.some((one) => one.rule === rule.id) ? (
    <Unknown why={words.notAssessed} />
  ) : (
    <span className="text-muted-foreground">{words.noFindings}</span>
  );
}

/** Which audit the numbers are from. */
export function FindingsNote({ overview }: { overview: Overview | undefined }) {
  const audit = overview?.audit;
  if (!audit?.finished_at) return null;
  return (
    <p className="mb-2 text-sm text-muted-foreground">
      {words.findingsOf(formatUtc(audit.finished_at))}
      {audit.status === 'partial' ? ` ${words.partial}` : null}
    </p>
  );
}
