'use client';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { UsedByDecision } from '@/lib/contract';
import { setUsedByMutation } from '@/lib/client';
import { notify, notifyWithUndo } from '@/components/shell/notify';
import { useShellSession } from '@/components/shell/session-context';
import { USED_BY_WORDS } from '@/components/status/words';
import { copy } from './copy';

/** Sets who uses keys, for the rules from now on. A toast offers to undo it for 10 seconds. */
export function useOverrule(onDone: () => void) {
  const { organization } = useShellSession();
  const options = setUsedByMutation(useQueryClient(), organization.id);
  const undo = useMutation({
    ...options,
    onError: (error) => void notify('error', copy.undoFailed, error.message),
  });
  return useMutation({
    ...options,
    onSettled: (answer, _error, { decisions }) => {
      if (!answer) return;
      onDone();
      void notifyWithUndo(doneSentence(decisions), () =>
        undo.mutate({ decisions: answer.previous }),
      );
    },
  });
}

function doneSentence(decisions: readonly Pick<UsedByDecision, 'used_by'>[]): string {
  const to = decisions[0]?.used_by ?? null;
  return to === null
    ? copy.usage.removed(decisions.length)
    : copy.usage.done(decisions.length, USED_BY_WORDS[to].toLowerCase());
}
