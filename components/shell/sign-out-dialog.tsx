'use client';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { Audit } from '@/lib/contract';
import { cancelAuditMutation } from '@/lib/client';
import { Button } from '@/components/ui/button';
import { Dialog, DialogContent, DialogFooter } from '@/components/ui/dialog';
import { copy } from './copy-on-demand';
import { endSession } from './end-session';

/** Asks whether to finish or cancel the running audit when the user signs out. */
export function SignOutDialog({ audit, onClose }: { audit: Audit; onClose: () => void }) {
  const cancel = useMutation({
    ...cancelAuditMutation(useQueryClient()),
    onSuccess: () => endSession(),
  });
  return (
    <Dialog open onOpenChange={onClose}>
      <DialogContent
        title={copy.signOut.title}
        description={
          <>
            <p>{copy.signOut.detail}</p>
            {cancel.isError ? (
              <p role="alert" className="text-critical">
                {copy.signOut.cancelError(cancel.error.message)}
              </p>
            ) : null}
          </>
        }
      >
        <DialogFooter>
          <Button disabled={cancel.isPending} onClick={() => cancel.mutate(audit.id)}>
            {copy.signOut.cancel}
          </Button>
          <Button variant="primary" disabled={cancel.isPending} onClick={() => void endSession()}>
            {copy.signOut.keep}
          </Button>
        </DialogFooter>
      </DialogContent>
    </Dialog>
  );
}
