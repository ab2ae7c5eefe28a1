'use client';
import { useMutation, useQueryClient, type QueryClient } from '@tanstack/react-query';
import { Play } from 'lucide-react';
import { useSyncExternalStore } from 'react';
import { DAY_MS } from '@/lib/domain/core';
import { ApiError, STARTING_AUDIT, startAuditMutation } from '@/lib/client';
import { Button } from '@/components/ui/button';
import { Glyph } from '@/components/ui/glyph';
import { useHydrated } from '@/components/ui/use-hydrated';
import { copy } from './copy';
import { notify } from './notify';
import { useShellSession } from './session-context';
import { impersonationWords } from './use-impersonation-words';
import { useOverview, useRunningAudit } from './use-audits';

/**
 * Starts an audit without asking again: the sign-in page and the page without an audit explain what it does.
 * It is the primary action only if the latest audit of all members is older than a day.
 * Set `first` for the button on a page that has no audit to show. It says "Starting…" whichever button of the
 * page starts an audit, because the server first checks the owner at Braintrust, which takes seconds.
 */
export function RunAuditButton({ first = false }: { first?: boolean }) {
  const client = useQueryClient();
  const { organization } = useShellSession();
  const overview = useOverview();
  const running = useRunningAudit();
  const start = useMutation({
    ...startAuditMutation(client, organization.id),
    onError: (error) => {
      const already = error instanceof ApiError && error.code === 'audit-running';
      if (already) void client.invalidateQueries({ queryKey: ['overview'] });
      void notify(
        already ? 'info' : 'error',
        already ? copy.audit.alreadyRunning : copy.audit.startError,
        error.message,
      );
    },
  });
  const starting = useIsStarting(client);
  const none = overview.data?.audit === null;
  const auditedAt = overview.data?.audit?.all_audited_at;
  const recent = auditedAt && overview.dataUpdatedAt - Date.parse(auditedAt) < DAY_MS;
  const disabled = !useHydrated() || overview.isPending || running !== null || starting;
  return (
    <Button
      variant={recent ? 'secondary' : 'primary'}
      size={first ? 'md' : 'sm'}
      aria-disabled={disabled}
      aria-busy={starting}
      title={running ? copy.audit.running : none ? impersonationWords(overview.data) : undefined}
      onClick={() => {
        if (!disabled) start.mutate({});
      }}
    >
      {starting ? (
        <Glyph name="loader" className="motion-safe:animate-spin" />
      ) : (
        <Play aria-hidden />
      )}
      {starting ? copy.audit.starting : first ? copy.audit.runFirst : copy.audit.run}
    </Button>
  );
}

/** Whether any button of the page is starting an audit. Smaller than `useIsMutating`. */
function useIsStarting(client: QueryClient): boolean {
  return useSyncExternalStore(
    (changed) => client.getMutationCache().subscribe(changed),
    () => client.isMutating({ mutationKey: STARTING_AUDIT }) > 0,
    () => false,
  );
}
