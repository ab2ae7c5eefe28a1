'use client';
import type { Audit, Overview } from '@/lib/contract';
import { useOverview, useRunningAudit } from '@/components/shell/use-audits';
import { ErrorPanel } from '@/components/status/error-panel';
import { PrintHead } from '@/components/status/print-head';
import { PageBody } from '@/components/ui/section';
import { Skeleton } from '@/components/ui/skeleton';
import { BeforeFirstAudit } from './before-first-audit';
import { DoFirst } from './do-first';
import { CoverageBanner } from './coverage-banner';
import { Figures } from './figures';
import { FirstSentence } from './first-sentence';
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
      <CoverageBanner audit={audit} />
      <FirstSentence audit={audit} />
      <DoFirst audit={audit} />
      <Figures overview={overview} audit={audit} />
      {audit.keys > 0 && audit.verdicts ? (
        <section aria-label={TEXT.verdicts}>
          <VerdictBar verdicts={audit.verdicts} />
        </section>
      ) : null}
      <div className="grid gap-x-10 gap-y-8 *:min-w-0 lg:grid-cols-2">
        <Trend
          audit={audit}
          trend={overview.trend}
          settingsVersion={overview.settings_version}
          settingsChanges={overview.settings_changes}
        />
        <WhatChanged overview={overview} audit={audit} />
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
