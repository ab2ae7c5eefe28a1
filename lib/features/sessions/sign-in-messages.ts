import { AppError, toAppError, type ErrorCode } from '@/lib/domain/core';

type Facts = { apiUrl: string };

/** Sign-in wording for errors whose own message describes a single call to Braintrust. */
const MESSAGES: Partial<Record<ErrorCode, (facts: Facts) => string>> = {
  'wrong-key': ({ apiUrl }) =>
    `Braintrust at ${apiUrl} does not accept this key. Check that it was copied whole, that it was not revoked, and that it belongs to this data plane (BRAINTRUST_API_URL).`,
  'upstream-unreachable': ({ apiUrl }) =>
    `Braintrust cannot be reached at ${apiUrl}, so the key could not be checked. Check the network of this server and BRAINTRUST_API_URL, then try again.`,
  'upstream-timeout': ({ apiUrl }) =>
    `Braintrust at ${apiUrl} did not answer in time, so the key could not be checked. Please try again.`,
  'upstream-error': ({ apiUrl }) =>
    `Braintrust at ${apiUrl} answers with an error of its own, so the key could not be checked. Please try again later.`,
  'upstream-rate-limited': () =>
    'Braintrust asks us to slow down, so the key could not be checked. Please try again in a minute.',
  'upstream-unexpected-answer': ({ apiUrl }) =>
    `What answers at ${apiUrl} is not Braintrust’s API: perhaps a proxy’s sign-in page, or the address of the app. Set BRAINTRUST_API_URL to the data plane’s address and start again.`,
  'upstream-refused': ({ apiUrl }) =>
    `Braintrust at ${apiUrl} refused the calls that tell whose key this is. Check BRAINTRUST_API_URL, and that this server may call it.`,
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

/** `why` must be a complete sentence. */
export const notAnOwner = (name: string, why: string): AppError =>
  new AppError(
    'not-an-owner',
    `This key’s holder is not an owner of ${name}: ${why} Only an owner can list every member’s keys. Ask an owner to sign in here, or to grant you the Owner role on the organization; being in a group that is called “Owners” is not enough.`,
  );

/** For a service token that Braintrust accepts but doesn't let impersonate members. */
export const cannotImpersonate = (name: string): AppError =>
  new AppError(
    'cannot-impersonate',
    `Braintrust takes this service token, but does not let it act for members of ${name}, and without that nobody’s keys can be listed. Sign in with the API key of a person who is an owner.`,
  );

/** For a data plane that can't tell whose key this is. */
export const identityCallsMissing = (apiUrl: string): AppError =>
  new AppError(
    'identity-calls-missing',
    `The data plane at ${apiUrl} has none of the calls that tell whose key this is, and the key’s own list does not say it either. Update the data plane, or set BRAINTRUST_APP_URL to your organization’s app so that it can be asked there.`,
  );

/** For an organization on another data plane. `expected` is the address to set. */
export const wrongApiUrl = (name: string, apiUrl: string, expected: string): AppError =>
  new AppError(
    'wrong-api-url',
    `${name} lives on another data plane than ${apiUrl}. Start Latchkey with BRAINTRUST_API_URL=${expected} and sign in again. The key was not sent there.`,
    { details: { expected } },
  );

/** For a key that reaches several organizations; `details` holds their names. */
export const chooseOrganization = (names: readonly string[]): AppError =>
  new AppError('choose-organization', 'This key reaches several organizations. Choose one.', {
    details: { organizations: names },
  });

/** For an organization that the key doesn't reach. `asked` is `null` if the key reaches none at all. */
export const unknownOrganization = (asked: string | null, names: readonly string[]): AppError =>
  new AppError(
    'unknown-organization',
    asked === null
      ? 'This key reaches no organization. Use a key that was made in the organization that you want to audit.'
      : `This key does not reach an organization called “${asked}”. It reaches: ${names.join(', ') || 'none'}.`,
    { details: { organizations: names } },
  );
