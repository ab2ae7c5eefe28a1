import type { BraintrustClient } from '@/lib/platform/braintrust';
import { AppError } from '@/lib/domain/core';

/**
 * Whether Braintrust accepts the credential without impersonation, tested on the caller's own list. A 401
 * under impersonation may refuse only the impersonation.
 * *Errors*: those of an upstream that does not answer.
 */
export async function credentialWorks(client: BraintrustClient): Promise<boolean> {
  try {
    await client.listKeys();
    return true;
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    if (error.code === 'wrong-key') return false;
    if (error.code === 'upstream-refused' || error.code === 'upstream-unexpected-answer')
      return true;
    throw error;
  }
}
