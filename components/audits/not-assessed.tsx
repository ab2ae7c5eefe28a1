'use client';
import type { Audit } from '@/lib/contract';
import { useShellSession } from '@/components/shell/session-context';
import { curlyApostrophes, formatNumber } from '@/components/status/format';
import { Section } from '@/components/ui/section';
import { TextLink } from '@/components/ui/text-link';
import { Table, TableCell, TableHead } from '@/components/ui/table';
import { copy } from './copy';

const words = copy.notAssessed;

/** What the rules couldn't evaluate. Unknown doesn't count as passed. */
export function NotAssessed({ audit }: { audit: Audit }) {
  const { ruleTitles } = useShellSession();
  return (
    <Section title={words.title}>
      {audit.not_assessed.length === 0 ? (
        <p className="text-sm text-muted-foreground">
          {audit.verdicts === null ? words.pending : words.none}
        </p>
      ) : (
        <Table aria-label={words.title}>
          <thead>
            <tr>
              <TableHead>{words.columns.rule}</TableHead>
              <TableHead>{words.columns.reason}</TableHead>
              <TableHead className="text-right">{words.columns.subjects}</TableHead>
            </tr>
          </thead>
          <tbody>
            {audit.not_assessed.map(({ rule, reason, subjects }) => (
              <tr key={`${rule} ${reason}`}>
                <TableCell>
                  <TextLink href={`/guides/rules/${rule}`}>{ruleTitles[rule]}</TextLink>
                </TableCell>
                <TableCell className="text-muted-foreground">{curlyApostrophes(reason)}</TableCell>
                <TableCell className="text-right tabular-nums">{formatNumber(subjects)}</TableCell>
              </tr>
            ))}
          </tbody>
        </Table>
      )}
    </Section>
  );
}
