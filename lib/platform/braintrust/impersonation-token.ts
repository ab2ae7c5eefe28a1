/** The fields that may hold the token. Braintrust doesn't document the shape of this answer. */
const TOKEN_FIELDS = ['token', 'access_token', 'impersonation_token'] as const;

export type TokenReading = { found: true; token: string } | { found: false; came: string };

/**
 * Reads the token from an answer of `POST /v1/impersonate`: a bare JSON string, or one of the known fields.
 * If there is none, `came` describes the answer by field names and types, never by values.
 */
export function readImpersonationToken(value: unknown): TokenReading {
  if (typeof value === 'string') {
    return isToken(value)
      ? { found: true, token: value }
      : { found: false, came: 'a text that cannot be a token' };
  }
  if (typeof value !== 'object' || value === null) {
    return { found: false, came: value === null ? 'null' : `a ${typeof value}` };
  }
  if (Array.isArray(value)) return { found: false, came: 'an array' };
  const fields = new Map<string, unknown>(Object.entries(value));
  for (const name of TOKEN_FIELDS) {
    const token = fields.get(name);
    if (typeof token === 'string' && isToken(token)) return { found: true, token };
  }
  return { found: false, came: `an object with ${fieldNames([...fields.keys()])}` };
}

function isToken(text: string): boolean {
  return /^[\x21-\x7e]{1,16384}$/.test(text);
}

/** A field name could contain a secret too, so only short plain names are repeated. */
function fieldNames(names: string[]): string {
  if (names.length === 0) return 'no fields';
  const plain = names
    .slice(0, 12)
    .map((name) => (/^[a-z][a-z0-9_]{0,39}$/i.test(name) ? name : '?'));
  return `the fields ${plain.join(', ')}${names.length > 12 ? ', …' : ''}`;
}
