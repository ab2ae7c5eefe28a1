import type { BraintrustClient, Impersonation, UpstreamKey } from '@/lib/platform/braintrust';
import { toAppError, type AppError, type MemberId, type RevocationReason } from '@/lib/domain/core';

/** A holder's complete list, read under their verified identity, or why it can't be read. */
export type Reading =
  | { read: true; keys: readonly UpstreamKey[]; as: Impersonation | null }
  | { read: false; reason: RevocationReason; detail: string };

export type Reader = Pick<BraintrustClient, 'impersonate' | 'listKeys' | 'selfMe' | 'listMembers'>;

export type Holder = {
  id: MemberId;
  /** `null` if Braintrust doesn't say who the caller is. */
  callerId: MemberId | null;
  orgName: string;
};

/**
 * Reads the holder's keys under a verified identity. The caller's own keys need no impersonation. For others
 * it tries the impersonation header, if the answer names the member, then an impersonation token (the older
 * way). Every call verifies again, because Braintrust may now ignore what it respected a moment ago.
 */
export async function readHolder(client: Reader, holder: Holder): Promise<Reading> {
  if (holder.id === holder.callerId) return readAs(client, holder, null);
  const byHeader = await readAs(client, holder, { kind: 'header', memberId: holder.id });
  if (byHeader.read || !REFUSALS.includes(byHeader.reason)) return byHeader;
  try {
    const { token } = await client.impersonate(holder.id);
    return await readAs(client, holder, { kind: 'token', token });
  } catch (thrown) {
    const error = toAppError(thrown);
    if (!isNo(error)) return failed(error);
    const onRoster = await isOnRoster(client, holder);
    if (onRoster === 'absent') return LEFT;
    if (typeof onRoster === 'object') return failed(onRoster);
    const isRefused = error.details.status === 403;
    return isRefused ? { ...byHeader, reason: 'impersonation-refused' } : byHeader;
  }
}

/**
 * Tells whether the member list contains the holder now; an error if the list can't be read. A removed
 * member's list may be empty while the keys still work. So check this before trusting a missing key.
 */
export async function isOnRoster(
  client: Reader,
  { id, orgName }: Holder,
): Promise<'present' | 'absent' | AppError> {
  try {
    const members = await client.listMembers({ orgName });
    return members.some((member) => member.id === id) ? 'present' : 'absent';
  } catch (error) {
    return toAppError(error);
  }
}

const LEFT: Reading = { read: false, reason: 'holder-left', detail: '' };

const REFUSALS: readonly RevocationReason[] = [
  'identity-not-proven',
  'identity-mismatch',
  'impersonation-refused',
];

async function readAs(client: Reader, { id }: Holder, as: Impersonation | null): Promise<Reading> {
  try {
    const keys = await client.listKeys(as === null ? {} : { as });
    if (keys.some(({ userId }) => userId !== null && userId !== id)) {
      return { read: false, reason: 'identity-mismatch', detail: '' };
    }
    const proven =
      as?.kind === 'token' ||
      keys.some(({ userId }) => userId === id) ||
      (await client.selfMe(as ?? undefined))?.id === id;
    return proven
      ? { read: true, keys, as }
      : { read: false, reason: 'identity-not-proven', detail: '' };
  } catch (thrown) {
    const error = toAppError(thrown);
    const isRefused = error.code === 'wrong-key' && as?.kind === 'header';
    return isRefused && (await isAlive(client))
      ? { read: false, reason: 'impersonation-refused', detail: error.publicMessage }
      : failed(error, as);
  }
}

/** Whether the credential itself works. A 401 under the header may refuse only the impersonation. */
async function isAlive(client: Reader): Promise<boolean> {
  try {
    await client.listKeys();
    return true;
  } catch (error) {
    return toAppError(error).code === 'upstream-refused';
  }
}

/** A definite refusal, or an answer without a token. Another way to read may still work. */
function isNo({ code }: AppError): boolean {
  return code === 'upstream-refused' || code === 'upstream-unexpected-answer';
}

function failed(error: AppError, as: Impersonation | null = null): Reading {
  const detail = error.publicMessage;
  if (error.code === 'wrong-key' && as?.kind !== 'token') {
    return { read: false, reason: 'credential-refused', detail };
  }
  if (as?.kind === 'header' && error.code === 'upstream-refused') {
    return { read: false, reason: 'impersonation-refused', detail };
  }
  return { read: false, reason: 'list-failed', detail };
}
