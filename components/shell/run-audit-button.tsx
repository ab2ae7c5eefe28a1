'use client';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Play } from 'lucide-react';
import dynamic from 'next/dynamic';
import { useState } from 'react';
import { ApiError, startAuditMutation } from '@/lib/client';
import { Button } from '@/components/ui/button';
import { notify } from './notify';
import { useShellSession } from './session-context';
import { useOverview, useRunningAudit } from './use-audits';

const FirstAuditDialog = dynamic(
  () => import('./first-audit-dialog').then((m) => m.FirstAuditDialog),
  { ssr: false },
);

/** Starts an audit; before an organization's first one it says what is about to happen. */
export function RunAuditButton({ size = 'sm' }: { size?: 'sm' | 'md' }) {
  const client = useQueryClient();
  const { organization } = useShellSession();
  const overview = useOverview();
  const running = useRunningAudit();
  const [asking, setAsking] = useState(false);
  const start = useMutation({
    ...startAuditMutation(client, organization.id),
    onError: (error) => {
      const already = error instanceof ApiError && error.code === 'audit-running';
      if (already) void client.invalidateQueries({ queryKey: ['overview'] });
      void notify(
        already ? 'info' : 'error',
        already ? 'An audit is already running' : 'The audit could not be started',
        error.message,
      );
    },
    onSettled: () => setAsking(false),
  });
  const isFirst = overview.data?.audit === null && overview.data.last_failed === null;
  const busy = running !== null || start.isPending;
  return (
    <>
      <Button
        variant="primary"
        size={size}
        aria-disabled={busy || overview.isPending}
        title={running ? 'An audit is running' : undefined}
        onClick={() => {
          if (busy || overview.isPending) return;
          if (isFirst) setAsking(true);
          else start.mutate({});
        }}
      >
        <Play aria-hidden />
        Run audit
      </Button>
      {asking ? (
        <FirstAuditDialog
          organizationName={organization.name}
          starting={start.isPending}
          onStart={() => start.mutate({})}
          onClose={() => setAsking(false)}
        />
      ) : null}
    </>
  );
}
