import { createHash, randomBytes } from 'node:crypto';
import { recordActivity } from '@/lib/features/activity';
import {
  AppError,
  HOUR_MS,
  isStorageError,
  sessionId,
  type MemberId,
  type SessionId,
} from '@/lib/domain/core';
import { rememberOrganization } from '@/lib/features/organizations';
import { schema, type Store } from '@/lib/platform/database';
import { and, eq } from '@/lib/platform/database/sql';
import type { Log } from '@/lib/platform/log';
import type { Actor } from '@/lib/features/context';
import type { OwnerCheck } from './check-owner';
import { createRecheck, proveHolder } from './recheck';
import type { Sealer } from '@/lib/platform/sealing/sealing';
import type { Check, Session, SessionRow } from './session-types';
import { isLive, isOver, NOTE_USE_AFTER_MS } from './session-use';

export type SessionsOptions = {
  store: Store;
  sealer: Sealer;
  log: Log;
  check: Check;
  now?: () => Date;
};

export interface Sessions {
  /** Starts a session for this owner. `token` goes into the cookie and isn't stored on the server. */
  start: (
    owner: OwnerCheck,
    apiKey: string,
    address?: string | null,
  ) => Promise<{ token: string; session: Session }>;
  /**
   * Finds the live session of this token, or `null`. This counts as use, except for a background request; a
   * session ends after an hour without use. Ownership is checked again every 5 minutes.
   * *Errors*: `upstream-…` if Braintrust hasn't confirmed the owner for 30 minutes.
   */
  find: (token: string, use?: SessionUse) => Promise<Session | null>;
  /**
   * Asks Braintrust now whether the holder is still an owner. If Braintrust says no, the session ends.
   * *Errors*: as `checkOwner`.
   */
  prove: (session: Session) => Promise<void>;
  /** Finds the live session of this token without asking Braintrust and without counting as use. */
  peek: (token: string) => Promise<Session | null>;
  /** Ends the session, which invalidates every copy of its cookie. */
  end: (token: string) => Promise<void>;
  /** Deletes sessions that have ended, including their sealed keys. *Shape*: the number deleted. */
  dropExpired: (now: Date) => Promise<number>;
  /** The Braintrust key of the session's owner. *Errors*: `not-signed-in` if it can't be decrypted. */
  credential: (session: Session) => Promise<string>;
}

type SessionUse = { address?: string | null; background?: boolean };

/** Absolute limit: use doesn't extend it. */
export const SESSION_MS = 8 * HOUR_MS;
const TOKEN_BYTES = 32;

