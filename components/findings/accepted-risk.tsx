'use client';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { FindingRow } from '@/lib/contract';
import { withdrawExceptionsMutation } from '@/lib/client';
import { notify } from '@/components/shell/notify';
import { useShellSession } from '@/components/shell/session-context';
import { useOverview } from '@/components/shell/use-audits';
import { formatDay } from '@/components/status/format';
import { SafeText } from '@/components/status/safe-text';
import { Button } from '@/components/ui/button';
import { copy } from './copy';

const words = copy.accepted;

/**
 * Until when the risk of a finding is accepted, by whom, and why. Only findings of the latest audit have the
 * button to withdraw it, because older audits don't change.
 */
export function AcceptedRisk({ finding }: { finding: FindingRow }) {
  const { organization } = useShellSession();
  const latest = useOverview().data?.audit?.id;
  const withdraw = useMutation({
    ...withdrawExceptionsMutation(useQueryClient(), organization.id),
    onSuccess: () => void notify('success', words.withdrawn),
    onError: (error) => void notify('error', words.withdrawFailed, error.message),
  });
  const { exception_id: id, exception_until: until, exception_author: author } = finding;
  if (id === null || until === null || author === null) return null;
  const forHolder = finding.exception_scope === 'holder';
  return (
    <div className="mt-0.5 text-sm">
      <p>
        {words.by(formatDay(until), author)} <SafeText text={finding.exception_reason ?? ''} />{' '}
        {forHolder ? <span className="text-muted-foreground">{words.forHolder}</span> : null}
      </p>
      {finding.audit_id === latest ? (
        <Button
          variant="link"
          size="sm"
          disabled={withdraw.isPending}
          onClick={() => withdraw.mutate([id])}
        >
          {forHolder ? words.withdrawForHolder : words.withdraw}
        </Button>
      ) : null}
    </div>
  );
}
