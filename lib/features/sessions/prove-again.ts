import { createHash, timingSafeEqual } from 'node:crypto';
import { recordActivity } from '@/lib/features/activity';
import { AppError, toAppError } from '@/lib/domain/core';
import type { Env } from '@/lib/platform/config/env';
import { schema, type Store } from '@/lib/platform/database';
import { and, eq } from '@/lib/platform/database/sql';
import type { Log } from '@/lib/platform/log';
import type { AttemptLimits } from './attempt-limits';
import type { OwnerCheck } from './check-owner';
import type { SessionProof } from '@/lib/features/context';
import { refuseInsecureBind } from './hosts';
import type { Check, Session } from './session-types';
import { isLive } from './session-use';
import { labelOf, notSignedIn, type Sessions } from './sessions';

export type ProveAgain = (session: Session) => SessionProof;

type Options = {
  env: Env;
  store: Store;
  check: Check;
  /** Separate from sign-in's, so that failed sign-ins elsewhere can't block an owner's proof. */
  limits: AttemptLimits;
  sessions: Pick<Sessions, 'credential'>;
  log: Log;
  now: () => Date;
};

/**
 * Asks a signed-in owner for the key again. An unattended browser or a copied cookie must not be enough for
 * actions that can't be undone. Failed attempts are counted per session.
 */
export function createProveAgain(options: Options): ProveAgain {
  const { env, store, check, limits, log, now } = options;
  const { sessions } = schema;
  const live = (session: Session) => and(eq(sessions.id, session.id), isLive(now()));

  return (session) => ({
    provenAt: async () => {
      const [row] = await store.db
        .select({ provenAt: sessions.provenAt })
        .from(sessions)
        .where(live(session));
      if (row === undefined) throw notSignedIn();
      return row.provenAt;
    },
    proveAgain: async (typed) => {
      try {
        refuseInsecureBind(env);
        const apiKey = typed.trim();
        await limits.attempt({ address: session.id, apiKey }, async () => {
          const owner = await check(apiKey, { organizationId: session.organization.id });
          if (!(await isSameOwner(options, session, { owner, apiKey }))) {
            throw anotherOwner(session);
          }
        });
      } catch (error) {
        log.warn('a proof was refused', { reason: toAppError(error).code, error });
        const refusal = asRefusal(error);
        await noteFailedProof(options, session, refusal);
        throw refusal;
      }
      const provenAt = now();
      const [row] = await store.db
        .update(sessions)
        .set({ provenAt })
        .where(live(session))
        .returning({ id: sessions.id });
      if (row === undefined) throw notSignedIn();
      return provenAt;
    },
  });
}

/** Logs only rejected keys and too many attempts, not Braintrust outages. */
async function noteFailedProof(
  { store, now }: Options,
  { organization, user }: Session,
  refusal: unknown,
): Promise<void> {
  const { code, details } = toAppError(refusal);
  if (code !== 'proof-refused' && code !== 'too-many-requests') return;
  await recordActivity(store.db, {
    organizationId: organization.id,
    actor: labelOf(user),
    action: 'proof-failed',
    details: { reason: typeof details.why === 'string' ? details.why : code },
    at: now(),
  });
}

/** Compares user ids. If one is unknown, only the session's own key is accepted. */
async function isSameOwner(
  { sessions }: Options,
  session: Session,
  { owner, apiKey }: { owner: OwnerCheck; apiKey: string },
): Promise<boolean> {
  if (owner.user.id !== null && session.user.id !== null) return owner.user.id === session.user.id;
  const digest = (text: string) => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(apiKey), digest(await sessions.credential(session)));
}

const anotherOwner = ({ user }: Session): AppError =>
  new AppError(
    'proof-refused',
    `This key doesn’t match the signed-in owner${user.email === null ? '' : ` (${user.email})`}. Nothing was changed. Enter that owner’s key, or sign in again with this one.`,
  );

/**
 * Turns an error about the key into `proof-refused`, which isn't a 401 because the session is still valid.
 * Upstream errors and `too-many-requests` are returned unchanged.
 */
function asRefusal(error: unknown): unknown {
  const { code, publicMessage, message, details } = toAppError(error);
  const isAboutKey = ['wrong-key', 'not-an-owner', 'unknown-organization', 'cannot-impersonate'];
  if (!isAboutKey.includes(code)) return error;
  const text =
    code === 'unknown-organization'
      ? 'This key has no access to the organization that you’re signed in to.'
      : publicMessage;
  return new AppError('proof-refused', text, {
    message,
    cause: error,
    details: { ...details, why: code },
  });
}
