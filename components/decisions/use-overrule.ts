'use client';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { UsedByDecision } from '@/lib/contract';
import { setUsedByMutation } from '@/lib/client';
import { notify, notifyWithUndo } from '@/components/shell/notify';
import { useShellSession } from '@/components/shell/session-context';
import { plural } from '@/components/status/format';
import { USED_BY_WORDS } from '@/components/status/words';

/** Sets who uses keys, for the rules from now on. A toast offers to undo it for 10 seconds. */
export function useOverrule(onDone: () => void) {
  const { organization } = useShellSession();
  const options = setUsedByMutation(useQueryClient(), organization.id);
  const undo = useMutation({
    ...options,
    onError: (error) => void notify('error', 'Could not be undone.', error.message),
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
  const keys = plural(decisions.length, 'key');
  return to === null
    ? `${keys} judged by the rules again`
    : `${keys} set to “used by: ${USED_BY_WORDS[to].toLowerCase()}”`;
}
