import { hostileName } from './hostile';
import { hashText, seededRandom } from './random';
import type {
  AclRecord,
  ApiKeyRecord,
  GroupRecord,
  OrganizationData,
  ProjectRecord,
  RoleRecord,
  ServiceTokenRecord,
  UserRecord,
} from './records';
import type { Call, World } from './world';

type Presenter<T> = (record: T) => unknown;

/** How each kind of record looks in one response, with faults applied. */
export type Presenters = {
  key: Presenter<ApiKeyRecord>;
  user: Presenter<UserRecord>;
  serviceToken: Presenter<ServiceTokenRecord>;
  group: Presenter<GroupRecord>;
  role: Presenter<RoleRecord>;
  project: Presenter<ProjectRecord>;
  acl: Presenter<AclRecord>;
  organization: Presenter<OrganizationData>;
};

/** Builds the presenters for one request. Without faults, records are sent unchanged. */
export function presentersFor({ faults, strategies, gate, apiUrl }: World, call: Call): Presenters {
  const hostile = gate.strikes(faults.hostileNames, call);
  const hollow = gate.strikes(faults.nullEverything, call);
  const stray = gate.strikes(faults.straySecrets, call);
  const named = (name: (record: { id: string }) => object) => (hostile ? name : nothing);
  const emptied = (empty: (record: { id: string }) => object) => (hollow ? empty : nothing);
  const secret = stray ? straySecret : nothing;
  const expiry = strategies.expiresAt ? nothing : () => ({ expires_at: undefined });
  const plain = !hostile && !hollow && !stray;
  const overlay =
    <T extends { id: string }>(...layers: Layer[]): Presenter<T> =>
    (record) =>
      layers.reduce<object>((made, layer) => ({ ...made, ...layer(record) }), record);
  return {
    key:
      plain && strategies.expiresAt
        ? identity
        : overlay(expiry, named(hostileKey), emptied(hollowKey), secret),
    user: plain ? identity : overlay(named(hostilePerson), emptied(hollowUser), secret),
    serviceToken: overlay(expiry, named(hostileOwnName), emptied(hollowToken), secret),
    group: overlay(emptied(hollowGroup)),
    role: overlay(emptied(hollowRole)),
    project: overlay(named(hostileOwnName), emptied(hollowProject)),
    acl: overlay(emptied(hollowAcl)),
    organization: ({ id, name, created }) => ({ id, name, api_url: apiUrl, created }),
  };
}

/** Keys of another organization in this member's list. They are the same on every call. */
export function foreignKeysOf(userId: string, email: string | null, count: number): ApiKeyRecord[] {
  const random = seededRandom(hashText(`foreign ${userId}`));
  const organizationId = seededRandom(hashText('another organization')).uuid();
  return Array.from({ length: count }, (_, index) => ({
    id: random.uuid(),
    created: new Date(Date.UTC(2025, index % 12, 3)).toISOString(),
    name: `other-company-${index + 1}`,
    preview_name: `sk-...${random.uuid().slice(0, 4)}`,
    user_id: userId,
    user_email: email,
    user_given_name: null,
    user_family_name: null,
    org_id: organizationId,
    expires_at: null,
  }));
}

type Layer = (record: { id: string }) => object;

const NOTHING = {};
const nothing: Layer = () => NOTHING;
const identity = <T>(record: T) => record;
const FAR_FUTURE = '2199-01-01T00:00:00.000Z';

function straySecret({ id }: { id: string }) {
  return { key: `sk-fake-stray-${id.slice(0, 8)}` };
}

function hostileOwnName({ id }: { id: string }) {
  return { name: hostileName(id) };
}

function hostilePerson({ id }: { id: string }) {
  return { given_name: hostileName(id), family_name: hostileName(`${id} family`) };
}

function hostileKey({ id }: { id: string }) {
  const holder = `${id} holder`;
  return {
    name: hostileName(id),
    user_given_name: hostileName(holder),
    user_family_name: hostileName(`${holder} family`),
  };
}

/** `null`, `undefined` or a date far in the future, chosen by the ID and field. */
function hollow(id: string, field: string): null | undefined | string {
  return ([null, undefined, FAR_FUTURE] as const)[hashText(`${id} ${field}`) % 3];
}

function hollowKey({ id }: { id: string }) {
  const nobody = hashText(id) % 2 === 0 ? null : undefined;
  return {
    created: hollow(id, 'created'),
    expires_at: hollow(id, 'expires_at'),
    user_id: nobody,
    user_email: nobody,
    user_given_name: nobody,
    user_family_name: nobody,
    org_id: nobody,
  };
}

function hollowUser({ id }: { id: string }) {
  const nobody = hashText(id) % 2 === 0 ? null : undefined;
  return {
    given_name: nobody,
    family_name: nobody,
    email: nobody,
    avatar_url: nobody,
    created: hollow(id, 'created'),
  };
}

function hollowToken({ id }: { id: string }) {
  return {
    created: hollow(id, 'created'),
    expires_at: hollow(id, 'expires_at'),
    service_account_id: null,
    service_account_email: undefined,
    service_account_name: null,
  };
}

/** Only empty lists become null: the others may give owners their role. */
function hollowGroup(record: { id: string; member_users?: string[]; member_groups?: string[] }) {
  return {
    created: hollow(record.id, 'created'),
    ...(record.member_users?.length === 0 ? { member_users: null } : {}),
    ...(record.member_groups?.length === 0 ? { member_groups: undefined } : {}),
  };
}

function hollowRole(record: {
  id: string;
  member_permissions?: RoleRecord['member_permissions'];
  member_roles?: string[];
}) {
  const unheardOf = { permission: 'teleport', restrict_object_type: 'wormhole' };
  return {
    created: hollow(record.id, 'created'),
    description: undefined,
    member_permissions: [...(record.member_permissions ?? []), unheardOf],
    ...(record.member_roles?.length === 0 ? { member_roles: null } : {}),
  };
}

function hollowProject({ id }: { id: string }) {
  return { created: hollow(id, 'created'), settings: undefined, user_id: undefined };
}

/** Only grants on projects become an unknown type: grants on the organization make owners. */
function hollowAcl(record: { id: string; object_type?: string }) {
  const created = hollow(record.id, 'created');
  return record.object_type === 'project' ? { created, object_type: 'hologram' } : { created };
}
