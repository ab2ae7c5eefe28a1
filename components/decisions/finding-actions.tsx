'use client';
import dynamic from 'next/dynamic';
import { useState } from 'react';
import type { FindingRow } from '@/lib/contract';
import { useOverview } from '@/components/shell/use-audits';
import { Button } from '@/components/ui/button';

const ExceptFindingDialog = dynamic(
  () => import('./except-finding-dialog').then((m) => m.ExceptFindingDialog),
  { ssr: false },
);

type FindingActionsProps = {
  finding: FindingRow;
  holder: { id: string; label: string } | null;
};

/** What can be decided of a finding: only of the newest audit's, since older ones stay as they were. */
export function FindingActions({ finding, holder }: FindingActionsProps) {
  const newest = useOverview().data?.audit?.id;
  const [excepting, setExcepting] = useState(false);
  if (finding.state !== 'open' || finding.audit_id !== newest) return null;
  return (
    <>
      <Button variant="link" size="sm" onClick={() => setExcepting(true)}>
        Accept the risk…
      </Button>
      {excepting ? (
        <ExceptFindingDialog
          finding={finding}
          holder={holder}
          onClose={() => setExcepting(false)}
        />
      ) : null}
    </>
  );
}
