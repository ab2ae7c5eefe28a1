import { buildAccess, type BuiltMember } from './build-access';
import { cast, familyNames, givenNames, unboundNames, type HabitKey, type Persona } from './cast';
import { HOUR_MS, isoBefore, newestFirst, wholeHour } from './instants';
import type { Plan } from './options';
import { hashText, seededRandom, type Random } from './random';
import type {
  ApiKeyRecord,
  OrganizationData,
  ServiceAccountRecord,
  ServiceTokenRecord,
  UserRecord,
} from './records';

export type BuildOptions = {
  members?: number;
  seed?: number;
  now?: Date;
  orgName?: string;
  plan?: Plan;
};

/**
 * Builds a believable organization. It is the same for the same seed, `now`, name, size and plan.
 * With 48 members it is exactly the cast in `cast.ts`, with 94 keys. Larger ones repeat the cast under other
 * names.
 */
export function buildOrganization(options: BuildOptions = {}): OrganizationData {
  const { members = 48, seed = 1, orgName = 'acme', plan = 'enterprise' } = options;
  const now = options.now ?? wholeHour(new Date());
  const random = seededRandom(seed);
  const id = random.uuid();
  const domain = domainOf(orgName);
  const built = buildMembers(members, { random, now, domain });
  const keys = built.flatMap((member, index) => buildKeys(member, index, { random, now, id }));
  const access = buildAccess(built, { random, now, organizationId: id, plan, domain });
  return {
    id,
    name: orgName,
    created: isoBefore(now, 900),
    members: built.map(({ user }) => user).sort(newestFirst),
    keys: keys.sort(newestFirst),
    departedKeys: members === 0 ? [] : departedKeys({ random, now, id, domain }),
    ...access,
    serviceAccounts: access.serviceTokens.map(serviceAccountOf),
    tokenAcls: [],
    foreignMemberships: {},
    leaverIds: built.filter(({ persona }) => persona.left).map(({ user }) => user.id),
  };
}

function serviceAccountOf(token: ServiceTokenRecord): ServiceAccountRecord {
  return {
    id: token.service_account_id ?? token.id,
    name: token.service_account_name ?? token.name,
    email: token.service_account_email ?? '',
  };
}

export function domainOf(orgName: string): string {
  return `${orgName.toLowerCase().replaceAll(/[^a-z0-9]+/g, '-')}.example`;
}

type MemberContext = { random: Random; now: Date; domain: string };

function buildMembers(count: number, context: MemberContext): BuiltMember[] {
  const taken = new Set<string>();
  return Array.from({ length: count }, (_, index) => {
    const habits = cast[index % cast.length] ?? firstOf(cast);
    const persona = index < cast.length ? habits : renamed(habits, context.random);
    return { persona, user: buildUser(persona, index, taken, context) };
  });
}

function renamed(habits: Persona, random: Random): Persona {
  // Only the first round of the cast has owners: a real organization has a handful.
  const standing =
    habits.standing === 'owner' || habits.standing === 'platform-lead'
      ? 'engineer'
      : habits.standing;
  if (habits.mailbox !== undefined) return { ...habits, standing };
  return {
    ...habits,
    standing,
    given: pick(givenNames, random),
    family: pick(familyNames, random),
  };
}

function buildUser(
  { given, family, mailbox, keys }: Persona,
  index: number,
  taken: Set<string>,
  { random, now, domain }: MemberContext,
): UserRecord {
  const wanted = mailbox ?? `${slug(given ?? '')}.${slug(family ?? '')}`;
  const local = taken.has(wanted) ? `${wanted}${index}` : wanted;
  taken.add(local);
  const oldestDays = keys.reduce((most, key) => Math.max(most, key.ageDays), 0);
  const id = random.uuid();
  return {
    id,
    ...lastActive(id, now),
    given_name: given,
    family_name: family,
    email: `${local}@${domain}`,
    avatar_url: null,
    created: isoBefore(now, oldestDays + 20 + random.below(150) + random.next()),
  };
}

/** Derived from the ID. About a quarter of the users have no `last_active_at`. */
function lastActive(id: string, now: Date): Pick<UserRecord, 'last_active_at'> {
  const hash = hashText(`active ${id}`);
  return hash % 4 === 0 ? {} : { last_active_at: now.getTime() - (hash % 2000) * HOUR_MS };
}

type KeyContext = { random: Random; now: Date; id: string };

function buildKeys({ user, persona }: BuiltMember, index: number, context: KeyContext) {
  return persona.keys.map((habit) => buildKey(user, adapted(habit, index, user, context), context));
}

/** Varies keys beyond the cast: laptops get their new owners' names, and other names and ages differ. */
function adapted(habit: HabitKey, index: number, user: UserRecord, { random }: KeyContext) {
  const unbound = unboundNames.has(habit.name);
  if (index < cast.length) return { ...habit, unbound };
  const before = slug(cast[index % cast.length]?.given ?? '');
  const isPersonal = before !== '' && habit.name.includes(before);
  const copy = random.below(3) === 0 ? '' : `-${pick(teams, random)}`;
  const name = isPersonal
    ? habit.name.replace(before, slug(user.given_name ?? ''))
    : habit.name.replace('latchkey-audit', 'eval-runner') + copy;
  const ageDays = Math.max(1, habit.ageDays + random.below(41) - 20);
  return { ...habit, unbound, name, ageDays };
}

const teams = [
  'search',
  'billing',
  'risk',
  'eu',
  'us',
  'apac',
  'growth',
  'core',
  'mobile',
  'infra',
];

function buildKey(
  user: UserRecord,
  habit: HabitKey & { unbound: boolean },
  { random, now, id }: KeyContext,
): ApiKeyRecord {
  return {
    id: random.uuid(),
    created: isoBefore(now, habit.ageDays + random.next() / 2),
    name: habit.name,
    preview_name: `sk-...${random.uuid().slice(0, 4)}`,
    user_id: user.id,
    user_email: user.email,
    user_given_name: user.given_name,
    user_family_name: user.family_name,
    org_id: habit.unbound ? null : id,
    expires_at: habit.expiresInDays === undefined ? null : isoBefore(now, -habit.expiresInDays),
  };
}

/** Two keys of a person who is no longer in the member list. */
function departedKeys({ random, now, id, domain }: KeyContext & { domain: string }) {
  const departed: UserRecord = {
    id: random.uuid(),
    given_name: 'Robin',
    family_name: 'Aydin',
    email: `robin.aydin@${domain}`,
    avatar_url: null,
    created: isoBefore(now, 880),
  };
  const habits = [
    { name: 'prod-ingest-legacy', ageDays: 812, unbound: false },
    { name: 'robin-macbook', ageDays: 833, unbound: false },
  ];
  return habits.map((habit) => buildKey(departed, habit, { random, now, id }));
}

/** Converts a name to lower-case ASCII for an email address. */
function slug(name: string): string {
  return name
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replaceAll('ı', 'i')
    .replaceAll('ł', 'l')
    .replaceAll('ø', 'o')
    .replaceAll(/[^a-z0-9]+/g, '');
}

function pick<T>(list: readonly T[], random: Random): T {
  return list[random.below(list.length)] ?? firstOf(list);
}

function firstOf<T>(list: readonly T[]): T {
  const [first] = list;
  if (first === undefined) throw new Error('An empty list has no first.');
  return first;
}
