'use client';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { TriangleAlert } from 'lucide-react';
import { Link } from '@/components/ui/link';
import type { Audit } from '@/lib/contract';
import { resumeAuditMutation } from '@/lib/client';
import { AUDIT_REASON_WORDS } from '@/components/status/words';
import { Button } from '@/components/ui/button';
import { copy } from './copy';
import { copy as onDemand } from './copy-on-demand';
import { notify } from './notify';

/** Says that the latest audit stopped early, and offers to resume it. */
export function StoppedAudit({ stopped }: { stopped: Audit }) {
  const client = useQueryClient();
  const resume = useMutation({
    ...resumeAuditMutation(client),
    onError: (error) => void notify('error', copy.audit.resumeError, error.message),
  });
  const { audited, total } = stopped.members;
  return (
    <section
      aria-label={onDemand.stopped.title}
      className="print-hidden flex min-h-9 flex-wrap items-center gap-x-3 gap-y-1 border-b border-warning-border bg-warning-surface px-4 py-1"
    >
      <TriangleAlert className="size-3.5 shrink-0 text-warning" aria-hidden />
      <p className="min-w-0 flex-1 text-sm">
        {onDemand.stopped.after(audited, total)}{' '}
        {stopped.reason ? `${AUDIT_REASON_WORDS[stopped.reason]}. ` : ''}
        {onDemand.stopped.kept}{' '}
        <Link
          href={`/audits/${stopped.id}`}
          className="text-link underline decoration-current/40 underline-offset-4 hover:decoration-current"
        >
          {onDemand.stopped.details}
        </Link>
      </p>
      <Button size="sm" disabled={resume.isPending} onClick={() => resume.mutate(stopped.id)}>
        {onDemand.stopped.resume}
      </Button>
    </section>
  );
}
