import type { BraintrustClient, UpstreamKey } from '@/lib/platform/braintrust';
import type { KeyId, MemberId, OrganizationId } from '@/lib/domain/core';
import type { MemberReader } from './member-reader';

const SAMPLE_OF_HOLDERS = 3;
const SAMPLE_OF_KEYLESS = 3;

/**
 * Returns why the org-wide list can't be trusted as complete, in one sentence, or `null` if it is confirmed.
 * It is confirmed if it names the holder of each key, holds all of the caller's own keys of this organization
 * (at least one), and agrees with impersonation for a sample of members with and without keys.
 */
export async function confirmOrganizationList(question: {
  client: BraintrustClient;
  organizationId: OrganizationId;
  callerId: MemberId | null;
  roster: readonly MemberId[];
  list: readonly UpstreamKey[];
  /** Reads one member by impersonation; `null` if that isn't available. */
  read: MemberReader | null;
}): Promise<string | null> {
  const { client, list, roster, organizationId, callerId } = question;
  const listed = new Set<KeyId>(list.map((key) => key.id));
  const own = (await client.listKeys()).filter((key) => key.organizationId === organizationId);
  if (own.length === 0) return 'the caller has no key in this organization to look for.';
  if (!own.every((key) => listed.has(key.id)))
    return "it doesn't include all of the caller's own keys.";
  const unnamed = list.some(
    (key) => key.userId === null && (key.organizationId ?? organizationId) === organizationId,
  );
  if (unnamed) return "it doesn't name the holder of every key.";
  if (question.read === null) return "impersonation isn't available to compare it with.";

  const byHolder = new Map<MemberId, Set<KeyId>>();
  for (const key of list) {
    if (key.userId === null) continue;
    const keys = byHolder.get(key.userId) ?? new Set<KeyId>();
    byHolder.set(key.userId, keys.add(key.id));
  }
  const others = roster.filter((id) => id !== callerId);
  const sample = [
    ...others.filter((id) => byHolder.has(id)).slice(0, SAMPLE_OF_HOLDERS),
    ...others.filter((id) => !byHolder.has(id)).slice(0, SAMPLE_OF_KEYLESS),
  ];
  let compared = 0;
  for (const memberId of sample) {
    const result = await question.read(memberId);
    if (result.state !== 'audited') continue;
    const seen = result.keys.filter((key) => key.organizationId === organizationId);
    const inList = byHolder.get(memberId) ?? new Set<KeyId>();
    if (seen.length !== inList.size || !seen.every((key) => inList.has(key.id))) {
      return "it doesn't match impersonation for a member in the sample.";
    }
    compared += 1;
  }
  return compared === 0 && others.length > 0
    ? 'no member in the sample could be impersonated to compare it.'
    : null;
}
