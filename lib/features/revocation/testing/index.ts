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

/** Messages logged as errors by all tests of a file. */
export const logged: string[] = [];

/** Short enough for a test. */
const SHORT = { backoffBaseMs: 5, backoffMaxMs: 20, attemptTimeoutMs: 400, outagePatienceMs: 2000 };

/** The context of Ana, whose key the simulator calls `owner`, with a fresh proof. */
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

/** Finds a member by the part of the email before the `@`. */
export function memberNamed({ organization }: Simulator, local: string): UserRecord {
  const member = organization.members.find(({ email }) => email?.startsWith(`${local}@`) === true);
  if (member === undefined) throw new Error(`There is no ${local}.`);
  return member;
}

/** Adds a key for this holder. Call it before the audit. */
export function keyFor(
  { organization }: Simulator,
  holder: UserRecord,
  name: string,
): ApiKeyRecord {
  return addKey(organization, { user_id: holder.id, name });
}

/** Runs an audit and switches revoking on. */
export async function ready(store: Store, simulator: Simulator): Promise<Context> {
  await auditOnce(store, simulator);
  const ctx = ownerContext(store, simulator);
  await setRevoking(ctx, { enabled: true });
  simulator.resetCalls();
  return ctx;
}

/** Revokes keys with correctly typed names. */
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

/** Whether the key still works according to the simulator, including keys of former members. */
export function lives({ organization }: Simulator, { id }: { id: string }): boolean {
  const { keys, departedKeys } = organization;
  return [...keys, ...departedKeys].some((key) => key.id === id);
}

/** The outcome and reason of each key, in order. */
export const outcomesOf = ({ objects }: RevocationResult) =>
  objects.map(({ outcome, reason }) => (reason === null ? outcome : `${outcome}: ${reason}`));

/** Activity entries about revoking, oldest first. */
export async function story(store: Store) {
  const { activity } = schema;
  const rows = await store.db.select().from(activity).orderBy(asc(activity.at));
  return rows
    .filter(({ action }) => action.startsWith('key-'))
    .map(({ action, actor, details }) => ({ action, actor, details }));
}

/** A time when a proof has just expired. */
export const longAgo = () => new Date(Date.now() - 10 * MINUTE_MS);
