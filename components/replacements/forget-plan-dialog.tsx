'use client';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useRouter } from 'next/navigation';
import type { ReplacementDetail } from '@/lib/contract';
import { deleteReplacementMutation } from '@/lib/client';
import { notify } from '@/components/shell/notify';
import { useShellSession } from '@/components/shell/session-context';
import { ErrorLine } from '@/components/status/error-line';
import { SafeText } from '@/components/status/safe-text';
import { Button } from '@/components/ui/button';
import { Dialog, DialogClose, DialogContent, DialogFooter } from '@/components/ui/dialog';

type ForgetPlanDialogProps = { detail: ReplacementDetail; onClose: () => void };

/** Asks for confirmation before deleting a plan with its notes. */
export function ForgetPlanDialog({ detail, onClose }: ForgetPlanDialogProps) {
  const { organization } = useShellSession();
  const router = useRouter();
  const forget = useMutation({
    ...deleteReplacementMutation(useQueryClient(), organization.id, detail.id),
    onSettled: (_, error) => {
      if (error) return;
      void notify('success', 'The plan is forgotten', 'Its keys stay as they are.');
      router.push('/replacements');
    },
  });
  return (
    <Dialog open onOpenChange={onClose}>
      <DialogContent
        title="Forget this plan?"
        description={
          <p>
            “<SafeText text={detail.title} />” with its steps and notes is deleted in Latchkey. In
            Braintrust nothing changes: keys, groups and tokens stay as they are.
          </p>
        }
      >
        <ErrorLine error={forget.error} className="mt-3" />
        <DialogFooter>
          <DialogClose asChild>
            <Button>Keep it</Button>
          </DialogClose>
          <Button
            variant="destructive"
            disabled={forget.isPending || forget.isSuccess}
            onClick={() => forget.mutate()}
          >
            Forget the plan
          </Button>
        </DialogFooter>
      </DialogContent>
    </Dialog>
  );
}
