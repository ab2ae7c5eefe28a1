import type { BraintrustClient } from '@/lib/platform/braintrust';
import { AppError, type MemberId } from '@/lib/domain/core';
import type { Env } from '@/lib/platform/config/env';
import type { Organization } from '@/lib/domain/organization';
import { identityCallsMissing, wrongApiUrl } from './sign-in-messages';

export type CheckOwnerEnv = Pick<Env, 'apiUrl' | 'appLoginUrl'>;

/** `apiUrl` is the organization's data plane according to the app; `null` if unknown. */
type ReachedOrganization = Organization & { apiUrl: string | null };

export type Identity = {
  /** `null` if neither an identity call nor the key's own list says it. */
  user: { id: MemberId | null; email: string | null };
  organizations: ReachedOrganization[];
};

/**
 * Returns the key's holder and the organizations that it reaches. Asks the data plane's `self/me` and, if
 * allowed, the app's login. If the data plane has no `self/me` or it names no user, this reads the key's own
 * list and its organizations.
 * *Errors*: `wrong-key`, `wrong-api-url`, `identity-calls-missing`, `upstream-…`.
 */
export async function identify(client: BraintrustClient, env: CheckOwnerEnv): Promise<Identity> {
  const [self, login] = await Promise.allSettled([client.selfMe(), client.appLogin()]);
  // The app's answer is optional; the data plane's is enough.
  const known = login.status === 'fulfilled' ? (login.value?.organizations ?? []) : [];
  if (self.status === 'rejected') {
    throw livesElsewhere(self.reason, known, env) ?? self.reason;
  }
  if (self.value === null) return identifyByLists(client, known, env);
  const { id, email, organizations } = self.value;
  if (id === null) return identifyByLists(client, withApiUrls(organizations, known), env);
  return { user: { id, email }, organizations: withApiUrls(organizations, known) };
}

/** The data plane rejected the key, but the app accepts it and names a different data plane. */
function livesElsewhere(
  reason: unknown,
  known: readonly ReachedOrganization[],
  { apiUrl }: CheckOwnerEnv,
): AppError | null {
  if (!(reason instanceof AppError) || reason.code !== 'wrong-key') return null;
  const here = URL.parse(apiUrl)?.origin;
  const other = known.find((one) => one.apiUrl !== null);
  if (!other?.apiUrl || known.some((one) => URL.parse(one.apiUrl ?? apiUrl)?.origin === here)) {
    return null;
  }
  return wrongApiUrl(other.name, apiUrl, other.apiUrl);
}

async function identifyByLists(
  client: BraintrustClient,
  known: readonly ReachedOrganization[],
  { apiUrl }: CheckOwnerEnv,
): Promise<Identity> {
  try {
    const [keys, organizations] = await Promise.all([
      client.listKeys(),
      known.length > 0 ? known : client.listOrganizations(),
    ]);
    const own = keys.filter(({ userId }) => userId !== null);
    const ids = new Set(own.map(({ userId }) => userId));
    // A list with keys of several users doesn't tell who is asking.
    const [one] = ids.size === 1 ? own : [];
    return {
      user: { id: one?.userId ?? null, email: one?.userEmail ?? null },
      organizations: withApiUrls(organizations, known),
    };
  } catch (error) {
    if (!(error instanceof AppError) || error.code !== 'upstream-refused') throw error;
    throw identityCallsMissing(apiUrl);
  }
}

function withApiUrls(
  organizations: readonly Organization[],
  known: readonly ReachedOrganization[],
): ReachedOrganization[] {
  const apiUrls = new Map(known.map(({ id, apiUrl }) => [id, apiUrl]));
  return organizations.map(({ id, name }) => ({ id, name, apiUrl: apiUrls.get(id) ?? null }));
}
