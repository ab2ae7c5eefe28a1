'use client';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { addExceptionsMutation, withdrawExceptionsMutation } from '@/lib/client';
import { notify, notifyWithUndo } from '@/components/shell/notify';
import { useShellSession } from '@/components/shell/session-context';
import { copy } from './copy';

/** Accepts the risk of findings for a limited time. A toast offers to undo it for 10 seconds. */
export function useExcept(onDone: () => void) {
  const { organization } = useShellSession();
  const client = useQueryClient();
  const undo = useMutation({
    ...withdrawExceptionsMutation(client, organization.id),
    onError: (error) => void notify('error', copy.undoFailed, error.message),
  });
  return useMutation({
    ...addExceptionsMutation(client, organization.id),
    onSettled: (answer) => {
      if (!answer) return;
      onDone();
      void notifyWithUndo(copy.accept.done(answer.objects.length), () =>
        undo.mutate(answer.objects.map(({ id }) => id)),
      );
    },
  });
}
