import type { BraintrustClient } from '@/lib/platform/braintrust';
import { AppError, type CallerKind, type MemberId } from '@/lib/domain/core';

/** The member who holds the credential; `null` if no call of this data plane tells. */
export async function credentialHolder(client: BraintrustClient): Promise<MemberId | null> {
  const id = await idBySelf(client);
  if (id !== null) return id;
  const own = await client.listKeys();
  return own.find((key) => key.userId !== null)?.userId ?? null;
}

/** Tells a person's key from a service token by its prefix; `null` for any other prefix. */
export function kindOfCredential(apiKey: string): CallerKind | null {
  if (apiKey.startsWith('bt-st-')) return 'service-token';
  return apiKey.startsWith('sk-') ? 'person' : null;
}

/**
 * Checks that Braintrust still answers. Any answer counts, even a refusal.
 * *Errors*: those of an upstream that does not answer.
 */
export async function checkStillAnswering(client: BraintrustClient): Promise<void> {
  await idBySelf(client);
}

/** The caller's id from `self/me`. `null` if Braintrust refuses the call or answers something unexpected. */
async function idBySelf(client: BraintrustClient): Promise<MemberId | null> {
  try {
    return (await client.selfMe())?.id ?? null;
  } catch (error) {
    if (isAnswer(error)) return null;
    throw error;
  }
}

function isAnswer(error: unknown): boolean {
  return (
    error instanceof AppError &&
    (error.code === 'upstream-refused' || error.code === 'upstream-unexpected-answer')
  );
}
