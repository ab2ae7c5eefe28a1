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

/** `label` names the actor in the activity log: the email address if known, otherwise an id or a fallback. */
export type Actor = {
  kind: 'session' | 'bearer' | 'command-line' | 'system';
  userId: MemberId | null;
  email: string | null;
  label: string;
};

/** Lets the owner in a browser session confirm their identity again. Bearer keys can't. */
export type SessionProof = {
  /**
   * Checks the Braintrust key that the owner enters again, and records the time. The key isn't stored.
   * *Errors*: `proof-refused` if the key isn't this owner's; `too-many-requests`, `upstream-…`.
   */
  proveAgain: (apiKey: string) => Promise<Date>;
  /** When the owner last did that; `null` if never. *Errors*: `not-signed-in` if the session has ended. */
  provenAt: () => Promise<Date | null>;
};

/**
 * What every verb gets. The caller is a verified owner of `organization`; a verb must not read the data of
 * any other organization.
 */
export type Context = {
  store: Store;
  organization: Organization;
  actor: Actor;
  /** Absent for a Bearer key and the command line. */
  sessionProof?: SessionProof;
  /** The browser's session; absent like `sessionProof`. */
  sessionId?: SessionId;
  /** The caller's Braintrust key. It is decrypted on each call, so call this only where it is needed. */
  credential: () => Promise<string>;
  sealer: Sealer;
  /** Asks Braintrust now whether the caller still owns the organization. *Errors*: as `checkOwner`. */
  proveOwner: () => Promise<void>;
  /** Queues an audit for the worker in the same transaction that stores it. */
  enqueueAudit: (
    tx: Transaction,
    audit: { auditId: AuditId; organizationId: OrganizationId },
  ) => Promise<void>;
  /** Queues re-evaluation of the organization's older audits, in the transaction that requires it. */
  enqueueReEvaluation: (tx: Transaction) => Promise<void>;
  now: () => Date;
};

/** Short, so that an unattended browser can't be used for destructive actions. */
export const PROOF_MS = 10 * MINUTE_MS;

/** *Errors*: `session-only` for a Bearer key or the command line. */
export function proofOf({ sessionProof }: Context): SessionProof {
  if (sessionProof !== undefined) return sessionProof;
  throw new AppError(
    'session-only',
    'This requires an owner’s browser session. API keys aren’t accepted.',
  );
}

export function isFreshProof(ctx: Context, provenAt: Date | null): provenAt is Date {
  // Allow a time in the future, because the clocks of two servers may differ slightly.
  return provenAt !== null && Math.abs(ctx.now().getTime() - provenAt.getTime()) < PROOF_MS;
}

export const proofNeeded = (): AppError =>
  new AppError(
    'proof-needed',
    'Re-enter your Braintrust API key to confirm it’s you. The confirmation is valid for 10 minutes in this session.',
  );

/**
 * Requires that the owner entered the key in the last 10 minutes, and that Braintrust confirms ownership now.
 * *Errors*: `session-only`, `proof-needed`, `not-signed-in`, and those of `ctx.proveOwner`.
 */
export async function requireFreshProof(ctx: Context): Promise<void> {
  if (!isFreshProof(ctx, await proofOf(ctx).provenAt())) throw proofNeeded();
  await ctx.proveOwner();
}
