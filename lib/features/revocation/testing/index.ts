import { auditOnce, contextOf } from '@/lib/features/audits/testing';
import type { Context } from '@/lib/features/context';
import type { RevocationResult } from '@/lib/contract';
import { memberId, MINUTE_MS } from '@/lib/domain/core';
import { addKey, type ApiKeyRecord, type Simulator, type UserRecord } from '@/lib/tools/simulator';
import { schema, type Store } from '@/lib/platform/database';
import { asc } from '@/lib/platform/database/sql';
import { revokeKeys, setRevoking } from '..';

export const DELETE = 'DELETE /v1/api_key/{api_key_id}';
export const LIST = 'GET /v1/api_key';

/** What was logged as an error, in all tests of the file. */
export const logged: string[] = [];

/** Waits that a test can sit out. */
const SHORT = { backoffBaseMs: 5, backoffMaxMs: 20, attemptTimeoutMs: 400, outagePatienceMs: 2000 };

/** Who sits there: Ana, whose key the simulator calls `owner`, with a proof of this very moment. */
export function ownerContext(
  store: Store,
  simulator: Simulator,
  options: Partial<Context> & { provenAt?: () => Date | null } = {},
): Context {
  const { provenAt = () => new Date(), ...rest } = options;
  const ana = memberNamed(simulator, 'ana.ferreira');
  return contextOf(store, simulator, {
    actor: {
      kind: 'session',
      userId: memberId(ana.id),
      email: ana.email,
      label: ana.email ?? ana.id,
    },
    sessionProof: {
      provenAt: () => Promise.resolve().then(provenAt),
      proveAgain: () => Promise.reject(new Error('not in this test')),
    },
    ...rest,
  });
}

/** A member by the part of the address before the @. */
export function memberNamed({ organization }: Simulator, local: string): UserRecord {
  const member = organization.members.find(({ email }) => email?.startsWith(`${local}@`) === true);
  if (member === undefined) throw new Error(`There is no ${local}.`);
  return member;
}

/** A new key of this holder, before anybody looks. */
export function keyFor(
  { organization }: Simulator,
  holder: UserRecord,
  name: string,
): ApiKeyRecord {
  return addKey(organization, { user_id: holder.id, name });
}

/** Audits, and lets the owner revoke. */
export async function ready(store: Store, simulator: Simulator): Promise<Context> {
  await auditOnce(store, simulator);
  const ctx = ownerContext(store, simulator);
  await setRevoking(ctx, { enabled: true });
  simulator.resetCalls();
  return ctx;
}

/** Revokes what was confirmed by the right name. */
export function revoke(
  ctx: Context,
  simulator: Simulator,
  ...keys: { id: string; name: string }[]
): Promise<RevocationResult> {
  return revokeKeys(ctx, {
    keys: keys.map(({ id, name }) => ({ key_id: id, name_typed: name })),
    apiUrl: simulator.url,
    log: { error: (message) => logged.push(message) },
    limits: SHORT,
  });
}

/** Whether the key lives: the simulator's own truth, of leavers too. */
export function lives({ organization }: Simulator, { id }: { id: string }): boolean {
  const { keys, departedKeys } = organization;
  return [...keys, ...departedKeys].some((key) => key.id === id);
}

/** What a result comes to: outcome and reason of each key, in order. */
export const told = ({ objects }: RevocationResult) =>
  objects.map(({ outcome, reason }) => (reason === null ? outcome : `${outcome}: ${reason}`));

/** What the activity log tells of revoking, oldest first. */
export async function story(store: Store) {
  const { activity } = schema;
  const rows = await store.db.select().from(activity).orderBy(asc(activity.at));
  return rows
    .filter(({ action }) => action.startsWith('key-'))
    .map(({ action, actor, details }) => ({ action, actor, details }));
}

/** So long ago that a proof no longer holds. */
export const longAgo = () => new Date(Date.now() - 10 * MINUTE_MS);
