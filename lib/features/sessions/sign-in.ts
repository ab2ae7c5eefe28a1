import { signInSchema, type SignInError } from '@/lib/contract';
import { AppError, toAppError } from '@/lib/domain/core';
import type { Env } from '@/lib/platform/config/env';
import type { Log } from '@/lib/platform/log';
import type { AttemptLimits } from './attempt-limits';
import { refuseInsecureBind } from './hosts';
import type { NoteRefusedSignIn } from './refused-sign-in';
import type { Check, Session } from './session-types';
import type { Sessions } from './sessions';

export type SignInVerb = (
  input: unknown,
  address: string,
) => Promise<{ token: string; session: Session }>;

/**
 * Signs in an owner with their Braintrust key.
 * *Errors*: as `checkOwner`; `bad-request`, `insecure-bind`, `too-many-requests`.
 */
export function createSignIn(options: {
  env: Env;
  check: Check;
  limits: AttemptLimits;
  sessions: Pick<Sessions, 'start'>;
  log: Log;
  noteRefused: NoteRefusedSignIn;
}): SignInVerb {
  const { env, check, limits, sessions, log, noteRefused } = options;
  return async (input, address) => {
    try {
      refuseInsecureBind(env);
      const parsed = signInSchema.safeParse(input);
      if (!parsed.success) throw new AppError('bad-request', 'Paste your Braintrust API key.');
      const { organization } = parsed.data;
      const apiKey = parsed.data.apiKey.trim();
      if (apiKey === '') throw new AppError('wrong-key', 'Paste your Braintrust API key.');
      const owner = await limits.attempt({ address, apiKey }, () =>
        check(apiKey, { organizationName: organization ?? null }),
      );
      return await sessions.start(owner, apiKey, address);
    } catch (error) {
      log.warn('a sign-in was refused', { reason: toAppError(error).code, error });
      await noteRefused(error, 'sign-in');
      throw error;
    }
  };
}

/** Converts an error for the sign-in page. It includes only details that are meant to be shown. */
export function toSignInError(error: unknown): SignInError {
  const { code, publicMessage, details } = toAppError(error);
  const { organizations, retryAfterSeconds } = details;
  return {
    code,
    message: publicMessage,
    ...(isTexts(organizations) ? { organizations } : {}),
    ...(typeof retryAfterSeconds === 'number' ? { retry_after_seconds: retryAfterSeconds } : {}),
  };
}

function isTexts(value: unknown): value is string[] {
  return Array.isArray(value) && value.every((one) => typeof one === 'string');
}
