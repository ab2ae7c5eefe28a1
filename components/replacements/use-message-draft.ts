'use client';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { ReplacementDetail } from '@/lib/contract';
import { ApiError, updateReplacementMutation } from '@/lib/client';
import { useShellSession } from '@/components/shell/session-context';
import { useUnsavedGuard } from '@/components/ui/use-unsaved-guard';
import { draftOf } from './plan-draft';

/** The user's own version of the message, stored with the plan; `null` for the suggested text. */
export function useMessageDraft(detail: ReplacementDetail, onReload: () => Promise<unknown>) {
  const { organization } = useShellSession();
  const stored = detail.plan.message;
  const [typed, setTyped] = useState<{ text: string | null } | null>(null);
  const text = typed === null ? stored : typed.text;
  const changed = text !== stored;
  useUnsavedGuard(changed);
  const save = useMutation({
    ...updateReplacementMutation(useQueryClient(), organization.id, detail.id),
    onSettled: (saved) => {
      if (saved) setTyped(null);
    },
    onError: (error) => {
      // Reload the plan that someone else changed; the typed text stays, to be saved again.
      if (error instanceof ApiError && error.code === 'changed-meanwhile') void onReload();
    },
  });
  return {
    text,
    changed,
    saving: save.isPending,
    error: save.error,
    setText: (next: string | null) => setTyped({ text: next }),
    save: () =>
      save.mutate({
        based_on: detail.revision,
        plan: { ...draftOf(detail.plan), message: text },
      }),
  };
}
