'use client';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { Audit } from '@/lib/contract';
import { cancelAuditMutation } from '@/lib/client';
import { Button } from '@/components/ui/button';
import { Dialog, DialogContent, DialogFooter } from '@/components/ui/dialog';
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
        title="An audit is running"
        description={
          <>
            <p>
              It can finish without you: a sealed copy of the key it was started with is kept for
              this audit alone and deleted when it ends, after 24 hours at the latest.
            </p>
            {cancel.isError ? (
              <p role="alert" className="text-critical">
                The audit could not be cancelled: {cancel.error.message}
              </p>
            ) : null}
          </>
        }
      >
        <DialogFooter>
          <Button disabled={cancel.isPending} onClick={() => cancel.mutate(audit.id)}>
            Cancel it and sign out
          </Button>
          <Button variant="primary" disabled={cancel.isPending} onClick={() => void endSession()}>
            Let it finish and sign out
          </Button>
        </DialogFooter>
      </DialogContent>
    </Dialog>
  );
}
