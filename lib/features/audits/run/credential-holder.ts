import type { BraintrustClient } from '@/lib/platform/braintrust';
import { AppError, type CallerKind, type MemberId } from '@/lib/domain/core';

/** Whose key it is; `null` where no call of this data plane tells. */
export async function credentialHolder(client: BraintrustClient): Promise<MemberId | null> {
  const id = await idBySelf(client);
  if (id !== null) return id;
  const own = await client.listKeys();
  return own.find((key) => key.userId !== null)?.userId ?? null;
}

/** Whose credential this is by its form; `null` where that does not tell. *Source*: `braintrust.md`. */
export function kindOfCredential(apiKey: string): CallerKind | null {
  if (apiKey.startsWith('bt-st-')) return 'service-token';
  return apiKey.startsWith('sk-') ? 'person' : null;
}

/** *Errors*: those of an upstream that does not answer; any answer at all is good enough. */
export async function checkStillAnswering(client: BraintrustClient): Promise<void> {
  await idBySelf(client);
}

/** An answer of another kind than expected says nothing of who calls. */
async function idBySelf(client: BraintrustClient): Promise<MemberId | null> {
  const [answer] = await Promise.allSettled([client.selfMe()]);
  if (answer.status === 'fulfilled') return answer.value?.id ?? null;
  if (isAnswer(answer.reason)) return null;
  throw answer.reason;
}

function isAnswer(error: unknown): boolean {
  return (
    error instanceof AppError &&
    (error.code === 'upstream-refused' || error.code === 'upstream-unexpected-answer')
  );
}
