'use client';
import type { Audit } from '@/lib/contract';
import { useAuditProgress } from '@/components/shell/use-audit-progress';
import { keysLink, membersLink } from '@/lib/client/rows-link';
import { Button } from '@/components/ui/button';
import { Progress } from '@/components/ui/progress';
import { TextLink } from '@/components/ui/text-link';
import { copy } from './copy';

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
            {copy.live.cancel}
          </Button>
        ) : null}
      </div>
      <Progress
        label={copy.live.progress}
        value={done}
        max={total}
        valueText={text}
        className="h-1.5"
      />
      <p className="text-sm text-muted-foreground tabular-nums">
        <TextLink href={keysLink({ audit: audit.id })}>{copy.live.keys(audit.keys)}</TextLink>
        {copy.live.audited(audited)}
        {blocked > 0 ? (
          <>
            {' · '}
            <TextLink href={membersLink({ audit: audit.id, state: 'blocked' })}>
              {copy.live.blocked(blocked)}
            </TextLink>
          </>
        ) : null}
        {failed > 0 ? (
          <>
            {' · '}
            <TextLink href={membersLink({ audit: audit.id, state: 'failed' })}>
              {copy.live.failed(failed)}
            </TextLink>
          </>
        ) : null}
        {copy.live.closeHint}
      </p>
    </div>
  );
}
