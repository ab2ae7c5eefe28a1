import { AppError, toAppError, type ErrorCode } from '@/lib/domain/core';

type Facts = { apiUrl: string };

/** What a person at the sign-in page is told where Braintrust's client speaks of a single call. */
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

/** The error with a message for the person who signs in; its code and cause stay. */
export function signInMessage(error: unknown, facts: Facts): AppError {
  const known = toAppError(error);
  const message = MESSAGES[known.code]?.(facts);
  // An error that names the proxy says more than we could here.
  const isSaid = known.details.signIn === true || typeof known.details.proxy === 'string';
  if (message === undefined || isSaid) return known;
  return new AppError(known.code, message, {
    message: known.message,
    cause: known,
    details: { ...known.details, signIn: true },
  });
}

/** The error for a key whose holder is not an owner; `why` is a sentence of its own. */
export const notAnOwner = (name: string, why: string): AppError =>
  new AppError(
    'not-an-owner',
    `This key’s holder is not an owner of ${name}: ${why} Only an owner can list every member’s keys. Ask an owner to sign in here, or to grant you the Owner role on the organization; being in a group that is called “Owners” is not enough.`,
  );

/** The error for a service token that Braintrust takes, but does not let act for members. */
export const cannotImpersonate = (name: string): AppError =>
  new AppError(
    'cannot-impersonate',
    `Braintrust takes this service token, but does not let it act for members of ${name}, and without that nobody’s keys can be listed. Sign in with the API key of a person who is an owner.`,
  );

/** The error for a data plane that cannot say whose key this is. */
export const identityCallsMissing = (apiUrl: string): AppError =>
  new AppError(
    'identity-calls-missing',
    `The data plane at ${apiUrl} has none of the calls that tell whose key this is, and the key’s own list does not say it either. Update the data plane, or set BRAINTRUST_APP_URL to your organization’s app so that it can be asked there.`,
  );

/** The error for an organization on another data plane; names the address to set. */
export const wrongApiUrl = (name: string, apiUrl: string, expected: string): AppError =>
  new AppError(
    'wrong-api-url',
    `${name} lives on another data plane than ${apiUrl}. Start Latchkey with BRAINTRUST_API_URL=${expected} and sign in again. The key was not sent there.`,
    { details: { expected } },
  );

/** The error for a key of several organizations, with their names in `details`. */
export const chooseOrganization = (names: readonly string[]): AppError =>
  new AppError('choose-organization', 'This key reaches several organizations. Choose one.', {
    details: { organizations: names },
  });

/** The error for an organization that the key does not reach; `asked` is `null` where it reaches none. */
export const unknownOrganization = (asked: string | null, names: readonly string[]): AppError =>
  new AppError(
    'unknown-organization',
    asked === null
      ? 'This key reaches no organization. Use a key that was made in the organization that you want to audit.'
      : `This key does not reach an organization called “${asked}”. It reaches: ${names.join(', ') || 'none'}.`,
    { details: { organizations: names } },
  );
