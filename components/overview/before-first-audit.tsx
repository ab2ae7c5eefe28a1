'use client';
import type { Audit } from '@/lib/contract';
import { RunAuditButton } from '@/components/shell/run-audit-button';
import { useShellSession } from '@/components/shell/session-context';
import { useImpersonationWords } from '@/components/shell/use-impersonation-words';
import { SafeText } from '@/components/status/safe-text';
import { AUDIT_REASON_WORDS } from '@/components/status/words';
import { PageBody } from '@/components/ui/section';
import { TextLink } from '@/components/ui/text-link';
import { copy } from './copy';

const TEXT = copy.beforeFirstAudit;

/** Shown instead of the overview until the first audit has finished. */
export function BeforeFirstAudit({
  running,
  stopped,
}: {
  running: Audit | null;
  stopped: Audit | null;
}) {
  const { organization } = useShellSession();
  const impersonated = useImpersonationWords();
  const steps = [
    [running ? TEXT.impersonateRunning : impersonated, TEXT.impersonateDetail],
    ...TEXT.steps,
  ] as const;
  return (
    <PageBody className="max-w-180">
      <div>
        <h1 className="text-xl font-semibold">
          <span className="sr-only">{copy.screen.titlePrefix}</span>
          {running ? TEXT.titleRunning : TEXT.title}
        </h1>
        <p className="mt-2 text-base text-muted-foreground">
          {running ? (
            <>
              {TEXT.introRunning} <TextLink href="/keys">{TEXT.viewKeys}</TextLink>{' '}
              <TextLink href={`/audits/${running.id}`}>{TEXT.viewProgress}</TextLink>
            </>
          ) : (
            <>
              {TEXT.introBeforeName} <SafeText text={organization.name} /> {TEXT.introAfterName}
            </>
          )}
        </p>
        {!running && stopped ? (
          <p className="mt-2 text-base text-muted-foreground">
            {stopped.status === 'cancelled' ? TEXT.cancelled : TEXT.stopped}{' '}
            {stopped.reason && stopped.status !== 'cancelled'
              ? `${AUDIT_REASON_WORDS[stopped.reason]}. `
              : ''}
            <TextLink href={`/audits/${stopped.id}`}>{TEXT.viewStopped}</TextLink>
          </p>
        ) : null}
      </div>
      <ol className="space-y-4">
        {steps.map(([what, detail], index) => (
          <li key={what} className="flex gap-3">
            <span
              aria-hidden
              className="flex size-6 shrink-0 items-center justify-center rounded-full border text-xs text-muted-foreground tabular-nums"
            >
              {index + 1}
            </span>
            <p className="text-base">
              <span className="font-medium">{what}</span>{' '}
              <span className="text-muted-foreground">{detail}</span>
            </p>
          </li>
        ))}
      </ol>
      {running ? null : <RunAuditButton first />}
    </PageBody>
  );
}
