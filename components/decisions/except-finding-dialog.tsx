'use client';
import { useState } from 'react';
import type { FindingRow } from '@/lib/contract';
import { useShellSession } from '@/components/shell/session-context';
import { SafeText } from '@/components/status/safe-text';
import { Dialog, DialogContent } from '@/components/ui/dialog';
import { ExceptForm } from './except-form';

type ExceptFindingDialogProps = {
  finding: FindingRow;
  /** Holder of the key that the finding is about; the exception can cover all of their keys. */
  holder: { id: string; label: string } | null;
  onClose: () => void;
};

/** Accepts the risk of one finding, or of the same rule for every key of the holder. */
export function ExceptFindingDialog({ finding, holder, onClose }: ExceptFindingDialogProps) {
  const { ruleTitles } = useShellSession();
  const [forHolder, setForHolder] = useState(false);
  const target =
    forHolder && holder ? { rule: finding.rule, member_id: holder.id } : { finding_id: finding.id };
  return (
    <Dialog open onOpenChange={onClose}>
      <DialogContent
        title={`Accept the risk: ${ruleTitles[finding.rule]}`}
        description={
          <p>
            The finding leaves verdict and severity until the exception ends; then it is open again.
            It stays on view, with your reason.
          </p>
        }
      >
        <ExceptForm targets={[target]} onDone={onClose}>
          {holder ? (
            <fieldset className="space-y-2 text-sm">
              <legend className="sr-only">What is accepted</legend>
              <label className="flex items-center gap-2.5">
                <input
                  type="radio"
                  className="accent-primary"
                  checked={!forHolder}
                  onChange={() => setForHolder(false)}
                />
                <span className="min-w-0">
                  On <SafeText text={finding.subject_name} /> only
                </span>
              </label>
              <label className="flex items-center gap-2.5">
                <input
                  type="radio"
                  className="accent-primary"
                  checked={forHolder}
                  onChange={() => setForHolder(true)}
                />
                <span className="min-w-0">
                  On every key of <SafeText text={holder.label} />
                </span>
              </label>
            </fieldset>
          ) : null}
        </ExceptForm>
      </DialogContent>
    </Dialog>
  );
}
