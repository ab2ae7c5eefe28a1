'use client';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { proveForRevocationMutation } from '@/lib/client';
import { useShellSession } from '@/components/shell/session-context';
import { useRevocation } from '@/components/revocation/use-revocation';

/**
 * Marks the key field so that `prove` can find it. It has no `name`, because a named field would be
 * submitted.
 */
export const PROOF_FIELD = { 'data-proof': '' } as const;

/**
 * The proof of identity that revoking requires. The owner's key is read from the form field when it is sent
 * and isn't kept anywhere.
 */
export function useProof() {
  const { organization } = useShellSession();
  const state = useRevocation({ watch: true });
  const [problem, setProblem] = useState<string | null>(null);
  const mutation = useMutation(proveForRevocationMutation(useQueryClient(), organization.id));

  /** Returns whether the proof is valid now. A rejected key stays selected in its field, to be retyped. */
  async function prove(form: HTMLFormElement): Promise<boolean> {
    const field = form.querySelector<HTMLInputElement>('input[data-proof]');
    if (!field) return true;
    const failure = await mutation.mutateAsync(field.value.trim()).then(() => null, messageOf);
    // Without this, the mutation would keep the key in memory as long as the component is mounted.
    mutation.reset();
    setProblem(failure);
    if (failure === null) {
      field.value = '';
      return true;
    }
    field.focus();
    field.select();
    return false;
  }

  return {
    /** Whether the key must be typed. It relies on the server's clock, not this computer's. */
    needed: state.data?.proof_until === null,
    problem,
    isPending: mutation.isPending,
    prove,
  };
}

const messageOf = (error: unknown) => (error instanceof Error ? error.message : String(error));

export type Proof = ReturnType<typeof useProof>;
