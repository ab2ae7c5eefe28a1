import type { KeyListCheck } from '@/lib/domain/core';
import type { Key } from '@/lib/domain/organization';
import type { OwnKey } from './own-key';
import type { KnownKey } from './new-and-gone-keys';

/** Why the key lists of an audit couldn't be confirmed, as text for people. */
export const KEY_LIST_DOUBTS = {
  'own-key-missing':
    "Key lists couldn't be confirmed. The key that ran this audit is missing from its holder's own list, so empty lists aren't conclusive.",
  'own-key-unread':
    "Key lists couldn't be confirmed. Braintrust didn't list the keys of the person whose key ran this audit, so empty lists aren't conclusive.",
  'own-list-differs':
    "Key lists couldn't be confirmed. Under impersonation, Braintrust listed no keys of the person whose key ran this audit, although they hold one.",
  'all-empty':
    "Key lists couldn't be confirmed. Every key list was empty, although the previous audit included keys.",
} as const satisfies Partial<Record<KeyListCheck, string>>;

export type KeyListDoubt = keyof typeof KEY_LIST_DOUBTS;

export function isKeyListDoubt(check: KeyListCheck | null): check is KeyListDoubt {
  return check !== null && Object.hasOwn(KEY_LIST_DOUBTS, check);
}

/** Decides whether the key lists of an audit can be trusted. An earlier doubt stays. */
export function checkKeyLists(of: {
  /** The check stored for this audit, or carried over with members of its parent. */
  before: KeyListCheck | null;
  ownKey: OwnKey;
  /** The caller, if this audit impersonated them as a member; otherwise `null`. */
  caller: { id: string } | null;
  keys: readonly Key[];
  previous: readonly KnownKey[] | null;
}): KeyListCheck {
  const { before, ownKey, caller, keys, previous } = of;
  if (isKeyListDoubt(before)) return before;
  if (ownKey.state === 'missing') return 'own-key-missing';
  if (ownKey.state === 'unread') return 'own-key-unread';
  const seesOwn = keys.some(({ holderId }) => holderId === caller?.id);
  if (caller !== null && ownKey.ids.size > 0 && !seesOwn) return 'own-list-differs';
  const knew = previous?.some(({ state }) => state === 'seen' || state === 'not-seen') === true;
  if (knew && keys.length === 0) return 'all-empty';
  return ownKey.state === 'none' ? 'no-own-key' : 'own-key-listed';
}