/** Stores sessions as database rows. The cookie holds a random token; the row's id is the token's hash. */
export function createSessions(options: SessionsOptions): Sessions {
  const { store, sealer, log, now = () => new Date() } = options;
  const { sessions } = schema;

  async function liveRow(token: string): Promise<SessionRow | null> {
    const [row] = await store.db
      .select()
      .from(sessions)
      .where(and(eq(sessions.id, idOfToken(token)), isLive(now())));
    return row ?? null;
  }
  /** The token of each returned session. In memory only, and released together with the session. */
  const tokens = new WeakMap<Session, string>();
  function handOut(row: SessionRow, token: string): Session {
    const session = toSession(row);
    tokens.set(session, token);
    return session;
  }
  function tokenOf(session: Session): string {
    const token = tokens.get(session);
    if (token === undefined) throw notSignedIn();
    return token;
  }
  async function rowOf({ id }: Session): Promise<SessionRow> {
    const [row] = await store.db.select().from(sessions).where(eq(sessions.id, id));
    if (row === undefined) throw notSignedIn();
    return row;
  }
  async function noteUse(row: SessionRow, address: string | null): Promise<void> {
    const at = now();
    const isNoted = at.getTime() - row.lastUsedAt.getTime() < NOTE_USE_AFTER_MS;
    if (isNoted && address === row.address) return;
    try {
      await store.db
        .update(sessions)
        .set({ lastUsedAt: at, address })
        .where(eq(sessions.id, row.id));
    } catch (error) {
      // Don't fail a read-only request because the disk is full.
      if (!isStorageError(error)) throw error;
      log.warn('the last use of a session could not be saved', { error });
    }
  }
  const checking = { ...options, now, open: openKey(sealer) };
  const recheck = createRecheck(checking);

  return {
    start: async (owner, apiKey, address = null) => {
      const token = randomBytes(TOKEN_BYTES).toString('base64url');
      const row = await newRow({ owner, apiKey, token, sealer, now: now(), address });
      await store.transaction(async (tx) => {
        await rememberOrganization(tx, owner.organization, row.createdAt);
        await tx.insert(sessions).values(row);
        await recordActivity(tx, {
          organizationId: row.organizationId,
          actor: labelOf(owner.user),
          action: 'signed-in',
          details: { with: owner.kind, proven_by: owner.via },
          at: row.createdAt,
        });
      });
      return { token, session: handOut(row, token) };
    },
    peek: async (token) => {
      const row = await liveRow(token);
      return row && handOut(row, token);
    },
    find: async (token, use = {}) => {
      const row = await liveRow(token);
      const confirmed = row && (await recheck(row, token));
      if (confirmed === null) return null;
      if (use.background !== true) await noteUse(confirmed, use.address ?? confirmed.address);
      return handOut(confirmed, token);
    },
    end: async (token) => {
      await store.transaction(async (tx) => {
        const [row] = await tx
          .delete(sessions)
          .where(eq(sessions.id, idOfToken(token)))
          .returning();
        if (row === undefined) return;
        await recordActivity(tx, {
          organizationId: row.organizationId,
          actor: labelOf(toSession(row).user),
          action: 'signed-out',
          details: {},
          at: now(),
        });
      });
    },
    dropExpired: async (at) => {
      const gone = await store.db.delete(sessions).where(isOver(at)).returning({ id: sessions.id });
      return gone.length;
    },
    prove: async (session) => {
      await proveHolder(checking, await rowOf(session), tokenOf(session));
    },
    credential: async (session) => checking.open(await rowOf(session), tokenOf(session)),
  };
}

/** The user's name in the activity log. */
export function labelOf(user: { id: MemberId | null; email: string | null }): string {
  return user.email ?? user.id ?? 'an unidentified owner';
}

export function actorOf(kind: Actor['kind'], user: Session['user']): Actor {
  return { kind, userId: user.id, email: user.email, label: labelOf(user) };
}

export const notSignedIn = (): AppError =>
  new AppError('not-signed-in', 'You’re not signed in, or your session has ended. Sign in again.');

function idOfToken(token: string): SessionId {
  return sessionId(createHash('sha256').update(token).digest('hex'));
}

async function newRow(input: {
  owner: OwnerCheck;
  apiKey: string;
  token: string;
  sealer: Sealer;
  now: Date;
  address: string | null;
}): Promise<SessionRow> {
  const { organization, user } = input.owner;
  const id = idOfToken(input.token);
  return {
    id,
    organizationId: organization.id,
    organizationName: organization.name,
    userId: user.id,
    userEmail: user.email,
    sealedKey: await input.sealer.seal(input.apiKey, {
      purpose: 'session',
      id,
      organizationId: organization.id,
      ephemeral: input.token,
    }),
    createdAt: input.now,
    expiresAt: new Date(input.now.getTime() + SESSION_MS),
    checkedAt: input.now,
    lastUsedAt: input.now,
    address: input.address,
    provenAt: null,
  };
}

function openKey(sealer: Sealer) {
  return async ({ id, organizationId, sealedKey }: SessionRow, token: string): Promise<string> => {
    try {
      return await sealer.open(sealedKey, {
        purpose: 'session',
        id,
        organizationId,
        ephemeral: token,
      });
    } catch (cause) {
      throw new AppError('not-signed-in', notSignedIn().publicMessage, {
        message: 'Could not decrypt the key of a session',
        cause,
      });
    }
  };
}

function toSession(row: SessionRow): Session {
  return {
    id: row.id,
    organization: { id: row.organizationId, name: row.organizationName },
    user: { id: row.userId, email: row.userEmail },
    createdAt: row.createdAt,
    expiresAt: row.expiresAt,
    checkedAt: row.checkedAt,
  };
}
