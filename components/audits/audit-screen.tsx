'use client';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Download, Play, Printer, RotateCw } from 'lucide-react';
import type { Audit } from '@/lib/contract';
import { auditQuery, exportUrl, resumeAuditMutation } from '@/lib/client';
import { useAuditAgain } from '@/components/shell/use-audit-again';
import { keysLink } from '@/lib/client/rows-link';
import { VerdictBar } from '@/components/status/verdict-bar';
import { notify } from '@/components/shell/notify';
import { isUnderWay, useRunningAudit } from '@/components/shell/use-audits';
import { ErrorPanel } from '@/components/status/error-panel';
import { retryHint } from '@/components/status/coverage-words';
import { curlyApostrophes, formatUtc } from '@/components/status/format';
import { PrintHead } from '@/components/status/print-head';
import { RelativeTime } from '@/components/status/relative-time';
import { StateBadge } from '@/components/status/state-badge';
import { AUDIT_REASON_WORDS } from '@/components/status/words';
import { Button } from '@/components/ui/button';
import { PageBody } from '@/components/ui/section';
import { Skeleton } from '@/components/ui/skeleton';
import { TextLink } from '@/components/ui/text-link';
import { AuditLive } from './audit-live';
import { auditMoment } from './audit-words';
import { CallsMade } from './calls-made';
import { Certificate } from './certificate';
import { copy } from './copy';
import { Differences } from './differences';
import { NotAssessed } from './not-assessed';

/** One audit: its progress while it runs, its results and coverage certificate. */
export function AuditScreen({ auditId }: { auditId: string }) {
  const query = useQuery(auditQuery(auditId));
  if (query.isPending) return <AuditSkeleton />;
  if (!query.data)
    return (
      <>
        <h1 className="px-4 pt-4 text-xl font-semibold">{copy.audit.titleUnknown}</h1>
        <ErrorPanel
          title={copy.audit.failed}
          error={query.error}
          onRetry={() => void query.refetch()}
        />
      </>
    );
  const audit = query.data;
  return (
    <PageBody>
      <PrintHead title={copy.audit.printTitle} audit={audit} />
      <Head audit={audit} />
      {isUnderWay(audit) ? <AuditLive audit={audit} readAtMs={query.dataUpdatedAt} /> : null}
      {audit.verdicts && audit.keys > 0 ? <Verdicts audit={audit} /> : null}
      <Certificate audit={audit} />
      <Differences audit={audit} />
      <NotAssessed audit={audit} />
      <CallsMade audit={audit} />
    </PageBody>
  );
}

function Head({ audit }: { audit: Audit }) {
  return (
    <div className="space-y-2">
      <p className="text-sm print:hidden">
        <TextLink href="/audits">{copy.list.title}</TextLink>
      </p>
      <div className="flex flex-wrap items-center gap-x-3 gap-y-2">
        <h1 className="text-xl font-semibold">{copy.audit.title(formatUtc(auditMoment(audit)))}</h1>
        <StateBadge state={audit.status} />
        <RelativeTime at={auditMoment(audit)} className="text-sm text-muted-foreground" />
      </div>
      <Reason audit={audit} />
      {audit.parent_id ? (
        <p className="text-sm text-muted-foreground">
          {copy.audit.followUp}{' '}
          <TextLink href={`/audits/${audit.parent_id}`}>{copy.audit.previous}</TextLink>
        </p>
      ) : null}
      {isUnderWay(audit) ? null : <Actions audit={audit} />}
    </div>
  );
}

/** Why the audit is partial or stopped. For missing members, the detail alone says it better. */
function Reason({ audit }: { audit: Audit }) {
  if (audit.reason === null) return null;
  const isExplained = audit.reason === 'members-missing' && audit.reason_detail !== null;
  const detail = audit.reason_detail && curlyApostrophes(audit.reason_detail);
  return (
    <p className="max-w-[70ch] text-base">
      {isExplained ? null : `${AUDIT_REASON_WORDS[audit.reason]}. `}
      <span className={isExplained ? undefined : 'text-muted-foreground'}>
        {detail} {audit.reason === 'members-missing' ? retryHint(audit) : null}
      </span>
    </p>
  );
}

function Actions({ audit }: { audit: Audit }) {
  const running = useRunningAudit();
  const again = useAuditAgain(audit.id);
  const resume = useMutation({
    ...resumeAuditMutation(useQueryClient()),
    onError: (error) => void notify('error', copy.audit.resumeFailed, error.message),
  });
  const missing = audit.members.blocked + audit.members.failed;
  const ended = audit.status === 'complete' || audit.status === 'partial';
  return (
    <div className="flex flex-wrap gap-2 pt-1 print:hidden">
      {audit.resumable ? (
        <Button
          variant="primary"
          disabled={resume.isPending || running !== null}
          onClick={() => resume.mutate(audit.id)}
        >
          <Play aria-hidden />
          {copy.audit.resume}
        </Button>
      ) : null}
      {ended && missing > 0 ? (
        <Button disabled={again.busy} onClick={() => again.start()}>
          <RotateCw aria-hidden />
          {copy.audit.auditAgain(missing)}
        </Button>
      ) : null}
      {ended
        ? (['keys', 'members', 'findings'] as const).map((view) => (
            <Button key={view} asChild>
              <a href={exportUrl({ auditId: audit.id, view })} download>
                <Download aria-hidden />
                {copy.audit.exports[view]}
              </a>
            </Button>
          ))
        : null}
      <Button onClick={() => window.print()}>
        <Printer aria-hidden />
        {copy.audit.print}
      </Button>
    </div>
  );
}

function Verdicts({ audit }: { audit: Audit }) {
  if (!audit.verdicts) return null;
  return (
    <section aria-label={copy.audit.verdicts}>
      <VerdictBar verdicts={audit.verdicts} auditId={audit.id} />
      <p className="mt-3 text-sm print:hidden">
        <TextLink href={keysLink({ audit: audit.id })}>{copy.audit.allKeys(audit.keys)}</TextLink>
      </p>
    </section>
  );
}

function AuditSkeleton() {
  return (
    <div role="status" aria-label={copy.audit.loading}>
      <PageBody>
        <Skeleton className="h-7 w-80" />
        <Skeleton className="h-8 w-64" />
        <div className="space-y-2">
          {[0, 1, 2, 3, 4, 5, 6].map((line) => (
            <Skeleton key={line} className="h-5 w-3/5" />
          ))}
        </div>
      </PageBody>
    </div>
  );
}
