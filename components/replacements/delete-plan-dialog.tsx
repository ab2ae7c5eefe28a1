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
import { copy } from './copy';

type DeletePlanDialogProps = {
  detail: Pick<ReplacementDetail, 'id' | 'title'>;
  onClose: () => void;
};

/** Asks for confirmation before deleting a plan with its notes. */
export function DeletePlanDialog({ detail, onClose }: DeletePlanDialogProps) {
  const { organization } = useShellSession();
  const router = useRouter();
  const deletion = useMutation({
    ...deleteReplacementMutation(useQueryClient(), organization.id, detail.id),
    onSettled: (_, error) => {
      if (error) return;
      void notify('success', copy.deletePlan.done, copy.deletePlan.doneText);
      router.push('/replacements');
    },
  });
  return (
    <Dialog open onOpenChange={onClose}>
      <DialogContent
        title={copy.deletePlan.title}
        description={
          <p>
            {copy.deletePlan.before} “<SafeText text={detail.title} />” {copy.deletePlan.after}
          </p>
        }
      >
        <ErrorLine error={deletion.error} className="mt-3" />
        <DialogFooter>
          <DialogClose asChild>
            <Button>{copy.deletePlan.keep}</Button>
          </DialogClose>
          <Button
            variant="destructive"
            disabled={deletion.isPending || deletion.isSuccess}
            onClick={() => deletion.mutate()}
          >
            {copy.deletePlan.confirm}
          </Button>
        </DialogFooter>
      </DialogContent>
    </Dialog>
  );
}
