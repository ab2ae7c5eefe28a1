'use client';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState, type SubmitEvent } from 'react';
import type { WorkloadDetail } from '@/lib/contract';
import { splitWorkloadMutation, withdrawWorkloadDecisionsMutation } from '@/lib/client';
import { MAX_WORKLOAD_NAME_CHARS } from '@/lib/domain/core';
import { Field } from '@/components/form/field';
import { notify, notifyWithUndo } from '@/components/shell/notify';
import { useShellSession } from '@/components/shell/session-context';
import { ErrorLine } from '@/components/status/error-line';
import { Button } from '@/components/ui/button';
import { Dialog, DialogClose, DialogContent, DialogFooter } from '@/components/ui/dialog';
import { Input } from '@/components/ui/input';
import { useUnsavedGuard } from '@/components/ui/use-unsaved-guard';
import { copy } from './copy';

const words = copy.split;

type SplitDialogProps = {
  workload: WorkloadDetail;
  keyIds: readonly string[];
  onClose: () => void;
  onSplit: () => void;
};

/** Makes some keys of a workload a workload of their own, with a name that the user may change. */
export function SplitDialog({ workload, keyIds, onClose, onSplit }: SplitDialogProps) {
  const { organization } = useShellSession();
  const client = useQueryClient();
  const suggested = workload.first_keys.find(({ id }) => id === keyIds[0])?.name ?? workload.name;
  const [name, setName] = useState(suggested);
  useUnsavedGuard(name !== suggested);
  const undo = useMutation({
    ...withdrawWorkloadDecisionsMutation(client, organization.id),
    onError: (error) => void notify('error', copy.decisions.undoFailed, error.message),
  });
  const split = useMutation({
    ...splitWorkloadMutation(client, organization.id),
    onSettled: (answer) => {
      if (!answer) return;
      onSplit();
      void notifyWithUndo(words.done(keyIds.length), () =>
        undo.mutate(answer.objects.map(({ subject }) => subject)),
      );
    },
  });
  const isEmpty = name.trim() === '';
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    if (!isEmpty)
      split.mutate({ workload_id: workload.id, key_ids: [...keyIds], name: name.trim() });
  };
  return (
    <Dialog open onOpenChange={onClose}>
      <DialogContent
        title={words.title(keyIds.length)}
        description={<p>{words.hint(keyIds.length)}</p>}
      >
        <form onSubmit={submit} className="mt-4 space-y-4" noValidate>
          <Field label={words.name} error={isEmpty ? words.nameMissing : null}>
            {(input) => (
              <Input
                {...input}
                required
                value={name}
                maxLength={MAX_WORKLOAD_NAME_CHARS}
                autoComplete="off"
                onChange={(event) => setName(event.target.value)}
              />
            )}
          </Field>
          <ErrorLine error={split.error} />
          <DialogFooter>
            <DialogClose asChild>
              <Button>{words.cancel}</Button>
            </DialogClose>
            <Button type="submit" variant="primary" disabled={isEmpty || split.isPending}>
              {split.isPending ? words.submitting : words.submit(keyIds.length)}
            </Button>
          </DialogFooter>
        </form>
      </DialogContent>
    </Dialog>
  );
}
