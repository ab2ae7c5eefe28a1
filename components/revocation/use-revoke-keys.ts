'use client';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { KeyRow } from '@/lib/contract';
import { revokeKeysMutation } from '@/lib/client';
import { useShellSession } from '@/components/shell/session-context';
import { useUnsavedGuard } from '@/components/ui/use-unsaved-guard';
import { useProof } from '@/components/form/use-proof';
import { isGone, joinFollowUps, typingOf, type FollowUp } from './words';

/** The state of revoking a list of keys: what is left, what was typed for each, and the outcome. */
export function useRevokeKeys(all: readonly KeyRow[]) {
  const { organization } = useShellSession();
  const proof = useProof();
  const [typed, setTyped] = useState<ReadonlyMap<string, string>>(new Map());
  const [gone, setGone] = useState<ReadonlySet<string>>(new Set());
  const [followUp, setFollowUp] = useState<FollowUp | null>(null);
  const client = useQueryClient();
  const revoke = useMutation({
    ...revokeKeysMutation(client, organization.id),
    onSuccess: (result) => {
      const ids = result.objects.filter(isGone).map(({ key_id }) => key_id);
      setGone((before) => new Set([...before, ...ids]));
      setFollowUp((before) => joinFollowUps(before, result.follow_up));
    },
  });
  const isPending = proof.isPending || revoke.isPending;
  useUnsavedGuard(isPending);

  const keys = all.filter(({ id }) => !gone.has(id));
  const typedFor = (id: string) => typed.get(id) ?? '';
  const typings = keys.map((key) => typingOf(key, typedFor(key.id)));
  const confirmed = keys.filter((_, index) => typings[index] === 'confirmed');
  return {
    proof,
    keys,
    gone,
    followUp,
    confirmed,
    /** At least one key is confirmed, and no field holds a text that isn't its key's name. */
    isReady: confirmed.length > 0 && !typings.includes('something-else'),
    isPending,
    result: revoke.data,
    error: revoke.error,
    typedFor,
    type: (id: string, text: string) => setTyped((before) => new Map(before).set(id, text)),
    /** Returns from the outcome to the list. */
    goOn: () => revoke.reset(),
    submit: async (form: HTMLFormElement) => {
      if (isPending || !(await proof.prove(form))) return;
      revoke.mutate({
        keys: confirmed.map(({ id }) => ({ key_id: id, name_typed: typedFor(id) })),
      });
    },
  };
}

export type RevokeKeys = ReturnType<typeof useRevokeKeys>;
