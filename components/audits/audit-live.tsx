'use client';
import type { Audit } from '@/lib/contract';
import { useAuditProgress } from '@/components/shell/use-audit-progress';
import { keysLink, membersLink } from '@/lib/client/rows-link';
import { formatNumber, plural } from '@/components/status/format';
import { Button } from '@/components/ui/button';
import { Progress } from '@/components/ui/progress';
import { TextLink } from '@/components/ui/text-link';

/** The progress of a running audit, with a button to cancel it. */
export function AuditLive({ audit, readAtMs }: { audit: Audit; readAtMs: number }) {
  const { audited, blocked, failed } = audit.members;
  const { done, total, text, cancel } = useAuditProgress(audit, readAtMs);
  return (
    <div className="space-y-3 rounded-md border p-4">
      <div className="flex flex-wrap items-center gap-3">
        <p className="text-base font-medium tabular-nums">{text}</p>
        {cancel ? (
          <Button className="ml-auto" disabled={cancel.busy} onClick={cancel.start}>
            Cancel audit
          </Button>
        ) : null}
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
