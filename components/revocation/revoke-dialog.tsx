'use client';
import type { KeyRow } from '@/lib/contract';
import { holderLabel } from '@/components/status/holder';
import { Dialog, DialogContent } from '@/components/ui/dialog';
import { ConfirmKeys } from './confirm-keys';
import { copy } from './copy';
import { RevocationOutcome } from './revocation-outcome';
import { useRevokeKeys } from './use-revoke-keys';
import { resultTitle } from './words';

type RevokeDialogProps = {
  keys: readonly KeyRow[];
  /** Why some of the selected keys aren't included. */
  leftOut?: string | undefined;
  /** Whether these keys have already been replaced. */
  isReplaced?: boolean;
  /** Gets the ids of the keys that were revoked while the dialog was open. */
  onClose: (gone: ReadonlySet<string>) => void;
};

/** Revokes keys, each confirmed by typing its name, and shows the outcome. */
export function RevokeDialog({ keys, leftOut, isReplaced = false, onClose }: RevokeDialogProps) {
  const revoking = useRevokeKeys(keys);
  const { result, gone, followUp, isPending } = revoking;
  const holderOf = (id: string) => {
    const row = keys.find(({ user_id }) => user_id === id);
    return row && holderLabel(row);
  };
  return (
    <Dialog
      open
      // Closing while keys are being revoked would lose the outcome.
      onOpenChange={() => (isPending ? undefined : onClose(gone))}
    >
      <DialogContent
        className="top-[6vh] max-h-[88vh] max-w-lg"
        title={result ? resultTitle(result.objects) : copy.dialog.title(revoking.keys.length)}
        description={
          result ? undefined : <WhatItDoes count={revoking.keys.length} leftOut={leftOut} />
        }
      >
        {result ? (
          <RevocationOutcome
            result={result}
            followUp={followUp}
            holderOf={holderOf}
            onGoOn={revoking.goOn}
            onAudit={() => onClose(gone)}
          />
        ) : (
          <ConfirmKeys revoking={revoking} isReplaced={isReplaced} />
        )}
      </DialogContent>
    </Dialog>
  );
}

function WhatItDoes({ count, leftOut }: { count: number; leftOut: string | undefined }) {
  return (
    <>
      <p>{copy.dialog.effect(count)}</p>
      <p>{copy.dialog.limit}</p>
      {leftOut === undefined ? null : <p>{leftOut}</p>}
    </>
  );
}
