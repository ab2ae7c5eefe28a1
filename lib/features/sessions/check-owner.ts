import { createBraintrustClient, type BraintrustClient } from '@/lib/platform/braintrust';
import { AppError, type MemberId, type OrganizationId } from '@/lib/domain/core';
import {
  resolveOwners,
  type Grants,
  type Organization,
  type Readable,
} from '@/lib/domain/organization';
import { identify, type CheckOwnerEnv, type Identity } from './identify';
import { proveByImpersonation } from './prove-by-impersonation';
import {
  cannotImpersonate,
  chooseOrganization,
  notAnOwner,
  signInMessage,
  unknownOrganization,
  wrongApiUrl,
} from './sign-in-messages';

export type OwnerCheck = {
  user: { id: MemberId | null; email: string | null };
  organization: Organization;
  /** Every organization that the key reaches. */
  organizations: Organization[];
  kind: 'user-key' | 'service-token';
  /** How ownership was verified. */
  via: 'grants' | 'impersonation';
};

export type CheckOwnerOptions = {
  /** Required if the key reaches several organizations. */
  organizationName?: string | null;
  /** Takes precedence over `organizationName`. */
  organizationId?: OrganizationId;
  signal?: AbortSignal;
};

/** A user is waiting, so fail fast instead of retrying for minutes. */
const PATIENCE = {
  maxAttempts: 3,
  outagePatienceMs: 6_000,
  rateLimitPatienceMs: 8_000,
  attemptTimeoutMs: 10_000,
};
const CONCURRENCY = 6;
/** The key is sent in a header, so only printable ASCII without spaces is allowed. */
const KEY_FORM = /^[\x21-\x7e]{3,1000}$/;

/**
 * Returns the owner that this key belongs to, after verifying ownership with Braintrust. Without a requested
 * organization, it uses the key's only one.
 * *Errors*: `wrong-key`, `not-an-owner`, `cannot-impersonate` (a service token that may not act for members),
 * `choose-organization` and `unknown-organization` (`details.organizations`: names), `wrong-api-url`,
 * `identity-calls-missing`, `upstream-…`. Each message says what to do.
 * *Source*: braintrust.md "Who am I".
 */
export async function checkOwner(
  env: CheckOwnerEnv,
  apiKey: string,
  options: CheckOwnerOptions = {},
): Promise<OwnerCheck> {
  if (!KEY_FORM.test(apiKey)) {
    throw new AppError(
      'wrong-key',
      'This isn’t a Braintrust API key. Paste the complete key without spaces. It begins with sk- or bt-st-.',
      { details: { signIn: true } },
    );
  }
  const client = createBraintrustClient({
    apiUrl: env.apiUrl,
    appUrl: env.appLoginUrl,
    apiKey,
    concurrency: CONCURRENCY,
    limits: PATIENCE,
    ...(options.signal && { signal: options.signal }),
  });
  try {
    const identity = await identify(client, env);
    const organization = choose(identity, env, options);
    const kind = apiKey.startsWith('bt-st-') ? 'service-token' : 'user-key';
    const via = await namingWhom(identity, organization, () =>
      proveOwner(client, identity, organization, kind),
    );
    const { user } = identity;
    const organizations = identity.organizations.map(({ id, name }) => ({ id, name }));
    return { user, organization, organizations, kind, via };
  } catch (error) {
    throw signInMessage(error, env);
  } finally {
    await client.close();
  }
}

function choose(
  { organizations }: Identity,
  { apiUrl }: CheckOwnerEnv,
  { organizationId, organizationName }: CheckOwnerOptions,
): Organization {
  const names = organizations.map(({ name }) => name);
  const asked = organizationName?.trim() ?? '';
  const chosen =
    organizationId !== undefined
      ? organizations.find(({ id }) => id === organizationId)
      : asked !== ''
        ? organizations.find(({ name }) => name === asked)
        : organizations[0];
  if (chosen === undefined) {
    throw unknownOrganization(asked === '' ? (organizationId ?? null) : asked, names);
  }
  if (organizationId === undefined && asked === '' && organizations.length > 1) {
    throw chooseOrganization(names);
  }
  if (chosen.apiUrl !== null && !sameOrigin(chosen.apiUrl, apiUrl)) {
    throw wrongApiUrl(chosen.name, apiUrl, chosen.apiUrl);
  }
  return { id: chosen.id, name: chosen.name };
}

function sameOrigin(a: string, b: string): boolean {
  return URL.parse(a)?.origin === URL.parse(b)?.origin;
}

async function proveOwner(
  client: BraintrustClient,
  { user }: Identity,
  organization: Organization,
  kind: OwnerCheck['kind'],
): Promise<OwnerCheck['via']> {
  const { name } = organization;
  const grants = await readGrants(client, name);
  const byGrants =
    grants.read && user.id !== null
      ? resolveOwners(grants.value, organization.id).has(user.id)
      : null;
  if (kind === 'user-key' && byGrants !== null) {
    if (byGrants) return 'grants';
    throw notAnOwner(`This key’s holder isn’t an owner of ${name}.`);
  }
  const proof = await proveByImpersonation(client, name, user.id);
  if (proof === 'proven') return 'impersonation';
  if (kind === 'service-token' && byGrants !== false) {
    if (proof === 'nobody-to-ask' && byGrants === true) return 'grants';
    throw cannotImpersonate(name);
  }
  if (byGrants === false) {
    throw notAnOwner(`This service token doesn’t have full control of ${name}.`);
  }
  const doubt = grants.read ? 'Braintrust doesn’t say whose key it is' : 'its grants can’t be read';
  throw notAnOwner(
    `Couldn’t confirm that this key belongs to an owner of ${name}: ${doubt}, and it couldn’t impersonate another member.`,
  );
}

/** Adds the key's holder and organization to the error's details, for the organization's activity log. */
async function namingWhom<T>(
  { user }: Identity,
  organization: Organization,
  work: () => Promise<T>,
): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    throw new AppError(error.code, error.publicMessage, {
      message: error.message,
      cause: error.cause,
      details: {
        ...error.details,
        organization: organization.id,
        holder: user.email ?? user.id ?? 'someone',
      },
    });
  }
}

/** Reads all grants. The result is unreadable if Braintrust refuses any of the three lists. */
async function readGrants(client: BraintrustClient, orgName: string): Promise<Readable<Grants>> {
  try {
    const [groups, roles, acls] = await Promise.all([
      client.listGroups({ orgName }),
      client.listRoles({ orgName }),
      client.listAcls({ orgName }),
    ]);
    return { read: true, value: { groups, roles, acls } };
  } catch (error) {
    if (error instanceof AppError && error.code === 'upstream-refused') {
      return { read: false, reason: error.message };
    }
    throw error;
  }
}
