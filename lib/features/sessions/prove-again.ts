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

/** The proof of one session. */
export type ProveAgain = (session: Session) => SessionProof;

type Options = {
  env: Env;
  store: Store;
  check: Check;
  /** Its own budget: who fails to sign in elsewhere must not keep an owner from a proof. */
  limits: AttemptLimits;
  sessions: Pick<Sessions, 'credential'>;
  log: Log;
  now: () => Date;
};

/**
 * Asks for the key once more in a session that is signed in already: an open browser, or a copied
 * cookie, is not enough for what cannot be undone. Failed tries are counted per session.
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

/** Only a key that proves nothing is noted, not an outage of Braintrust's. */
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

/** By the id that Braintrust says; where it says none, only the session's own key will do. */
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
    `This key is not of the owner who is signed in here${user.email === null ? '' : ` (${user.email})`}. Nothing was changed. Type in a key of that owner, or sign in as the other one.`,
  );

/**
 * What is wrong with the key, without the status 401: the session itself is as good as before.
 * Trouble of Braintrust and too many tries stay what they are.
 */
function asRefusal(error: unknown): unknown {
  const { code, publicMessage, message, details } = toAppError(error);
  const isAboutKey = ['wrong-key', 'not-an-owner', 'unknown-organization', 'cannot-impersonate'];
  if (!isAboutKey.includes(code)) return error;
  const text =
    code === 'unknown-organization'
      ? 'This key does not reach the organization that you are signed in to.'
      : publicMessage;
  return new AppError('proof-refused', text, {
    message,
    cause: error,
    details: { ...details, why: code },
  });
}
