'use client';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { proveForRevocationMutation } from '@/lib/client';
import { useShellSession } from '@/components/shell/session-context';
import { useRevocation } from '@/components/revocation/use-revocation';

/** How the field of the key is found in its form; a name would be sent along. */
export const PROOF_FIELD = { 'data-proof': '' } as const;

/**
 * The proof that revoking asks for: the owner's key, read from the form's field at the moment it is
 * sent, and held by nothing afterwards.
 */
export function useProof() {
  const { organization } = useShellSession();
  const state = useRevocation({ watch: true });
  const [problem, setProblem] = useState<string | null>(null);
  const mutation = useMutation(proveForRevocationMutation(useQueryClient(), organization.id));

  /** Answers whether the proof holds now. A refused key stays in its field, to be typed over. */
  async function prove(form: HTMLFormElement): Promise<boolean> {
    const field = form.querySelector<HTMLInputElement>('input[data-proof]');
    if (!field) return true;
    const [answer] = await Promise.allSettled([mutation.mutateAsync(field.value.trim())]);
    // The mutation would keep what it was called with for as long as this is on the page.
    mutation.reset();
    if (answer.status === 'fulfilled') {
      field.value = '';
      setProblem(null);
      return true;
    }
    setProblem(answer.reason instanceof Error ? answer.reason.message : String(answer.reason));
    field.focus();
    field.select();
    return false;
  }

  return {
    /** Whether the key has to be typed. The server's clock decides, not this computer's. */
    needed: state.data?.proof_until === null,
    problem,
    isPending: mutation.isPending,
    prove,
  };
}

export type Proof = ReturnType<typeof useProof>;
