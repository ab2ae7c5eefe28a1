import {
  AppError,
  MINUTE_MS,
  type AuditId,
  type MemberId,
  type OrganizationId,
  type SessionId,
} from '@/lib/domain/core';
import type { Organization } from '@/lib/domain/organization';
import type { Store, Transaction } from '@/lib/platform/database';
import type { Sealer } from '@/lib/platform/sealing/sealing';

/** Who acts. `label` is what the activity log shows: an e-mail address or what is known instead. */
export type Actor = {
  kind: 'session' | 'bearer' | 'command-line' | 'system';
  userId: MemberId | null;
  email: string | null;
  label: string;
};

/** What a browser's session can do and nobody else: prove anew who sits before it. */
export type SessionProof = {
  /**
   * Takes the owner's key, typed in again, and remembers when. The key is kept nowhere.
   * *Errors*: `proof-refused` for a key that is not this owner's; `too-many-requests`, `upstream-…`.
   */
  proveAgain: (apiKey: string) => Promise<Date>;
  /** When that last was; `null`: not yet. *Errors*: `not-signed-in` once the session is over. */
  provenAt: () => Promise<Date | null>;
};

/**
 * Whom a verb acts for: an owner of `organization`, proven upstream. A verb sees nothing of any
 * other organization.
 */
export type Context = {
  store: Store;
  organization: Organization;
  actor: Actor;
  /** Absent for a Bearer key and the command line: what needs it is not for programs. */
  sessionProof?: SessionProof;
  /** Of the browser that asks; absent like `sessionProof`. */
  sessionId?: SessionId;
  /** The caller's own Braintrust key; opened only where a verb needs it. */
  credential: () => Promise<string>;
  /** Seals a secret for the row that a verb writes it to. */
  sealer: Sealer;
  /** Proves anew, by asking Braintrust, that the caller owns the organization. */
  proveOwner: () => Promise<void>;
  /** Hands an audit to the worker, together with what the transaction writes. */
  enqueueAudit: (
    tx: Transaction,
    audit: { auditId: AuditId; organizationId: OrganizationId },
  ) => Promise<void>;
  /** Has the older audits of the organization judged again, after what the transaction changes. */
  enqueueReEvaluation: (tx: Transaction) => Promise<void>;
  now: () => Date;
};

/** A proof holds for one sitting of work, not for a browser that was left open. */
export const PROOF_MS = 10 * MINUTE_MS;

/** What a session can prove. *Errors*: `session-only` where there is no session. */
export function proofOf({ sessionProof }: Context): SessionProof {
  if (sessionProof !== undefined) return sessionProof;
  throw new AppError(
    'session-only',
    'An owner who is signed in can do this in the browser only. A Bearer key is refused.',
  );
}

/** Whether a proof of that moment still holds. */
export function isFreshProof(ctx: Context, provenAt: Date | null): provenAt is Date {
  // Clocks of two servers may differ a little, so a moment ahead is no reason to doubt.
  return provenAt !== null && Math.abs(ctx.now().getTime() - provenAt.getTime()) < PROOF_MS;
}

/** The error that asks for the key. */
export const proofNeeded = (): AppError =>
  new AppError(
    'proof-needed',
    'Enter your Braintrust API key again first. The proof holds for 10 minutes, in this session only.',
  );

/**
 * Lets through a session whose owner entered the key in the last 10 minutes and whom Braintrust
 * confirms as an owner right now.
 * *Errors*: `session-only`, `proof-needed`, `not-signed-in`, and those of `ctx.proveOwner`.
 */
export async function requireFreshProof(ctx: Context): Promise<void> {
  if (!isFreshProof(ctx, await proofOf(ctx).provenAt())) throw proofNeeded();
  await ctx.proveOwner();
}
