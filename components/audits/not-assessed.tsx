'use client';
import type { Audit } from '@/lib/contract';
import { useShellSession } from '@/components/shell/session-context';
import { formatNumber } from '@/components/status/format';
import { Section } from '@/components/ui/section';
import { TextLink } from '@/components/ui/text-link';
import { Table, TableCell, TableHead } from '@/components/ui/table';

/** What the rules couldn't evaluate. Unknown doesn't count as passed. */
export function NotAssessed({ audit }: { audit: Audit }) {
  const { ruleTitles } = useShellSession();
  return (
    <Section title="Not assessed">
      {audit.not_assessed.length === 0 ? (
        <p className="text-sm text-muted-foreground">
          {audit.verdicts === null
            ? 'Keys are judged when the audit ends.'
            : 'Every rule had what it needs for every key and member.'}
        </p>
      ) : (
        <Table aria-label="Not assessed">
          <thead>
            <tr>
              <TableHead>Rule</TableHead>
              <TableHead>Why</TableHead>
              <TableHead className="text-right">Subjects</TableHead>
            </tr>
          </thead>
          <tbody>
            {audit.not_assessed.map(({ rule, reason, subjects }) => (
              <tr key={`${rule} ${reason}`}>
                <TableCell>
                  <TextLink href={`/guides/rules/${rule}`}>{ruleTitles[rule]}</TextLink>
                </TableCell>
                <TableCell className="text-muted-foreground">{reason}</TableCell>
                <TableCell className="text-right tabular-nums">{formatNumber(subjects)}</TableCell>
              </tr>
            ))}
          </tbody>
        </Table>
      )}
    </Section>
  );
}
