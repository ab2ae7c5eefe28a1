'use client';
import type { Overview } from '@/lib/contract';
import { SEVERITIES } from '@/lib/domain/core';
import { formatNumber } from '@/components/status/format';
import { SEVERITY_WORDS } from '@/components/status/words';
import { useShellSession } from '@/components/shell/session-context';
import { Section } from '@/components/ui/section';
import { TextLink } from '@/components/ui/text-link';
import { findingsLink } from '@/lib/client/rows-link';
import { copy } from './copy';

/** The rules with findings, worst first, each with a link to its rows. */
export function RulesFound({ rules }: { rules: Overview['rules'] }) {
  const { ruleTitles } = useShellSession();
  return (
    <Section title={copy.rules.title}>
      {rules.length === 0 ? (
        <p className="text-sm text-muted-foreground">{copy.rules.none}</p>
      ) : (
        <ul>
          {rules.map(({ rule, subject_type: subject, severities }) => (
            <li
              key={rule}
              className="flex min-h-9 flex-wrap items-center gap-x-3 border-b py-1 text-sm"
            >
              <TextLink href={findingsLink(rule, subject)} className="min-w-0">
                {ruleTitles[rule]}
              </TextLink>
              <span className="ml-auto text-muted-foreground tabular-nums">
                {severityCounts(severities)}
              </span>
            </li>
          ))}
        </ul>
      )}
    </Section>
  );
}

/** For example "2 critical · 38 high". */
function severityCounts(severities: Overview['rules'][number]['severities']): string {
  return SEVERITIES.filter((severity) => severities[severity] > 0)
    .map(
      (severity) =>
        `${formatNumber(severities[severity])} ${SEVERITY_WORDS[severity].toLowerCase()}`,
    )
    .join(' · ');
}
