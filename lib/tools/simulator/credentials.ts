import { domainOf } from './build-organization';
import { isoBefore } from './instants';
import type { Random } from './random';
import type { AclRecord, ApiKeyRecord, OrganizationData } from './records';

/** The user behind a secret. */
export type Credential = {
  secret: string;
  userId: string;
  email: string | null;
  /** The organizations that the key is bound to. */
  organizationIds: readonly string[];
  /** ID of the key's record, or `null` if it has none. Without that record the secret gets 401. */
  keyId: string | null;
  /** Keys in the own list of an account that is in no member list. */
  outsideKeys?: readonly ApiKeyRecord[];
  /** Whether Braintrust lets this credential impersonate at all. */
  impersonates: boolean;
  revoked: boolean;
};

/** What `POST /v1/impersonate` issued. */
export type ImpersonationToken = { userId: string; credential: Credential; issuedAtMs: number };

/** The fake secrets that tests sign in with. */
export type SimulatorKeys = {
  /** A user's key. The user is Owner by a direct grant. */
  owner: string;
  /** A user's key. The user is an engineer and can't read ACLs. */
  nonOwner: string;
  /** A user's key. The user is in a group merely named Owners, and can read ACLs. */
  fakeOwnersGroup: string;
  /** Always gets 401. */
  revoked: string;
  /** A user's key. The user is Owner through nested groups, and their own key list is empty. */
  ownerWithoutKeys: string;
  /** A service token. Its account is Owner by a direct grant and can impersonate. */
  serviceToken: string;
  /** A service token. Its account is Owner by a direct grant, but every impersonation is refused. */
  weakServiceToken: string;
  /** A key bound to no single organization. Its account is Owner of every simulated organization. */
  twoOrganizations: string;
};

type Context = { organizations: readonly OrganizationData[]; random: Random; now: Date };

/**
 * Creates the secrets and their users.
 * If the member list is too small for a holder, an account outside it is used. Only an ACL or a group names
 * that account, as with service accounts.
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
