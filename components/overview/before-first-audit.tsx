'use client';
import type { Audit } from '@/lib/contract';
import { RunAuditButton } from '@/components/shell/run-audit-button';
import { useShellSession } from '@/components/shell/session-context';
import { useImpersonationWords } from '@/components/shell/use-impersonation-words';
import { SafeText } from '@/components/status/safe-text';
import { AUDIT_REASON_WORDS } from '@/components/status/words';
import { PageBody } from '@/components/ui/section';
import { TextLink } from '@/components/ui/text-link';

const LATER_STEPS = [
  [
    'Under each proven identity it reads the list of API keys.',
    'Names, previews and dates. A key’s secret is in no listing, and would be dropped.',
  ],
  [
    'It judges every key, and says what it could not look at.',
    'Nothing in Braintrust is changed: an audit only reads.',
  ],
] as const;

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
    [
      running ? 'It lists the members, then impersonates one after the other.' : impersonated,
      'Owners may do that. It may show in Braintrust’s audit log, under your name.',
    ],
    ...LATER_STEPS,
  ] as const;
  return (
    <PageBody className="max-w-180">
      <div>
        <h1 className="text-xl font-semibold">
          <span className="sr-only">Overview: </span>
          {running ? 'The first audit is running' : 'No audit yet'}
        </h1>
        <p className="mt-2 text-base text-muted-foreground">
          {running ? (
            <>
              Keys are listed as they are found: look at{' '}
              <TextLink href="/keys">the keys so far</TextLink> or at{' '}
              <TextLink href={`/audits/${running.id}`}>how it gets on</TextLink>. The answer stands
              here when it has ended; you may close this page meanwhile.
            </>
          ) : (
            <>
              An audit says which API keys the members of <SafeText text={organization.name} />{' '}
              hold, and which of them should become service tokens.
            </>
          )}
        </p>
        {!running && stopped ? (
          <p className="mt-2 text-base text-muted-foreground">
            The last one {stopped.status === 'cancelled' ? 'was cancelled' : 'stopped'}
            {stopped.reason && stopped.status !== 'cancelled'
              ? `: ${AUDIT_REASON_WORDS[stopped.reason]}`
              : ''}
            . <TextLink href={`/audits/${stopped.id}`}>What it had read</TextLink>
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
