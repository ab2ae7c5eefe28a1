'use client';
import { useMutation } from '@tanstack/react-query';
import { useState, type SubmitEvent } from 'react';
import type { Assignment } from '@/lib/contract';
import { MAX_ASSIGNEE_CHARS } from '@/lib/domain/core';
import { Field } from '@/components/form/field';
import { notify } from '@/components/shell/notify';
import { ErrorLine } from '@/components/status/error-line';
import { Button } from '@/components/ui/button';
import { Dialog, DialogClose, DialogContent, DialogFooter } from '@/components/ui/dialog';
import { Input } from '@/components/ui/input';
import { useUnsavedGuard } from '@/components/ui/use-unsaved-guard';
import { copy } from './copy';

const words = copy.assign;

/** The server refuses earlier dates, which only a typing error produces. */
const EARLIEST = '2000-01-01';

export type AssignDialogProps = {
  current: Assignment;
  save: (assignment: Assignment) => Promise<unknown>;
  onClose: () => void;
};

/** Sets who is responsible for a plan or workload, and until when. An empty field removes the value. */
export function AssignDialog({ current, save, onClose }: AssignDialogProps) {
  const [assignee, setAssignee] = useState(current.assignee ?? '');
  const [due, setDue] = useState(current.due ?? '');
  useUnsavedGuard(assignee !== (current.assignee ?? '') || due !== (current.due ?? ''));
  const saving = useMutation({
    mutationFn: save,
    onSettled: (_saved, error) => {
      if (error !== null) return;
      onClose();
      void notify('success', words.done);
    },
  });
  const tooEarly = due !== '' && due < EARLIEST;
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    if (tooEarly) return;
    saving.mutate({ assignee: assignee.trim() || null, due: due || null });
  };
  return (
    <Dialog open onOpenChange={onClose}>
      <DialogContent title={words.title}>
        <form onSubmit={submit} className="mt-4 space-y-4" noValidate>
          <Field label={words.assignee} hint={words.assigneeHint}>
            {(input) => (
              <Input
                {...input}
                value={assignee}
                maxLength={MAX_ASSIGNEE_CHARS}
                autoComplete="off"
                onChange={(event) => setAssignee(event.target.value)}
              />
            )}
          </Field>
          <Field label={words.due} hint={words.dueHint} error={tooEarly ? words.dueTooEarly : null}>
            {(input) => (
              <Input
                {...input}
                type="date"
                min={EARLIEST}
                className="w-40"
                value={due}
                onChange={(event) => setDue(event.target.value)}
              />
            )}
          </Field>
          <ErrorLine error={saving.error} />
          <DialogFooter>
            <DialogClose asChild>
              <Button>{words.cancel}</Button>
            </DialogClose>
            <Button type="submit" variant="primary" disabled={tooEarly || saving.isPending}>
              {saving.isPending ? words.submitting : words.submit}
            </Button>
          </DialogFooter>
        </form>
      </DialogContent>
    </Dialog>
  );
}
