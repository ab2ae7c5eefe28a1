'use client';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { WorkloadDecisionRow } from '@/lib/contract';
import { withdrawWorkloadDecisionsMutation } from '@/lib/client';
import { formatDay } from '@/components/status/format';
import { useShellSession } from '@/components/shell/session-context';
import { notify } from '@/components/shell/notify';
import { ErrorLine } from '@/components/status/error-line';
import { SafeText } from '@/components/status/safe-text';
import { Button } from '@/components/ui/button';
import { copy } from './copy';

const words = copy.decisions;

type WorkloadDecisionsProps = {
  decisions: readonly WorkloadDecisionRow[];
  /** Whether the decisions can be taken back here. */
  canWithdraw: boolean;
  onWithdrawn: () => void;
};

/** What people decided about a workload, by whom and when, each with a button to take it back. */
export function WorkloadDecisions({ decisions, canWithdraw, onWithdrawn }: WorkloadDecisionsProps) {
  const { organization } = useShellSession();
  const options = withdrawWorkloadDecisionsMutation(useQueryClient(), organization.id);
  const withdraw = useMutation({
    ...options,
    onSuccess: (...answer) => {
      // Closes first, because this workload may no longer exist.
      onWithdrawn();
      void notify('success', words.withdrawn);
      return options.onSuccess?.(...answer);
    },
  });
  if (decisions.length === 0) return null;
  return (
    <>
      <ul className="mt-2 space-y-2 text-sm">
        {decisions.map(({ subject, subject_name, workload_id, author, at }) => {
          const isSplit = workload_id.startsWith('split:');
          return (
            <li key={subject} className="flex items-start justify-between gap-3">
              <span className="min-w-0">
                {isSplit ? words.split : words.merged} “<SafeText text={subject_name} />”
                <span className="block text-muted-foreground">
                  <SafeText text={author} />, {formatDay(at)}
                </span>
              </span>
              {canWithdraw ? (
                <Button
                  variant="link"
                  size="sm"
                  disabled={withdraw.isPending}
                  onClick={() => withdraw.mutate([subject])}
                >
                  {isSplit ? words.putBack : words.separate}
                </Button>
              ) : null}
            </li>
          );
        })}
      </ul>
      <ErrorLine error={withdraw.error} />
    </>
  );
}
