import { hkdfSync } from 'node:crypto';
import { CompactEncrypt, compactDecrypt } from 'jose';
import { brandedError, type OrganizationId } from '@/lib/domain/core';

/** What a sealed secret belongs to. It opens for exactly this and nothing else. */
export type Binding = {
  purpose: 'session' | 'audit';
  /** Id of the row that holds it: session row or audit. */
  id: string;
  organizationId: OrganizationId;
  /**
   * A random secret that is not in the database: a session's token, an audit's data key. Without it
   * the sealed text never opens again, so destroying it destroys every copy of that text.
   */
  ephemeral: string;
};

/** Seals secrets for the store. */
export interface Sealer {
  /** The text, encrypted; safe to store in the row that `binding` names. */
  seal: (text: string, binding: Binding) => Promise<string>;
  /**
   * What was sealed for this binding.
   * *Errors*: `SealBrokenError` for another binding or ephemeral secret, another `NEXTAUTH_SECRET` or a changed text.
   */
  open: (sealed: string, binding: Binding) => Promise<string>;
}

/** The sealed text is not for this binding, was sealed under another secret, or was changed. */
export class SealBrokenError extends brandedError('SealBrokenError') {}

/** Ours alone: next-auth derives from the same secret with labels of its own. */
const LABEL = 'latchkey sealing v2';
const KEY_BYTES = 32;
const ALGORITHMS = { alg: 'dir', enc: 'A256GCM' } as const;

/**
 * A sealer over `NEXTAUTH_SECRET`: AES-256-GCM as compact JWE, with a key of its own per binding
 * (HKDF-SHA-256), so that a row copied to another place does not open there. The ephemeral secret is
 * the salt: HKDF's extract step is keyed by it, so knowing `NEXTAUTH_SECRET` alone gives no key.
 */
export function createSealer(secret: string, previous: string | null = null): Sealer {
  const current = sealerOf(secret);
  if (previous === null) return current;
  return {
    seal: current.seal,
    open: async (sealed, binding) => {
      const [opened] = await Promise.allSettled([current.open(sealed, binding)]);
      if (opened.status === 'fulfilled') return opened.value;
      return sealerOf(previous).open(sealed, binding);
    },
  };
}

function sealerOf(secret: string): Sealer {
  const keyFor = ({ purpose, id, organizationId, ephemeral }: Binding) =>
    new Uint8Array(
      hkdfSync(
        'sha256',
        secret,
        ephemeral,
        JSON.stringify([LABEL, purpose, id, organizationId]),
        KEY_BYTES,
      ),
    );
  return {
    seal: (text, binding) =>
      new CompactEncrypt(new TextEncoder().encode(text))
        .setProtectedHeader(ALGORITHMS)
        .encrypt(keyFor(binding)),
    open: async (sealed, binding) => {
      try {
        const { plaintext } = await compactDecrypt(sealed, keyFor(binding), {
          keyManagementAlgorithms: [ALGORITHMS.alg],
          contentEncryptionAlgorithms: [ALGORITHMS.enc],
        });
        return new TextDecoder().decode(plaintext);
      } catch (cause) {
        throw new SealBrokenError('A sealed secret does not open here', { cause });
      }
    },
  };
}
