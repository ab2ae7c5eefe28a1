'use client';
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import type { Audit, ExceptionsSummary, Overview } from '@/lib/contract';
import { exceptionsSummaryQuery, replacementsSummaryQuery } from '@/lib/client';
import { keysLink } from '@/lib/client/rows-link';
import { useShellSession } from '@/components/shell/session-context';
import { coverageWords } from '@/components/status/coverage-words';
import { formatDay, formatNumber } from '@/components/status/format';
import { RelativeTime } from '@/components/status/relative-time';
import { wholeProgress } from '@/components/status/replacement-words';
import { TextLink } from '@/components/ui/text-link';
import { copy } from './copy';

const TEXT = copy.figures;

/** Exposure, keys to replace, accepted risks and coverage. Each figure links to what it counts. */
export function Figures({ overview, audit }: { overview: Overview; audit: Audit }) {
  return (
    <ul aria-label={TEXT.label} className="grid gap-4 sm:grid-cols-2 xl:grid-cols-4">
      <Exposure audit={audit} access={overview.access} />
      <ToReplace audit={audit} />
      <AcceptedRisks />
      <Figure
        title={TEXT.coverage.title}
        href={`/audits/${audit.id}`}
        value={TEXT.coverage.value(
          formatNumber(audit.members.audited),
          formatNumber(audit.members.total),
        )}
      >
        {coverageWords(audit).whole ? null : TEXT.coverage.partial} {TEXT.coverage.audited}{' '}
        <RelativeTime at={audit.all_audited_at} />
      </Figure>
    </ul>
  );
}

function Exposure({ audit, access }: { audit: Audit; access: Overview['access'] }) {
  const fullControl = access.owner + access['access-admin'];
  const noneKnown = fullControl === 0 && access.unknown > 0;
  return (
    <Figure
      title={TEXT.exposure.title}
      href={keysLink({ access: ['owner', 'access-admin'], state: 'seen' })}
      value={noneKnown ? TEXT.exposure.unknown : TEXT.keys(fullControl)}
    >
      {TEXT.exposure.hint}{' '}
      {access.unknown > 0 ? (
        <TextLink href={keysLink({ access: 'unknown', state: 'seen' })}>
          {access.unknown === audit.keys
            ? TEXT.exposure.allUnknown
            : TEXT.exposure.unknownFor(access.unknown)}
        </TextLink>
      ) : null}
    </Figure>
  );
}

function ToReplace({ audit }: { audit: Audit }) {
  const { organization } = useShellSession();
  const { data, isError } = useQuery(replacementsSummaryQuery(organization.id));
  const toReplace = audit.verdicts?.replace;
  return (
    <Figure
      title={TEXT.toReplace.title}
      href={keysLink({ verdict: 'replace' })}
      value={toReplace === undefined ? TEXT.toReplace.unknown : TEXT.keys(toReplace)}
    >
      {isError ? TEXT.toReplace.loadError : null}
      {data === undefined ? null : (
        <TextLink href="/replacements">
          {data.plans === 0 ? TEXT.toReplace.noPlans : wholeProgress(data, toReplace).words}
        </TextLink>
      )}
    </Figure>
  );
}

function AcceptedRisks() {
  const { organization } = useShellSession();
  const { data, isError } = useQuery(exceptionsSummaryQuery(organization.id));
  return (
    <Figure
      title={TEXT.acceptedRisks.title}
      href="/settings/exceptions"
      value={data === undefined ? TEXT.acceptedRisks.unknown : formatNumber(data.active)}
    >
      {isError ? TEXT.acceptedRisks.loadError : null}
      {data === undefined ? null : <AcceptedRisksHint {...data} />}
    </Figure>
  );
}

function AcceptedRisksHint(summary: ExceptionsSummary) {
  const { next_ends_at: next, without_effect: withoutEffect, ended } = summary;
  return (
    <>
      {next === null ? TEXT.acceptedRisks.none : TEXT.acceptedRisks.next(formatDay(next))}{' '}
      {withoutEffect > 0 ? (
        <TextLink href="/settings/exceptions">
          {TEXT.acceptedRisks.withoutEffect(withoutEffect)}
        </TextLink>
      ) : null}{' '}
      {ended > 0 ? (
        <TextLink href="/settings/exceptions?state=ended">
          {TEXT.acceptedRisks.ended(ended)}
        </TextLink>
      ) : null}
    </>
  );
}

type FigureProps = { title: string; href: string; value: string; children: ReactNode };

function Figure({ title, href, value, children }: FigureProps) {
  return (
    <li className="rounded-md border px-4 py-3">
      <p className="text-xs text-muted-foreground">{title}</p>
      <p className="mt-1 text-xl font-semibold tabular-nums">
        <TextLink
          href={href}
          className="text-foreground decoration-transparent hover:decoration-current"
        >
          {value}
        </TextLink>
      </p>
      <p className="mt-1 text-sm text-muted-foreground">{children}</p>
    </li>
  );
}
