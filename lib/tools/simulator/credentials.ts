import { domainOf } from './build-organization';
import { isoBefore } from './instants';
import type { Random } from './random';
import type { AclRecord, ApiKeyRecord, OrganizationData } from './records';

/** Who a secret stands for. */
export type Credential = {
  secret: string;
  userId: string;
  email: string | null;
  /** The organizations that the key is bound to. */
  organizationIds: readonly string[];
  /** Its record: gone from the lists means 401. `null`: no list shows it. */
  keyId: string | null;
  /** What the own list of an account outside of every roster shows. */
  outsideKeys?: readonly ApiKeyRecord[];
  /** Whether Braintrust lets it impersonate at all. */
  impersonates: boolean;
  revoked: boolean;
};

/** What `POST /v1/impersonate` has given. */
export type ImpersonationToken = { userId: string; credential: Credential; issuedAtMs: number };

/** The fake secrets that tests sign in with. */
export type SimulatorKeys = {
  /** A user's key; Owner by a direct grant. */
  owner: string;
  /** A user's key; an engineer, who may not read ACLs. */
  nonOwner: string;
  /** A user's key; member of a group merely called Owners, who may read ACLs. */
  fakeOwnersGroup: string;
  /** Answers 401. */
  revoked: string;
  /** A user's key; Owner through nested groups, whose own list of keys is empty. */
  ownerWithoutKeys: string;
  /** A service token; Owner by a direct grant, may impersonate. */
  serviceToken: string;
  /** A service token; Owner by a direct grant, refused whenever it impersonates. */
  weakServiceToken: string;
  /** A key not bound to one organization, of an account that is Owner of all simulated ones. */
  twoOrganizations: string;
};

type Context = { organizations: readonly OrganizationData[]; random: Random; now: Date };

/**
 * Gives the secrets and who they stand for. Where the roster is too small for a holder, an account
 * outside of it stands in: an ACL or a group names it, as with service accounts.
 */
export function issueCredentials(organization: OrganizationData, context: Context) {
  const keys = fakeSecrets(context.random);
  const all = [
    userCredential(keys.owner, organization, 'ana.ferreira', ['latchkey-audit'], context),
    userCredential(keys.nonOwner, organization, 'ben.okafor', ['ben-laptop'], context),
    userCredential(keys.fakeOwnersGroup, organization, 'chiara.lombardi', ['test'], context),
    userCredential(keys.ownerWithoutKeys, organization, 'daniel.weiss', [], context),
    serviceCredential(keys.serviceToken, organization, 'platform-automation', true),
    serviceCredential(keys.weakServiceToken, organization, 'nightly-report', false),
    outsideAccount(keys.twoOrganizations, context),
  ];
  return { keys, credentials: new Map(all.map((each) => [each.secret, each])) };
}

function fakeSecrets(random: Random): SimulatorKeys {
  const tail = () => random.uuid().slice(0, 8);
  return {
    owner: `sk-fake-owner-${tail()}`,
    nonOwner: `sk-fake-engineer-${tail()}`,
    fakeOwnersGroup: `sk-fake-owners-in-name-${tail()}`,
    revoked: `sk-fake-revoked-${tail()}`,
    ownerWithoutKeys: `sk-fake-keyless-owner-${tail()}`,
    serviceToken: `bt-st-fake-owner-${tail()}`,
    weakServiceToken: `bt-st-fake-weak-${tail()}`,
    twoOrganizations: `sk-fake-two-orgs-${tail()}`,
  };
}

function userCredential(
  secret: string,
  organization: OrganizationData,
  local: string,
  keyNames: readonly string[],
  { random, now }: Context,
): Credential {
  const email = `${local}@${domainOf(organization.name)}`;
  const member = organization.members.find((each) => each.email === email);
  const userId = member?.id ?? random.uuid();
  if (member === undefined) standIn(organization, local, userId, random, now);
  const key = organization.keys.find(
    ({ user_id, name }) => user_id === userId && keyNames.includes(name),
  );
  if (key !== undefined) key.preview_name = `sk-...${secret.slice(-4)}`;
  return {
    secret,
    userId,
    email,
    organizationIds: [organization.id],
    keyId: key?.id ?? null,
    impersonates: true,
    revoked: false,
  };
}

function standIn(
  organization: OrganizationData,
  local: string,
  userId: string,
  random: Random,
  now: Date,
) {
  if (local === 'ana.ferreira' || local === 'daniel.weiss') {
    organization.acls.push(ownerGrant(organization, userId, random, now));
  }
  const group = local === 'chiara.lombardi' ? 'Owners' : 'Engineers';
  organization.groups.find(({ name }) => name === group)?.member_users.push(userId);
}

function serviceCredential(
  secret: string,
  organization: OrganizationData,
  name: string,
  impersonates: boolean,
): Credential {
  const token = organization.serviceTokens.find((each) => each.name === name);
  if (token?.service_account_id == null) throw new Error(`There is no service token “${name}”.`);
  token.preview_name = `bt-st-...${secret.slice(-4)}`;
  return {
    secret,
    userId: token.service_account_id,
    email: token.service_account_email,
    organizationIds: [organization.id],
    keyId: null,
    impersonates,
    revoked: false,
  };
}

function outsideAccount(secret: string, { organizations, random, now }: Context): Credential {
  const userId = random.uuid();
  for (const organization of organizations) {
    organization.acls.push(ownerGrant(organization, userId, random, now));
  }
  const email = 'jo@consulting.example';
  const key: ApiKeyRecord = {
    id: random.uuid(),
    created: isoBefore(now, 30),
    name: 'jo-both-companies',
    preview_name: `sk-...${secret.slice(-4)}`,
    user_id: userId,
    user_email: email,
    user_given_name: null,
    user_family_name: null,
    org_id: null,
    expires_at: null,
  };
  return {
    secret,
    userId,
    email,
    organizationIds: organizations.map(({ id }) => id),
    keyId: null,
    outsideKeys: [key],
    impersonates: true,
    revoked: false,
  };
}

function ownerGrant(
  organization: OrganizationData,
  userId: string,
  random: Random,
  now: Date,
): AclRecord {
  const owner = organization.roles.find(({ name, org_id }) => name === 'Owner' && org_id === null);
  return {
    id: random.uuid(),
    object_type: 'organization',
    object_id: organization.id,
    user_id: userId,
    group_id: null,
    permission: null,
    restrict_object_type: null,
    role_id: owner?.id ?? null,
    _object_org_id: organization.id,
    created: isoBefore(now, 90),
  };
}
