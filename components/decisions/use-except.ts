'use client';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { addExceptionsMutation, withdrawExceptionsMutation } from '@/lib/client';
import { notify, notifyWithUndo } from '@/components/shell/notify';
import { useShellSession } from '@/components/shell/session-context';
import { plural } from '@/components/status/format';

/** Accepts the risk of findings for a limited time. A toast offers to undo it for 10 seconds. */
export function useExcept(onDone: () => void) {
  const { organization } = useShellSession();
  const client = useQueryClient();
  const undo = useMutation({
    ...withdrawExceptionsMutation(client, organization.id),
    onError: (error) => void notify('error', 'Could not be undone.', error.message),
  });
  return useMutation({
    ...addExceptionsMutation(client, organization.id),
    onSettled: (answer) => {
      if (!answer) return;
      onDone();
      void notifyWithUndo(`${plural(answer.objects.length, 'exception')} recorded`, () =>
        undo.mutate(answer.objects.map(({ id }) => id)),
      );
    },
  });
}
