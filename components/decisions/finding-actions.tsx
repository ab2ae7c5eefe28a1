'use client';
import dynamic from 'next/dynamic';
import { useState } from 'react';
import type { FindingRow } from '@/lib/contract';
import { useOverview } from '@/components/shell/use-audits';
import { Button } from '@/components/ui/button';
import { copy } from './copy';

const ExceptFindingDialog = dynamic(
  () => import('./except-finding-dialog').then((m) => m.ExceptFindingDialog),
  { ssr: false },
);

type FindingActionsProps = {
  finding: FindingRow;
  holder: { id: string; label: string } | null;
};

/**
 * The button to accept the risk of a finding. Only findings of the latest audit have it, because older audits
 * don't change.
 */
export function FindingActions({ finding, holder }: FindingActionsProps) {
  const newest = useOverview().data?.audit?.id;
  const [excepting, setExcepting] = useState(false);
  if (finding.state !== 'open' || finding.audit_id !== newest) return null;
  return (
    <>
      <Button variant="link" size="sm" onClick={() => setExcepting(true)}>
        {copy.accept.open}
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
