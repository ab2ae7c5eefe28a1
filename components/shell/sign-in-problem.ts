/** Why a sign-in was refused, in the words of the server's `authorize`. */
export type SignInProblem = {
  code: string;
  message: string;
  /** Set only with `choose-organization` and `unknown-organization`. */
  organizations: string[];
};

/** Our own messages by code. Only these codes are accepted from the page's URL. */
const OWN_MESSAGES: ReadonlyMap<string, string> = new Map([
  [
    'CredentialsSignin',
    'Braintrust does not accept this key. Check that it was copied whole and was not revoked.',
  ],
  [
    'not-signed-in',
    'Your session has ended: after 60 minutes without use, after 8 hours, or because it was signed out. Sign in to continue where you were.',
  ],
  [
    'not-an-owner',
    'Your Braintrust account is no longer an owner of this organization, so the session was ended.',
  ],
  [
    'unreachable',
    'Latchkey’s server could not be reached, so the key was not checked. Check that it still runs, then try again.',
  ],
  [
    'origin-refused',
    'That request did not come from a page of Latchkey, so nothing was changed. Please try again.',
  ],
  [
    'Configuration',
    'The sign-in failed because of how this server is set up. Its log says what is wrong.',
  ],
]);

const UNKNOWN =
  'The sign-in failed for a reason that was not told. The key was not stored; please try again.';

/** Parses the error of `signIn()`: JSON with code, message and organizations, or a bare code. */
export function parseSignInProblem(text: string): SignInProblem {
  const { code, message, organizations } = parseObject(text);
  const known = typeof code === 'string' ? code : 'internal';
  return {
    code: known,
    message:
      typeof message === 'string' && message ? message : (OWN_MESSAGES.get(known) ?? UNKNOWN),
    organizations: Array.isArray(organizations)
      ? organizations.filter((name): name is string => typeof name === 'string')
      : [],
  };
}

/**
 * The problem for a code in the page's URL. Anyone can write that URL, so only known codes are accepted: no
 * link can put its own words on the page that asks for a key.
 */
export function signInProblemOfUrl(code: string | null): SignInProblem | null {
  const message = code === null ? undefined : OWN_MESSAGES.get(code);
  return code === null || message === undefined ? null : { code, message, organizations: [] };
}

function parseObject(text: string): Record<string, unknown> {
  const bare = { code: text };
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? { ...value } : bare;
  } catch {
    // Next-auth's own errors are plain codes.
    return bare;
  }
}
