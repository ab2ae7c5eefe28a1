'use client';
import type { Overview, RulePage } from '@/lib/contract';
import { SEVERITIES } from '@/lib/domain/core';
import { findingsLink } from '@/lib/client/rows-link';
import { useImpersonationWords } from '@/components/shell/use-impersonation-words';
import { useOverview } from '@/components/shell/use-audits';
import { WithShownAudit } from '@/components/shell/with-shown-audit';
import { formatNumber } from '@/components/status/format';
import { SEVERITY_WORDS } from '@/components/status/words';
import { useIsNarrow } from '@/components/table/use-is-narrow';
import { PageBody } from '@/components/ui/section';
import { Table, TableCell, TableHead } from '@/components/ui/table';
import { TextLink } from '@/components/ui/text-link';
import { copy } from './copy';

type Found = Overview['rules'][number];

/** Every rule with what it found in the latest audit, the worst first, and the controls that it serves. */
export function FindingsScreen({ rules }: { rules: readonly RulePage[] }) {
  const found = useOverview().data?.rules ?? [];
  return (
    <WithShownAudit title={copy.title} empty={copy.beforeFirstAudit(useImpersonationWords())}>
      {(audit) => (
        <PageBody>
          <div>
            <div className="flex flex-wrap items-center gap-3">
              <h1 className="text-xl font-semibold">{copy.title}</h1>
              <TextLink href="/settings/rules" className="ml-auto text-sm">
                {copy.settings}
              </TextLink>
            </div>
            <p className="mt-1 max-w-[70ch] text-base text-muted-foreground">{copy.intro}</p>
            {audit.status === 'partial' ? (
              <p className="mt-1 max-w-[70ch] text-base text-muted-foreground">{copy.partial}</p>
            ) : null}
          </div>
          <Rules rows={worstFirst(rules, found)} />
        </PageBody>
      )}
    </WithShownAudit>
  );
}

type RuleRow = { rule: RulePage; result: Found | undefined };

function Rules({ rows }: { rows: readonly RuleRow[] }) {
  return useIsNarrow() ? (
    <ul aria-label={copy.table}>
      {rows.map(({ rule, result }) => (
        <li key={rule.id} className="border-b py-2">
          <span className="flex items-baseline justify-between gap-3 text-sm">
            <TextLink href={`/guides/rules/${rule.id}`}>{rule.title}</TextLink>
            <Count rule={rule} result={result} />
          </span>
          {result === undefined ? null : (
            <span className="mt-0.5 block text-xs text-muted-foreground tabular-nums">
              {severityCounts(result.severities)}
            </span>
          )}
        </li>
      ))}
    </ul>
  ) : (
    <RuleTable rows={rows} />
  );
}

function RuleTable({ rows }: { rows: readonly RuleRow[] }) {
  return (
    <Table aria-label={copy.table}>
      <thead>
        <tr>
          <TableHead>{copy.columns.rule}</TableHead>
          <TableHead className="text-right">{copy.columns.findings}</TableHead>
          <TableHead>{copy.columns.severities}</TableHead>
          <TableHead>{copy.columns.controls}</TableHead>
        </tr>
      </thead>
      <tbody>
        {rows.map(({ rule, result }) => (
          <tr key={rule.id}>
            <TableCell>
              <TextLink href={`/guides/rules/${rule.id}`}>{rule.title}</TextLink>
            </TableCell>
            <TableCell className="text-right tabular-nums">
              <Count rule={rule} result={result} />
            </TableCell>
            <TableCell className="tabular-nums lg:whitespace-nowrap">
              {result === undefined ? null : severityCounts(result.severities)}
            </TableCell>
            <TableCell className="min-w-64 text-muted-foreground">
              {rule.references.map(({ name }) => name).join(', ')}
            </TableCell>
          </tr>
        ))}
      </tbody>
    </Table>
  );
}

/** The number of findings, linked to what the rule flagged. */
function Count({ rule, result }: RuleRow) {
  if (result === undefined)
    return (
      <span className="text-muted-foreground">
        {rule.switchedOff === null ? copy.none : copy.disabled}
      </span>
    );
  return (
    <TextLink
      href={findingsLink(rule.id, result.subject_type)}
      aria-label={copy.open(formatNumber(result.findings), rule.title)}
    >
      {formatNumber(result.findings)}
    </TextLink>
  );
}

/** The rules with findings in the given order, then the others. */
function worstFirst(rules: readonly RulePage[], found: readonly Found[]): RuleRow[] {
  const placeOf = (id: RulePage['id']) => {
    const place = found.findIndex(({ rule }) => rule === id);
    return place === -1 ? found.length : place;
  };
  return rules
    .map((rule) => ({ rule, result: found.find((one) => one.rule === rule.id) }))
    .toSorted((a, b) => placeOf(a.rule.id) - placeOf(b.rule.id));
}

/** For example "2 critical · 38 high". */
function severityCounts(severities: Found['severities']): string {
  return SEVERITIES.filter((severity) => severities[severity] > 0)
    .map(
      (severity) =>
        `${formatNumber(severities[severity])} ${SEVERITY_WORDS[severity].toLowerCase()}`,
    )
    .join(' · ');
}
