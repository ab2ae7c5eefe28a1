/** Why a sign-in was refused, as the server's `authorize` words it. */
export type SignInProblem = {
  code: string;
  message: string;
  /** Only with `choose-organization` and `unknown-organization`. */
  organizations: string[];
};

const OWN_MESSAGES: Record<string, string> = {
  CredentialsSignin:
    'Braintrust does not accept this key. Check that it was copied whole and was not revoked.',
  'not-signed-in': 'Your session has ended. Sign in to go on where you were.',
  'not-an-owner':
    'Your Braintrust account is no longer an owner of this organization, so the session was ended.',
  unreachable:
    'Latchkey’s server could not be reached, so the key was not checked. Check that it still runs, then try again.',
};

const UNKNOWN =
  'The sign-in failed for a reason that was not told. The key was not stored; please try again.';

/** Reads what next-auth hands over: JSON of code, message and organizations, or a bare code. */
export function parseSignInProblem(text: string): SignInProblem {
  const value = parseObject(text);
  if (!value) return { code: text, message: OWN_MESSAGES[text] ?? UNKNOWN, organizations: [] };
  const { code, message, organizations } = value;
  return {
    code: typeof code === 'string' ? code : 'internal',
    message: typeof message === 'string' && message ? message : UNKNOWN,
    organizations: Array.isArray(organizations)
      ? organizations.filter((name): name is string => typeof name === 'string')
      : [],
  };
}

function parseObject(text: string): Record<string, unknown> | undefined {
  if (!text.startsWith('{') || !text.endsWith('}')) return undefined;
  const value: unknown = JSON.parse(text);
  return typeof value === 'object' && value !== null ? { ...value } : undefined;
}

/** `path` when it leads to a page of this site, else the overview. */
export function safeReturnPath(path: string | null | undefined): string {
  if (!path) return '/';
  const base = 'http://latchkey.invalid';
  if (!URL.canParse(path, base)) return '/';
  const url = new URL(path, base);
  if (url.origin !== base || url.pathname.startsWith('/sign-in')) return '/';
  return url.pathname + url.search + url.hash;
}
