import { permissionText, type AccessLevel, type MemberId } from '@/lib/domain/core';
import {
  UNNAMED_HOLDER,
  givesPowerInProjects,
  pathText,
  type Power,
  type Reach,
} from '@/lib/domain/organization';
import { evidenceText } from './text';
import type { Evidence, Snapshot, SnapshotMember } from './types';

/** What is known about a holder's access. */
export type HolderPower = {
  reach: Reach | null;
  /** `null`: unknown. */
  owner: boolean | null;
  /** Owners and access admins are known even if some grants couldn't be read. */
  access: AccessLevel;
  /** Why a part is unknown. */
  unknownWhy: string;
};

/** More grant paths than this are only counted. */
const SHOWN_PATHS = 2;
const PATH_CHARS = 600;
const WRITES: ReadonlySet<string> = new Set(['create', 'update', 'delete']);
const WRITES_GRANTS: ReadonlySet<string> = new Set(['create_acls', 'update_acls']);

/** A holder's access as resolved, or at least whether the start of the audit found them to be an owner. */
export function holderPower(
  snapshot: Snapshot,
  holder: MemberId,
  member: SnapshotMember | undefined,
): HolderPower {
  const reach = holder === UNNAMED_HOLDER ? null : (snapshot.reaches.get(holder) ?? null);
  const owner = ownerOf(reach, member);
  return {
    reach,
    owner,
    access: accessOf(reach, owner, member),
    unknownWhy: whyUnknown(holder, reach, member),
  };
}

function accessOf(
  reach: Reach | null,
  owner: boolean | null,
  member: SnapshotMember | undefined,
): AccessLevel {
  if (owner === true) return 'owner';
  if (reach === null || member === undefined) return 'unknown';
  return reach.atLeast === 'access-admin' ? 'access-admin' : reach.level;
}

function ownerOf(reach: Reach | null, member: SnapshotMember | undefined): boolean | null {
  if (member?.owner === true || reach?.atLeast === 'owner') return true;
  if (member !== undefined && reach !== null && reach.level !== 'unknown') return false;
  return member?.owner ?? null;
}

function whyUnknown(
  holder: MemberId,
  reach: Reach | null,
  member: SnapshotMember | undefined,
): string {
  if (holder === UNNAMED_HOLDER) return 'Braintrust doesn’t report who holds this key.';
  if (member === undefined) return 'The holder isn’t in the member list.';
  if (reach === null) return 'Groups, roles, or grants couldn’t be read.';
  return reach.unread.length === 0 ? 'Grants couldn’t be read completely.' : reach.unread.join(' ');
}

/** Whether a power is on the organization itself, unrestricted. */
export const givesOwnership = ({ on, restrictObjectType }: Power): boolean =>
  on.type === 'organization' && restrictObjectType === null;

/** Whether a power can manage access to the organization. Its holder can give themselves any access. */
export const writesGrants = ({ on, permission, restrictObjectType }: Power): boolean =>
  on.type === 'organization' &&
  (restrictObjectType === null || restrictObjectType === 'organization') &&
  WRITES_GRANTS.has(permission);

/**
 * Whether a power can write in every project, future ones included, or change grants there. Who manages access to
 * the organization itself is an access admin instead.
 */
export const writesEverywhere = (power: Power): boolean =>
  reachesEverywhere(power) &&
  (WRITES.has(power.permission) || (WRITES_GRANTS.has(power.permission) && !writesGrants(power)));

/** Whether a power reaches every project, future ones included. */
export const reachesEverywhere = ({
  on,
  restrictObjectType,
}: Pick<Power, 'on' | 'restrictObjectType'>): boolean =>
  (on.type === 'organization' || on.type === 'org_project') &&
  givesPowerInProjects(on.type, restrictObjectType);

/** `shown`: one power for each displayed path. `others`: the number of other paths. */
export type Ways = { powers: readonly Power[]; shown: readonly Power[]; others: number };

/**
 * Returns a lookup of the wanted powers, cached for all holders who share a reach. `wanted` is called with
 * powers on the organization and on all of its projects.
 */
export function waysFor(
  { organization }: Snapshot,
  wanted: (power: Power) => boolean,
): (reach: Reach) => Ways {
  const known = new Map<Reach, Ways>();
  return (reach) => {
    let ways = known.get(reach);
    if (ways === undefined) {
      const own = (power: Power): boolean => power.on.id === organization.id && wanted(power);
      ways = waysOf(reach.widePowers.filter(own));
      known.set(reach, ways);
    }
    return ways;
  };
}

/** Groups powers by path, with the paths that give most powers first. */
function waysOf(powers: readonly Power[]): Ways {
  const byPath = new Map<string, { power: Power; count: number }>();
  for (const power of powers) {
    const path = pathText(power);
    const known = byPath.get(path);
    if (known === undefined) byPath.set(path, { power, count: 1 });
    else known.count += 1;
  }
  const paths = [...byPath].toSorted(
    ([a, many], [b, more]) => more.count - many.count || (a < b ? -1 : 1),
  );
  const shown = paths.slice(0, SHOWN_PATHS).map(([, { power }]) => power);
  return { powers, shown, others: paths.length - shown.length };
}

/** The grant paths of these powers, with those that give most powers first. */
export function pathEvidence({ shown, others }: Ways, holder: string): Evidence[] {
  return [
    ...shown.map((power) => ({
      label: 'Grant path',
      value: evidenceText(pathText(power, { holder }), PATH_CHARS),
    })),
    ...(others > 0 ? [{ label: 'More grant paths', value: String(others) }] : []),
  ];
}

/** Evidence that is the same for all keys of a holder, computed once per holder. */
export function evidenceByHolder(
  facts: {
    members: ReadonlyMap<MemberId, SnapshotMember>;
    powerOf: (holder: MemberId) => HolderPower;
  },
  evidenceOf: (reach: Reach | null, holder: string) => Evidence[],
): (holderId: MemberId) => Evidence[] {
  const known = new Map<MemberId, Evidence[]>();
  return (holderId) => {
    let evidence = known.get(holderId);
    if (evidence === undefined) {
      const holder = facts.members.get(holderId)?.email ?? holderId;
      evidence = evidenceOf(facts.powerOf(holderId).reach, holder);
      known.set(holderId, evidence);
    }
    return evidence;
  };
}

/** Names the owner and the grant paths of their ownership. */
export function ownerEvidence(
  snapshot: Snapshot,
  facts: Parameters<typeof evidenceByHolder>[0],
): (holderId: MemberId) => Evidence[] {
  const ownership = waysFor(snapshot, givesOwnership);
  return evidenceByHolder(facts, (reach, holder) => [
    { label: 'Owner', value: evidenceText(holder) },
    ...(reach === null ? [] : pathEvidence(ownership(reach), holder)),
  ]);
}

/** For example "create, update (dataset only)". */
export function permissionsText({ powers }: Ways): string {
  const texts = powers.map(({ permission, restrictObjectType }) =>
    permissionText(permission, restrictObjectType),
  );
  return evidenceText([...new Set(texts)].toSorted().join(', '));
}

export function projectsEvidence({ projectsReached }: Reach): Evidence {
  const value = projectsReached === null ? 'unknown' : String(projectsReached);
  return { label: 'Accessible projects', value: `${value}, plus all future projects` };
}
