'use client';
import type { Overview } from '@/lib/contract';
import { formatNumber } from '@/components/status/format';
import { SeverityBadge } from '@/components/status/severity-badge';
import { useShellSession } from '@/components/shell/session-context';
import { Section } from '@/components/ui/section';
import { TextLink } from '@/components/ui/text-link';
import { keysLink, membersLink } from '@/lib/client/rows-link';
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
          {rules.map(({ rule, severity, findings }) => (
            <li key={rule} className="flex min-h-9 items-center gap-3 border-b py-1 text-sm">
              <SeverityBadge severity={severity} className="w-20 shrink-0" />
              <TextLink
                href={
                  rule === 'member-not-audited'
                    ? membersLink({ state: ['blocked', 'failed'] })
                    : keysLink({ rule })
                }
                className="min-w-0"
              >
                {ruleTitles[rule]}
              </TextLink>
              <span className="ml-auto tabular-nums">{formatNumber(findings)}</span>
            </li>
          ))}
        </ul>
      )}
    </Section>
  );
}
