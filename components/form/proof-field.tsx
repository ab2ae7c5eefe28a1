'use client';
import { useId } from 'react';
import { SecretInput } from '@/components/ui/secret-input';
import { PROOF_FIELD, type Proof } from './use-proof';

/** Asks for the owner's Braintrust key, unless an earlier proof is still valid. */
export function ProofField({ proof, autoFocus }: { proof: Proof; autoFocus?: boolean }) {
  const id = useId();
  if (!proof.needed) return null;
  return (
    <div className="space-y-1">
      <label htmlFor={id} className="block text-sm font-medium">
        Your Braintrust API key
      </label>
      <p id={`${id}-hint`} className="text-sm text-muted-foreground">
        Re-enter your API key to confirm it’s you. Latchkey checks it with Braintrust and doesn’t
        store it. The confirmation is valid for 10 minutes in this session.
      </p>
      <SecretInput
        id={id}
        {...PROOF_FIELD}
        autoFocus={autoFocus}
        disabled={proof.isPending}
        aria-describedby={proof.problem === null ? `${id}-hint` : `${id}-hint ${id}-problem`}
        aria-invalid={proof.problem !== null}
      />
      {proof.problem === null ? null : (
        <p id={`${id}-problem`} role="alert" className="text-sm wrap-anywhere text-critical">
          {proof.problem}
        </p>
      )}
    </div>
  );
}
