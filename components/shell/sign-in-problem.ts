import { copy } from './copy-sign-in';

/** Why a sign-in was refused, in the words of the server's `authorize`. */
export type SignInProblem = {
  code: string;
  message: string;
  /** Set only with `choose-organization` and `unknown-organization`. */
  organizations: string[];
};

/** Our own messages by code. Only these codes are accepted from the page's URL. */
const OWN_MESSAGES: ReadonlyMap<string, string> = new Map(Object.entries(copy.problems));

/** Parses the error of `signIn()`: JSON with code, message and organizations, or a bare code. */
export function parseSignInProblem(text: string): SignInProblem {
  const { code, message, organizations } = parseObject(text);
  const known = typeof code === 'string' ? code : 'internal';
  return {
    code: known,
    message:
      typeof message === 'string' && message
        ? message
        : (OWN_MESSAGES.get(known) ?? copy.unknownProblem),
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
