import { signInSchema, type SignInError } from '@/lib/contract';
import { AppError, toAppError } from '@/lib/core';
import { isLoopback, publicUrl, type Env } from '@/lib/env';
import type { Log } from '@/lib/telemetry';
import type { AttemptLimits } from './attempt-limits';
import type { Check, Session } from './session-types';
import type { Sessions } from './sessions';

export type SignInVerb = (
  input: unknown,
  address: string,
) => Promise<{ token: string; session: Session }>;

/**
 * Signs an owner in by their Braintrust key.
 * *Errors*: as `checkOwner`; `bad-request`, `insecure-bind`, `too-many-requests`.
 */
export function createSignIn(options: {
  env: Env;
  check: Check;
  limits: AttemptLimits;
  sessions: Pick<Sessions, 'start'>;
  log: Log;
}): SignInVerb {
  const { env, check, limits, sessions, log } = options;
  return async (input, address) => {
    try {
      refuseInsecureBind(env);
      const parsed = signInSchema.safeParse(input);
      if (!parsed.success) throw new AppError('bad-request', 'Paste your Braintrust API key.');
      const { organization } = parsed.data;
      const apiKey = parsed.data.apiKey.trim();
      if (apiKey === '') throw new AppError('wrong-key', 'Paste your Braintrust API key.');
      const attempt = limits.take(address);
      const owner = await check(apiKey, { organizationName: organization ?? null });
      attempt.giveBack();
      return await sessions.start(owner, apiKey);
    } catch (error) {
      log.warn('a sign-in was refused', { reason: toAppError(error).code, error });
      throw error;
    }
  };
}

/**
 * Refuses to take a key where it could be read on its way here.
 * *Errors*: `insecure-bind`.
 */
export function refuseInsecureBind(env: Env): void {
  if (isLoopback(env.host) || publicUrl(env).startsWith('https:')) return;
  throw new AppError(
    'insecure-bind',
    `This server listens on ${env.host}, beyond this machine, and without https an owner’s key could be read on the way. Put it behind https and set NEXTAUTH_URL to that address, or set LATCHKEY_HOST=127.0.0.1.`,
  );
}

/** The refusal as it goes to the sign-in page; whatever is not meant to be shown stays out. */
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
