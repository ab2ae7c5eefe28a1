'use client';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import Link from 'next/link';
import { useEffect } from 'react';
import type { Audit } from '@/lib/contract';
import { cancelAuditMutation } from '@/lib/client';
import { Button } from '@/components/ui/button';
import { Progress } from '@/components/ui/progress';
import { paceText } from './audit-pace';
import { notify } from './notify';
import { usePace } from './use-pace';

/** Members done, pace, time left, cancel. */
export function AuditStrip({ audit, readAtMs }: { audit: Audit; readAtMs: number }) {
  const { total, audited, blocked, failed } = audit.members;
  const done = audited + blocked + failed;
  const pace = usePace(done, readAtMs);
  const text = audit.cancel_requested
    ? 'Cancelling; calls under way are let finish'
    : audit.status === 'queued'
      ? 'Waiting to start'
      : paceText(done, total, pace);
  useTitleWhileHidden(total > 0 ? `${done} of ${total} members · Latchkey` : null);
  return (
    <section aria-label="Running audit" className="print-hidden border-b bg-background">
      <Progress label="Audit progress" value={done} max={total} valueText={text} />
      <div className="flex h-8 items-center gap-2 px-4">
        <Link
          href={`/audits/${audit.id}`}
          className="min-w-0 truncate text-sm text-muted-foreground tabular-nums hover:text-foreground"
        >
          {text}
        </Link>
        <CancelButton audit={audit} />
      </div>
    </section>
  );
}

function CancelButton({ audit }: { audit: Audit }) {
  const cancel = useMutation({
    ...cancelAuditMutation(useQueryClient()),
    onError: (error) => void notify('error', 'The audit could not be cancelled', error.message),
  });
  if (audit.cancel_requested) return null;
  return (
    <Button
      variant="ghost"
      size="sm"
      className="ml-auto"
      disabled={cancel.isPending}
      onClick={() => cancel.mutate(audit.id)}
    >
      Cancel
    </Button>
  );
}

/** Shows `title` in the tab while nobody looks at it. */
function useTitleWhileHidden(title: string | null): void {
  useEffect(() => {
    if (title === null) return;
    const before = document.title;
    const update = () => {
      document.title = document.hidden ? title : before;
    };
    update();
    document.addEventListener('visibilitychange', update);
    return () => {
      document.removeEventListener('visibilitychange', update);
      document.title = before;
    };
  }, [title]);
}
