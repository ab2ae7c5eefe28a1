const HIDDEN = '[redacted]';

/** Fields with these names are always redacted, whatever their value looks like. */
const SECRET_NAME =
  /^(authorization|proxy-authorization|cookie|set-cookie|x-api-key|(braintrust_)?api_?key|credential|secret|password|passwd|(access_|impersonation_|session_)?token|sealed\w*|nextauth_secret)$/i;

/** Patterns that are redacted anywhere in a text. */
const SECRET_TEXTS: readonly [RegExp, string][] = [
  [/\b(sk|bt-st)-[A-Za-z0-9_-]{2,}/g, HIDDEN],
  // Sealed values and JWTs: three or five base64url parts, the first a JSON header.
  [/\beyJ[\w-]+(\.[\w-]*){2,4}/g, HIDDEN],
  [/\b(bearer|basic)(\s+|%20)[^\s"'\\,;]+/gi, `$1 ${HIDDEN}`],
  [/((?:__\w+-)?next-auth\.[\w.-]+)=[^;\s"'\\]+/g, `$1=${HIDDEN}`],
  [/\b(authorization|cookie|set-cookie)("?\s*[:=]\s*"?)[^"\\\n]+/gi, `$1$2${HIDDEN}`],
  [/(\b[a-z][a-z\d+.-]*:\/\/)[^\s/@"'\\]+@/gi, `$1${HIDDEN}@`],
];

/** Objects nested deeper than this are cut off, to keep log lines short. */
const DEEPEST = 8;

/** Returns the text with every secret in it redacted. */
export function redactText(text: string): string {
  let clean = text;
  for (const [pattern, instead] of SECRET_TEXTS) clean = clean.replace(pattern, instead);
  return clean;
}

/** Returns the value as plain data: secrets redacted, errors with their causes, cycles cut. */
export function redact(value: unknown): unknown {
  return redactValue(value, 0, new Set());
}

function redactValue(value: unknown, depth: number, above: Set<object>): unknown {
  if (typeof value === 'string') return redactText(value);
  if (typeof value === 'bigint' || typeof value === 'symbol') return redactText(String(value));
  if (typeof value !== 'object' || value === null) {
    return typeof value === 'function' ? '[function]' : value;
  }
  if (above.has(value)) return '[circular]';
  if (depth >= DEEPEST) return '[deep]';
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? null : value.toISOString();
  above.add(value);
  const clean = redactObject(value, depth, above);
  above.delete(value);
  return clean;
}

function redactObject(value: object, depth: number, above: Set<object>): unknown {
  const inside = (part: unknown) => redactValue(part, depth + 1, above);
  if (value instanceof Error) return redactError(value, inside);
  if (value instanceof Headers) return redactEntries(value.entries(), inside);
  if (value instanceof Map) return redactEntries(value.entries(), inside);
  if (Array.isArray(value) || value instanceof Set) return Array.from(value, inside);
  if (ArrayBuffer.isView(value)) return `[${value.byteLength} bytes]`;
  return redactEntries(Object.entries(value), inside);
}

function redactEntries(
  entries: Iterable<[unknown, unknown]>,
  inside: (part: unknown) => unknown,
): Record<string, unknown> {
  const clean: Record<string, unknown> = {};
  for (const [name, part] of entries) {
    const text = String(name);
    clean[redactText(text)] = SECRET_NAME.test(text) && part != null ? HIDDEN : inside(part);
  }
  return clean;
}

function redactError(error: Error, inside: (part: unknown) => unknown): Record<string, unknown> {
  // Keep only these properties. Libraries attach requests, configurations and headers to their errors.
  const { code, details, cause } = error as { code?: unknown; details?: unknown; cause?: unknown };
  return {
    type: error.name,
    message: redactText(error.message),
    ...(code === undefined ? {} : { code: inside(code) }),
    ...(details === undefined ? {} : { details: inside(details) }),
    ...(error.stack === undefined ? {} : { stack: redactText(error.stack) }),
    ...(error instanceof AggregateError ? { errors: error.errors.map(inside) } : {}),
    ...(cause === undefined ? {} : { cause: inside(cause) }),
  };
}
