import { hkdfSync } from 'node:crypto';
import { CompactEncrypt, compactDecrypt } from 'jose';
import { brandedError, type OrganizationId } from '@/lib/domain/core';

/** What a sealed secret belongs to. It can only be opened with exactly this binding. */
export type Binding = {
  purpose: 'session' | 'audit';
  /** The id of the row that holds it: a session or an audit. */
  id: string;
  organizationId: OrganizationId;
  /**
   * A random secret that isn't in the database: a session's token or an audit's data key. Without it the
   * sealed text can't be opened, so destroying it destroys every copy of that text.
   */
  ephemeral: string;
};

export interface Sealer {
  /** Encrypts the text. The result is safe to store in the row that `binding` names. */
  seal: (text: string, binding: Binding) => Promise<string>;
  /**
   * Decrypts a text that was sealed for this binding.
   * *Errors*: `SealBrokenError` for a different binding or `NEXTAUTH_SECRET`, or a changed text.
   */
  open: (sealed: string, binding: Binding) => Promise<string>;
}

export class SealBrokenError extends brandedError('SealBrokenError') {}

/** Differs from next-auth's labels, because next-auth derives its keys from the same secret. */
const LABEL = 'latchkey sealing v2';
const KEY_BYTES = 32;
const ALGORITHMS = { alg: 'dir', enc: 'A256GCM' } as const;

/**
 * Creates a sealer for `NEXTAUTH_SECRET`; `previous` can still open older texts. It uses AES-256-GCM as
 * compact JWE with one key per binding (HKDF-SHA-256), so a row copied elsewhere can't be opened there. The
 * ephemeral secret is the HKDF salt, so `NEXTAUTH_SECRET` alone doesn't yield a key.
 */
export function createSealer(secret: string, previous: string | null = null): Sealer {
  const current = sealerOf(secret);
  if (previous === null) return current;
  return {
    seal: current.seal,
    open: async (sealed, binding) => {
      try {
        return await current.open(sealed, binding);
      } catch {
        // The previous secret may have sealed it. If not, the error is the same.
        return sealerOf(previous).open(sealed, binding);
      }
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
        throw new SealBrokenError('Could not decrypt a sealed secret', { cause });
      }
    },
  };
}
