import type { KeyRow, RevocationResult, RevokedKey } from '@/lib/contract';
import type { RevocationOutcome } from '@/lib/domain/core';
import { confirmationText, isConfirmed } from '@/lib/contract/confirmation';
import { formatNumber, plural } from '@/components/status/format';

export type FollowUp = NonNullable<RevocationResult['follow_up']>;

/** A key in the form that it is confirmed in. */
const confirmable = (key: KeyRow) => ({ name: key.name, preview: key.preview_name });

/** Whether a key of the newest audit can be revoked: it was seen, and there is something to type. */
export const canBeRevoked = (key: KeyRow): boolean =>
  key.state === 'seen' && textToType(key) !== '';

/** What has to be typed to confirm this key. */
export const textToType = (key: KeyRow): string => confirmationText(confirmable(key));

/** What was typed for a key, so far. */
export type Typing = 'nothing' | 'something-else' | 'confirmed';

/** Whether what was typed confirms the key. */
export function typingOf(key: KeyRow, typed: string): Typing {
  if (typed.trim() === '') return 'nothing';
  return isConfirmed(confirmable(key), typed) ? 'confirmed' : 'something-else';
}

/** Whether a program seems to use the key, which then breaks with it. */
export const seemsInUse = (key: KeyRow): boolean =>
  key.verdict === 'replace' || key.used_by === 'workload';

/** Whether the key is no more, whoever did it. */
export const isGone = ({ outcome }: Pick<RevokedKey, 'outcome'>): boolean =>
  outcome === 'revoked' || outcome === 'already-gone';

const ONE: Record<RevocationOutcome, string> = {
  revoked: 'The key is revoked',
  'already-gone': 'The key was gone already',
  refused: 'The key is not revoked',
  'still-alive': 'The key is still alive',
  'not-confirmed': 'Not known whether the key is gone',
  'not-tried': 'The key was not touched',
};

/** What came of it, as a title. Success is said only of keys that are gone. */
export function resultTitle(objects: readonly RevokedKey[]): string {
  const [first] = objects;
  if (first !== undefined && objects.length === 1) return ONE[first.outcome];
  const gone = objects.filter(isGone).length;
  return gone === objects.length
    ? `All ${plural(gone, 'key')} are gone`
    : `${formatNumber(gone)} of ${plural(objects.length, 'key')} are gone`;
}

/** The key at which the list ended, and how many after it were not touched; `null`: it did not. */
export function whereStopped(
  result: RevocationResult,
): { at: RevokedKey | null; untouched: number } | null {
  if (!result.stopped) return null;
  const untouched = result.objects.filter(({ outcome }) => outcome === 'not-tried');
  const tried = result.objects.filter(({ outcome }) => outcome !== 'not-tried');
  return { at: tried.at(-1) ?? null, untouched: untouched.length };
}

/** One follow-up for what two lists left to prove: the later one's audit, everybody's members. */
export function joinFollowUps(before: FollowUp | null, after: FollowUp | null): FollowUp | null {
  if (before === null || after === null) return after ?? before;
  return {
    parent_id: after.parent_id,
    member_ids: [...new Set([...before.member_ids, ...after.member_ids])],
  };
}
