import { AppError, toAppError, type ErrorCode } from '@/lib/domain/core';

type Facts = { apiUrl: string };

/** Sign-in wording for errors whose own message describes a single call to Braintrust. */
const MESSAGES: Partial<Record<ErrorCode, (facts: Facts) => string>> = {
  'wrong-key': ({ apiUrl }) =>
    `Braintrust at ${apiUrl} rejected this key. Check that it’s complete, not expired or revoked, and from this data plane (BRAINTRUST_API_URL).`,
  'upstream-unreachable': ({ apiUrl }) =>
    `Couldn’t check the key. Braintrust is unreachable at ${apiUrl}. Check this server’s network and BRAINTRUST_API_URL, then try again.`,
  'upstream-timeout': ({ apiUrl }) =>
    `Couldn’t check the key. Braintrust at ${apiUrl} didn’t respond in time. Try again.`,
  'upstream-error': ({ apiUrl }) =>
    `Couldn’t check the key. Braintrust at ${apiUrl} returned a server error. Try again later.`,
  'upstream-rate-limited': () =>
    'Couldn’t check the key. Braintrust rate limited the request. Try again in a minute.',
  'upstream-unexpected-answer': ({ apiUrl }) =>
    `${apiUrl} didn’t respond like a Braintrust API. It may be a proxy’s sign-in page or the web app. Set BRAINTRUST_API_URL to your data plane and restart Latchkey.`,
  'upstream-refused': ({ apiUrl }) =>
    `Braintrust at ${apiUrl} rejected the identity check. Check BRAINTRUST_API_URL and this server’s network access.`,
};

/** Replaces the message with one for the sign-in page. Code and cause stay the same. */
export function signInMessage(error: unknown, facts: Facts): AppError {
  const known = toAppError(error);
  const message = MESSAGES[known.code]?.(facts);
  // An error that names the proxy is more specific than the messages here.
  const isSaid = known.details.signIn === true || typeof known.details.proxy === 'string';
  if (message === undefined || isSaid) return known;
  return new AppError(known.code, message, {
    message: known.message,
    cause: known,
    details: { ...known.details, signIn: true },
  });
}

/** `why` must be a complete sentence that names the organization. */
export const notAnOwner = (why: string): AppError =>
  new AppError(
    'not-an-owner',
    `${why} Listing members’ keys requires the Owner role; membership in a group named “Owners” doesn’t grant it. Ask an owner to sign in or to grant the role.`,
  );

/** For a service token that Braintrust accepts but doesn't let impersonate members. */
export const cannotImpersonate = (name: string): AppError =>
  new AppError(
    'cannot-impersonate',
    `This service token can’t impersonate members of ${name}. Use an owner’s personal API key.`,
  );

/** For a data plane that can't tell whose key this is. */
export const identityCallsMissing = (apiUrl: string): AppError =>
  new AppError(
    'identity-calls-missing',
    `The data plane at ${apiUrl} can’t identify this key’s holder. Update the data plane, or set BRAINTRUST_APP_URL to your organization’s app.`,
  );

/** For an organization on another data plane. `expected` is the address to set. */
export const wrongApiUrl = (name: string, apiUrl: string, expected: string): AppError =>
  new AppError(
    'wrong-api-url',
    `${name} isn’t on the data plane at ${apiUrl}. Set BRAINTRUST_API_URL=${expected} and restart Latchkey. The key wasn’t sent to that address.`,
    { details: { expected } },
  );

/** For a key that reaches several organizations; `details` holds their names. */
export const chooseOrganization = (names: readonly string[]): AppError =>
  new AppError('choose-organization', 'This key has access to several organizations. Choose one.', {
    details: { organizations: names },
  });

/** For an organization that the key doesn't reach. `asked` is `null` if the key reaches none at all. */
export const unknownOrganization = (asked: string | null, names: readonly string[]): AppError =>
  new AppError(
    'unknown-organization',
    asked === null
      ? 'This key has no access to any organization. Use a key created in the organization that you want to audit.'
      : `This key has no access to the organization “${asked}”. It has access to: ${names.join(', ') || 'none'}.`,
    { details: { organizations: names } },
  );
