'use client';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { Audit } from '@/lib/contract';
import { cancelAuditMutation } from '@/lib/client';
import { paceText } from '@/components/shell/audit-pace';
import { notify } from '@/components/shell/notify';
import { usePace } from '@/components/shell/use-pace';
import { keysLink, membersLink } from '@/components/overview/rows-link';
import { formatNumber, plural } from '@/components/status/format';
import { Button } from '@/components/ui/button';
import { Progress } from '@/components/ui/progress';
import { TextLink } from '@/components/ui/text-link';

/** A running audit: how far, how fast, how long still, and the way to stop it. */
export function AuditLive({ audit, readAtMs }: { audit: Audit; readAtMs: number }) {
  const { total, audited, blocked, failed } = audit.members;
  const done = audited + blocked + failed;
  const pace = usePace(done, readAtMs);
  const text = audit.cancel_requested
    ? 'Cancelling; calls under way are let finish'
    : audit.status === 'queued'
      ? 'Waiting to start'
      : paceText(done, total, pace);
  return (
    <div className="space-y-3 rounded-md border p-4">
      <div className="flex flex-wrap items-center gap-3">
        <p className="text-base font-medium tabular-nums">{text}</p>
        <CancelAudit audit={audit} />
      </div>
      <Progress label="Members done" value={done} max={total} valueText={text} className="h-1.5" />
      <p className="text-sm text-muted-foreground tabular-nums">
        <TextLink href={keysLink({ audit: audit.id })}>{plural(audit.keys, 'key')}</TextLink> so far
        · {formatNumber(audited)} audited
        {blocked > 0 ? (
          <>
            {' · '}
            <TextLink href={membersLink({ audit: audit.id, state: 'blocked' })}>
              {formatNumber(blocked)} blocked
            </TextLink>
          </>
        ) : null}
        {failed > 0 ? (
          <>
            {' · '}
            <TextLink href={membersLink({ audit: audit.id, state: 'failed' })}>
              {formatNumber(failed)} failed
            </TextLink>
          </>
        ) : null}
        . You may leave this page, or close it: the audit goes on by itself.
      </p>
    </div>
  );
}

function CancelAudit({ audit }: { audit: Audit }) {
  const cancel = useMutation({
    ...cancelAuditMutation(useQueryClient()),
    onError: (error) => void notify('error', 'The audit could not be cancelled', error.message),
  });
  if (audit.cancel_requested) return null;
  return (
    <Button className="ml-auto" disabled={cancel.isPending} onClick={() => cancel.mutate(audit.id)}>
      Cancel audit
    </Button>
  );
}
