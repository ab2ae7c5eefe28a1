import { DAY_MS } from '@/lib/domain/core';
import {
  addKey,
  addMember,
  type ApiKeyRecord,
  type OrganizationData,
  type UserRecord,
} from '@/lib/tools/simulator';
import { buildOrganization, domainOf } from '@/lib/tools/simulator/build-organization';
import { newestFirst } from '@/lib/tools/simulator/instants';

/** Who belonged to the organization and which keys existed, with the dates. `null`: still there. */
export type Past = {
  members: readonly { user: UserRecord; leftAt: Date | null }[];
  keys: readonly { key: ApiKeyRecord; deletedAt: Date | null }[];
};

type FormerKey = { name: string; ageDays: number; deletedDaysAgo?: number };

/** People who have left. Their keys still exist in Braintrust. */
const FORMER: readonly {
  given: string;
  family: string;
  joinedDaysAgo: number;
  leftDaysAgo: number;
  keys: readonly FormerKey[];
}[] = [
  {
    given: 'Greta',
    family: 'Moreau',
    joinedDaysAgo: 700,
    leftDaysAgo: 150,
    keys: [
      { name: 'sagemaker-batch', ageDays: 520 },
      { name: 'greta-thinkpad', ageDays: 300 },
    ],
  },
  {
    given: 'Tariq',
    family: 'Ali',
    joinedDaysAgo: 640,
    leftDaysAgo: 75,
    keys: [{ name: 'tariq-macbook', ageDays: 410 }],
  },
];

/** Keys of today's members that were deleted. */
const DELETED: readonly (FormerKey & { holder: string; deletedDaysAgo: number })[] = [
  { holder: 'emeka.nwosu', name: 'snowflake-export', ageDays: 420, deletedDaysAgo: 98 },
  { holder: 'kwame.mensah', name: 'kwame-old-mbp', ageDays: 380, deletedDaysAgo: 160 },
];

export const daysBefore = (now: Date, days: number) => new Date(now.getTime() - days * DAY_MS);

/** Adds the people and keys of the past to those of today. The organization itself stays as it is. */
export function pastOf(organization: OrganizationData, now: Date): Past {
  const copy = { ...organization };
  const iso = (days: number) => daysBefore(now, days).toISOString();
  const members: { user: UserRecord; leftAt: Date | null }[] = organization.members.map((user) => ({
    user,
    leftAt: null,
  }));
  const keys: { key: ApiKeyRecord; deletedAt: Date | null }[] = [
    ...organization.keys,
    ...organization.departedKeys,
  ].map((key) => ({ key, deletedAt: null }));
  const remember = (user: UserRecord, { name, ageDays, deletedDaysAgo }: FormerKey) => {
    const key = addKey(copy, { name, user_id: user.id, created: iso(ageDays) });
    keys.push({
      key,
      deletedAt: deletedDaysAgo === undefined ? null : daysBefore(now, deletedDaysAgo),
    });
  };
  for (const { given, family, joinedDaysAgo, leftDaysAgo, keys: held } of FORMER) {
    const email = `${given}.${family}`.toLowerCase() + `@${domainOf(organization.name)}`;
    const names = { given_name: given, family_name: family, email };
    const user = addMember(copy, { ...names, created: iso(joinedDaysAgo) });
    members.push({ user, leftAt: daysBefore(now, leftDaysAgo) });
    for (const key of held) remember(user, key);
  }
  for (const { holder, ...key } of DELETED) {
    remember(memberNamed(organization, holder), key);
  }
  return { members, keys };
}

/** Sets the organization's members and keys to those of a date. */
export function showAt(organization: OrganizationData, past: Past, at: Date): void {
  const isCreated = ({ created }: { created: string | null }) =>
    created !== null && new Date(created) <= at;
  const members = past.members
    .filter(({ user, leftAt }) => isCreated(user) && (leftAt === null || at < leftAt))
    .map(({ user }) => user);
  const ids = new Set<string | null>(members.map(({ id }) => id));
  const keys = past.keys
    .filter(({ key, deletedAt }) => isCreated(key) && (deletedAt === null || at < deletedAt))
    .map(({ key }) => key);
  organization.members = members.sort(newestFirst);
  organization.keys = keys.filter(({ user_id }) => ids.has(user_id)).sort(newestFirst);
  organization.departedKeys = keys.filter(({ user_id }) => !ids.has(user_id));
}

/** Finds a member by the part of the email before the @. */
export function memberNamed({ members }: OrganizationData, name: string): UserRecord {
  const found = members.find(({ email }) => email?.startsWith(`${name}@`));
  if (found === undefined) throw new Error(`The simulated organization has no member “${name}”.`);
  return found;
}

/** Finds a key of Acme by its name. A larger organization has keys of the same name, held by others. */
export function keyNamed({ name: orgName, members, keys }: OrganizationData, name: string) {
  const acme = new Set(buildOrganization({ orgName }).members.map(({ email }) => email));
  const holders = new Set<string | null>(
    members.filter(({ email }) => acme.has(email)).map(({ id }) => id),
  );
  const found = keys.find((key) => key.name === name && holders.has(key.user_id));
  if (found === undefined) throw new Error(`The simulated organization has no key “${name}”.`);
  return found;
}
