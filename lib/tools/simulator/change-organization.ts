import { domainOf } from './build-organization';
import { isoBefore, newestFirst } from './instants';
import { hashText, seededRandom } from './random';
import type { ApiKeyRecord, OrganizationData, ServiceTokenRecord, UserRecord } from './records';

/** Adds a key with defaults for missing fields. Without `user_id` the first member holds it. */
export function addKey(
  organization: OrganizationData,
  given: Partial<ApiKeyRecord> = {},
): ApiKeyRecord {
  const key = makeKey(organization, given);
  organization.keys = [...organization.keys, key].sort(newestFirst);
  return key;
}

function makeKey(organization: OrganizationData, given: Partial<ApiKeyRecord>): ApiKeyRecord {
  const holder =
    given.user_id === undefined
      ? organization.members[0]
      : organization.members.find(({ id }) => id === given.user_id);
  const random = seededRandom(hashText(`key ${organization.id} ${nextNumber()}`));
  return {
    id: random.uuid(),
    created: isoBefore(new Date(), 0),
    name: 'added-key',
    preview_name: `sk-...${random.uuid().slice(0, 4)}`,
    user_id: holder?.id ?? null,
    user_email: holder?.email ?? null,
    user_given_name: holder?.given_name ?? null,
    user_family_name: holder?.family_name ?? null,
    org_id: organization.id,
    expires_at: null,
    ...given,
  };
}

/** Adds `count` numbered keys to one member. */
export function addKeys(
  organization: OrganizationData,
  count: number,
  given: Partial<ApiKeyRecord> = {},
): ApiKeyRecord[] {
  const name = given.name ?? 'added-key';
  const keys = Array.from({ length: count }, (_, index) =>
    makeKey(organization, { ...given, name: `${name}-${index + 1}` }),
  );
  organization.keys = [...organization.keys, ...keys].sort(newestFirst);
  return keys;
}

/** Gives every holder `times` keys for each of their keys, with numbered names and IDs of their own. */
export function multiplyKeys(organization: OrganizationData, times: number): number {
  const random = seededRandom(hashText(`copies ${organization.id}`));
  const copies = organization.keys.flatMap((key) =>
    Array.from({ length: times - 1 }, (_, index) => ({
      ...key,
      id: random.uuid(),
      name: `${key.name}-${index + 2}`,
      preview_name: `sk-...${random.uuid().slice(0, 4)}`,
    })),
  );
  organization.keys = [...organization.keys, ...copies].sort(newestFirst);
  return organization.keys.length;
}

/**
 * Removes a member's or a former member's key, as a deletion does. Returns it, or `undefined` if there was
 * none.
 */
export function removeKey(organization: OrganizationData, keyId: string): ApiKeyRecord | undefined {
  const { keys, departedKeys } = organization;
  const key = [...keys, ...departedKeys].find(({ id }) => id === keyId);
  organization.keys = keys.filter((each) => each !== key);
  organization.departedKeys = departedKeys.filter((each) => each !== key);
  return key;
}

/** Adds a member with defaults for missing fields. */
export function addMember(
  organization: OrganizationData,
  given: Partial<UserRecord> = {},
): UserRecord {
  const nth = nextNumber();
  const random = seededRandom(hashText(`member ${organization.id} ${nth}`));
  const member: UserRecord = {
    id: random.uuid(),
    given_name: 'New',
    family_name: `Joiner ${nth}`,
    email: `new.joiner.${nth}@${domainOf(organization.name)}`,
    avatar_url: null,
    created: isoBefore(new Date(), 0),
    ...given,
  };
  organization.members = [...organization.members, member].sort(newestFirst);
  return member;
}

/** Removes a member. Their keys still exist, but only the organization-wide list shows them. */
export function removeMember(
  organization: OrganizationData,
  memberId: string,
): UserRecord | undefined {
  const member = organization.members.find(({ id }) => id === memberId);
  const isTheirs = ({ user_id }: ApiKeyRecord) => user_id === memberId;
  organization.members = organization.members.filter(({ id }) => id !== memberId);
  organization.departedKeys = [...organization.departedKeys, ...organization.keys.filter(isTheirs)];
  organization.keys = organization.keys.filter((key) => !isTheirs(key));
  return member;
}

/** Adds a service token with defaults for missing fields. */
export function addServiceToken(
  organization: OrganizationData,
  given: Partial<ServiceTokenRecord> = {},
): ServiceTokenRecord {
  const nth = nextNumber();
  const random = seededRandom(hashText(`token ${organization.id} ${nth}`));
  const token: ServiceTokenRecord = {
    id: random.uuid(),
    created: isoBefore(new Date(), 0),
    name: 'added-token',
    preview_name: `bt-st-...${random.uuid().slice(0, 4)}`,
    service_account_id: random.uuid(),
    service_account_email: `added-${nth}@service.${domainOf(organization.name)}`,
    service_account_name: 'added-account',
    org_id: organization.id,
    expires_at: null,
    ...given,
  };
  organization.serviceTokens = [token, ...organization.serviceTokens];
  return token;
}

let added = 0;

function nextNumber(): number {
  added += 1;
  return added;
}
