import type { KeyRow, RevocationResult, RevokedKey } from '@/lib/contract';
import { confirmationText, isConfirmed } from '@/lib/contract/confirmation';
import { copy } from './copy';

export type FollowUp = NonNullable<RevocationResult['follow_up']>;

const confirmable = (key: KeyRow) => ({ name: key.name, preview: key.preview_name });

/** Whether a key of the latest audit can be revoked: it was seen, still exists, and has a text to type. */
export const canBeRevoked = (key: KeyRow): boolean =>
  key.state === 'seen' && key.revoked_at === null && textToType(key) !== '';

/** Whether a key was revoked since the audit that lists it. */
export const isRevoked = (key: KeyRow): boolean => key.state === 'seen' && key.revoked_at !== null;

/** The audit that verifies these revoked keys of one audit; `null` for none. */
export function followUpOf(keys: readonly KeyRow[]): FollowUp | null {
  const [first] = keys;
  if (first === undefined) return null;
  return { parent_id: first.audit_id, member_ids: [...new Set(keys.map((key) => key.user_id))] };
}

/** The text that confirms this key when typed. */
export const textToType = (key: KeyRow): string => confirmationText(confirmable(key));

export type Typing = 'nothing' | 'something-else' | 'confirmed';

/** Compares what was typed with the text that confirms the key. */
export function typingOf(key: KeyRow, typed: string): Typing {
  if (typed.trim() === '') return 'nothing';
  return isConfirmed(confirmable(key), typed) ? 'confirmed' : 'something-else';
}

/** Whether a workload seems to use the key and would break without it. */
export const seemsInUse = (key: KeyRow): boolean =>
  key.verdict === 'replace' || key.used_by === 'workload';

/** True if the key no longer exists. It doesn't matter who revoked it. */
export const isGone = ({ outcome }: Pick<RevokedKey, 'outcome'>): boolean =>
  outcome === 'revoked' || outcome === 'already-gone';

/** The outcome as a title. It claims success only for keys that are verified as gone. */
export function resultTitle(objects: readonly RevokedKey[]): string {
  const [first] = objects;
  if (first !== undefined && objects.length === 1) return copy.outcome.title[first.outcome];
  const gone = objects.filter(isGone).length;
  return copy.outcome.titleOfMany(gone, objects.length);
}

/** The last key that was tried and how many after it weren't; `null` if the list was completed. */
export function whereStopped(
  result: RevocationResult,
): { at: RevokedKey | null; untouched: number } | null {
  if (!result.stopped) return null;
  const untouched = result.objects.filter(({ outcome }) => outcome === 'not-tried');
  const tried = result.objects.filter(({ outcome }) => outcome !== 'not-tried');
  return { at: tried.at(-1) ?? null, untouched: untouched.length };
}

/** One follow-up audit for two lists of revoked keys: the parent of the later one, all members of both. */
export function joinFollowUps(before: FollowUp | null, after: FollowUp | null): FollowUp | null {
  if (before === null || after === null) return after ?? before;
  return {
    parent_id: after.parent_id,
    member_ids: [...new Set([...before.member_ids, ...after.member_ids])],
  };
}
