'use client';
import type { KeyRow } from '@/lib/contract';
import { holderLabel } from '@/components/status/holder';
import { plural } from '@/components/status/format';
import { Dialog, DialogContent } from '@/components/ui/dialog';
import { ConfirmKeys } from './confirm-keys';
import { RevocationOutcome } from './revocation-outcome';
import { useRevokeKeys } from './use-revoke-keys';
import { resultTitle, type FollowUp } from './words';

/** What was revoked while the dialog was open. */
export type Revoked = {
  gone: ReadonlySet<string>;
  /** The audit that still has to verify it; `null` if nothing was revoked or it has started. */
  followUp: FollowUp | null;
};

type RevokeDialogProps = {
  keys: readonly KeyRow[];
  /** Why some of the selected keys aren't included. */
  leftOut?: string | undefined;
  /** Whether these keys have already been replaced. */
  isReplaced?: boolean;
  onClose: (revoked: Revoked) => void;
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
      onOpenChange={() => (isPending ? undefined : onClose({ gone, followUp }))}
    >
      <DialogContent
        className="top-[6vh] max-h-[88vh] max-w-lg"
        title={
          result
            ? resultTitle(result.objects)
            : keys.length === 1
              ? 'Revoke this key'
              : `Revoke ${plural(revoking.keys.length, 'key')}`
        }
        description={result ? undefined : <WhatItDoes count={keys.length} leftOut={leftOut} />}
      >
        {result ? (
          <RevocationOutcome
            result={result}
            followUp={followUp}
            holderOf={holderOf}
            onGoOn={revoking.goOn}
            onAudit={() => onClose({ gone, followUp: null })}
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
      <p>
        {count === 1
          ? 'Deletes it in Braintrust. Whatever uses it stops working at once, and it cannot be brought back.'
          : 'Deletes them in Braintrust, in this order, until one does not go as expected. Whatever uses them stops working at once, and they cannot be brought back.'}
      </p>
      <p>Braintrust does not report when a key was last used.</p>
      {leftOut === undefined ? null : <p>{leftOut}</p>}
    </>
  );
}
