'use client';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { startAuditMutation } from '@/lib/client';
import { useShellSession } from '@/components/shell/session-context';
import { useRunningAudit } from '@/components/shell/use-audits';
import { SafeText } from '@/components/status/safe-text';
import { Button } from '@/components/ui/button';
import { copy } from './copy';
import type { FollowUp } from './words';

type AuditHoldersAgainProps = {
  followUp: FollowUp;
  /** Display name of the holder if there is only one. */
  holder: string | undefined;
  onStarted: () => void;
  /** Uses a small secondary button, for use beside more important content. */
  quiet?: boolean;
};

/** Starts the follow-up audit that verifies a revocation. */
export function AuditHoldersAgain(props: AuditHoldersAgainProps) {
  const { followUp, holder, onStarted, quiet = false } = props;
  const { organization } = useShellSession();
  const running = useRunningAudit();
  const start = useMutation({
    ...startAuditMutation(useQueryClient(), organization.id),
    onSettled: (audit) => (audit ? onStarted() : undefined),
  });
  const busy = running !== null || start.isPending;
  const { parent_id, member_ids } = followUp;
  return (
    <div className="min-w-0 space-y-1.5">
      <Button
        variant={quiet ? 'secondary' : 'primary'}
        size={quiet ? 'sm' : 'md'}
        className="max-w-full"
        aria-disabled={busy}
        onClick={() => {
          if (!busy) start.mutate({ parent_id, member_ids });
        }}
      >
        {member_ids.length === 1 && holder !== undefined ? (
          <>
            {copy.reaudit.holder} <SafeText text={holder} className="truncate" />
          </>
        ) : (
          copy.reaudit.holders(member_ids.length)
        )}
      </Button>
      {running === null ? null : (
        <p className="text-sm text-muted-foreground">{copy.reaudit.running}</p>
      )}
      {start.isError ? (
        <p role="alert" className="text-sm text-critical">
          {copy.reaudit.failed} {start.error.message}
        </p>
      ) : null}
    </div>
  );
}
