'use client';
import { useState } from 'react';
import type { FindingRow } from '@/lib/contract';
import { useShellSession } from '@/components/shell/session-context';
import { SafeText } from '@/components/status/safe-text';
import { Dialog, DialogContent } from '@/components/ui/dialog';
import { copy } from './copy';
import { ExceptForm } from './except-form';

const words = copy.accept;

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
        title={words.titleOfFinding(ruleTitles[finding.rule])}
        description={<p>{words.hintOfFinding}</p>}
      >
        <ExceptForm targets={[target]} onDone={onClose}>
          {holder ? (
            <fieldset className="space-y-2 text-sm">
              <legend className="sr-only">{words.appliesTo}</legend>
              <label className="flex items-center gap-2.5">
                <input
                  type="radio"
                  className="accent-primary"
                  checked={!forHolder}
                  onChange={() => setForHolder(false)}
                />
                <span className="min-w-0">
                  {words.only}
                  <SafeText text={finding.subject_name} />
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
                  {words.allHeldBy}
                  <SafeText text={holder.label} />
                  {words.allHeldByHint}
                </span>
              </label>
            </fieldset>
          ) : null}
        </ExceptForm>
      </DialogContent>
    </Dialog>
  );
}
