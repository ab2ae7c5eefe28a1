'use client';
import type { Audit, Overview } from '@/lib/contract';
import { useOverview, useRunningAudit } from '@/components/shell/use-audits';
import { ErrorPanel } from '@/components/status/error-panel';
import { PrintHead } from '@/components/status/print-head';
import { PageBody } from '@/components/ui/section';
import { Skeleton } from '@/components/ui/skeleton';
import { AccessByAge } from './access-by-age';
import { AccessSentence } from './access-sentence';
import { BeforeFirstAudit } from './before-first-audit';
import { CoverageSection } from './coverage-section';
import { ExceptionsNote } from './exceptions-note';
import { FirstSentence, FirstSentenceNotes } from './first-sentence';
import { Holders } from './holders';
import { ReplacementsProgress } from './replacements-progress';
import { RulesFound } from './rules-found';
import { SeveritiesToReplace } from './severities';
import { TopReach } from './top-reach';
import { Trend } from './trend-chart';
import { VerdictBar } from '@/components/status/verdict-bar';
import { WhatChanged } from './what-changed';
import { copy } from './copy';

const TEXT = copy.screen;

export function OverviewScreen() {
  const overview = useOverview();
  const running = useRunningAudit();
  if (overview.isPending) return <OverviewSkeleton />;
  if (!overview.data)
    return (
      <>
        <h1 className="sr-only">{TEXT.title}</h1>
        <ErrorPanel
          title={TEXT.loadError}
          error={overview.error}
          onRetry={() => void overview.refetch()}
        />
      </>
    );
  const { audit, last_failed: stopped } = overview.data;
  if (!audit) return <BeforeFirstAudit running={running} stopped={stopped} />;
  return <Answer overview={overview.data} audit={audit} />;
}

function Answer({ overview, audit }: { overview: Overview; audit: Audit }) {
  return (
    <PageBody>
      <PrintHead title={TEXT.printTitle} audit={audit} />
      <div>
        <FirstSentence audit={audit} />
        <AccessSentence audit={audit} access={overview.access} />
        <ExceptionsNote exceptions={overview.exceptions} />
        <FirstSentenceNotes audit={audit} />
      </div>
      {audit.keys > 0 && audit.verdicts ? (
        <section aria-label={TEXT.verdicts} className="space-y-5">
          <VerdictBar verdicts={audit.verdicts} />
          <SeveritiesToReplace counts={overview.severities_to_replace} />
        </section>
      ) : null}
      <div className="grid gap-x-10 gap-y-8 *:min-w-0 *:space-y-8 lg:grid-cols-2">
        <div>
          <ReplacementsProgress />
          <WhatChanged audit={audit} changes={overview.changes} />
          <Holders holders={overview.holders} />
          <TopReach holders={overview.top_reach} />
        </div>
        <div>
          <AccessByAge cells={overview.access_by_age} />
          <RulesFound rules={overview.rules} />
          <CoverageSection audit={audit} missing={overview.missing} />
          <Trend trend={overview.trend} settingsVersion={overview.settings_version} />
        </div>
      </div>
    </PageBody>
  );
}

function OverviewSkeleton() {
  return (
    <div role="status" aria-label={TEXT.loading}>
      <PageBody>
        <Skeleton className="h-7 w-3/5" />
        <div className="space-y-3">
          <Skeleton className="h-7" />
          <div className="grid grid-cols-4 gap-4">
            {[0, 1, 2, 3].map((index) => (
              <Skeleton key={index} className="h-8" />
            ))}
          </div>
        </div>
        <div className="grid gap-10 lg:grid-cols-2">
          {[0, 1].map((column) => (
            <div key={column} className="space-y-3">
              <Skeleton className="h-5 w-40" />
              {[0, 1, 2, 3, 4].map((index) => (
                <Skeleton key={index} className="h-8" />
              ))}
            </div>
          ))}
        </div>
      </PageBody>
    </div>
  );
}
