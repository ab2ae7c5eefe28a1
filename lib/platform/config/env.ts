import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { AppError, perProcess } from '@/lib/domain/core';

/** Host names of Braintrust's own data planes. */
const BRAINTRUST_API_HOSTS = ['api.braintrust.dev', 'api-eu.braintrust.dev'];
const BRAINTRUST_APP_URL = 'https://www.braintrust.dev';

/** The checked environment. `null` means not set. */
export type Env = {
  /** Base URL of the data plane, without a trailing slash. */
  apiUrl: string;
  /** Base URL of deep links, without a trailing slash. */
  appUrl: string;
  /** Base URL of the app's login call, or `null` if the key must not be sent there. */
  appLoginUrl: string | null;
  /** The key for the command line. */
  apiKey: string | null;
  /** The organization to use, if a key can access several. */
  organizationName: string | null;
  databaseUrl: string | null;
  dataDir: string;
  nextAuthUrl: string | null;
  nextAuthSecret: string | null;
  /** The previous `NEXTAUTH_SECRET`, which still opens what it sealed. */
  previousSecret: string | null;
  host: string;
  auditConcurrency: number;
  logLevel: (typeof LOG_LEVELS)[number];
  /** The demo's fake owner key, offered on the sign-in page. Only set with a loopback data plane. */
  demoKey: string | null;
  /** The number of proxies in front that add to `X-Forwarded-For`. With 0, the header is ignored. */
  trustedProxies: number;
};

/** The variables that a command without a server reads. */
export type CommandLineEnv = Pick<
  Env,
  'apiUrl' | 'appLoginUrl' | 'apiKey' | 'organizationName' | 'auditConcurrency' | 'logLevel'
>;

/** The largest value of `AUDIT_CONCURRENCY` and `--concurrency`: the most requests in flight. */
export const MAX_CONCURRENCY = 256;

const LOG_LEVELS = ['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'] as const;

/**
 * Returns this process's environment, read once.
 * *Errors*: `configuration`, listing all problems at once.
 */
export function env(): Env {
  return perProcess('env', () => parseEnv(process.env));
}

/**
 * Returns the environment of a command that opens neither a server nor a database. Variables that only
 * those need, such as `NEXTAUTH_SECRET` with `DATABASE_URL`, are ignored.
 * *Errors*: `configuration`, listing all problems at once.
 */
export function parseCommandLineEnv(
  source: Readonly<Record<string, string | undefined>> = process.env,
): CommandLineEnv {
  return parseEnv(Object.fromEntries(COMMAND_LINE_NAMES.map((name) => [name, source[name]])));
}

/**
 * Checks the given variables and fills in defaults. An empty value counts as not set.
 * *Errors*: `configuration`, listing all problems at once. The text never contains a secret's value.
 */
export function parseEnv(source: Readonly<Record<string, string | undefined>>): Env {
  const files = readSecretFiles(source);
  const result = schema.safeParse({
    ...Object.fromEntries(
      Object.keys(schema.shape).map((name) => [name, source[name]?.trim() ?? undefined]),
    ),
    ...files.values,
  });
  const faults = [
    ...files.faults,
    ...(result.success
      ? faultsTogether(result.data, files.faults.length > 0)
      : result.error.issues.map((issue) => `${issue.path.join('.')} ${issue.message}`)),
  ];
  if (!result.success || faults.length > 0) {
    const text = `The configuration is invalid:\n${faults.map((fault) => `- ${fault}`).join('\n')}`;
    throw new AppError('configuration', text, { details: { faults } });
  }
  return toEnv(result.data);
}

/**
 * Returns the address at which people reach this server: `NEXTAUTH_URL`, or loopback with the port in use.
 * `PORT` is read at each call because Next sets it only once it listens.
 */
export function publicUrl(from: Env = env()): string {
  return from.nextAuthUrl ?? `http://127.0.0.1:${process.env.PORT ?? '3000'}`;
}

/** The egress proxy settings of the environment. `null` means not set. */
export type ProxyVariables = {
  httpProxy: string | null;
  httpsProxy: string | null;
  noProxy: string | null;
};

/** Returns the proxies for outgoing requests. Lower-case variable names count too and take precedence. */
export function proxyVariables(
  source: Readonly<Record<string, string | undefined>> = process.env,
): ProxyVariables {
  const read = (name: string): string | null =>
    [source[name.toLowerCase()], source[name]].map((value) => value?.trim()).find(Boolean) ?? null;
  return {
    httpProxy: read('HTTP_PROXY'),
    httpsProxy: read('HTTPS_PROXY'),
    noProxy: read('NO_PROXY'),
  };
}

/** True inside `next build`, where no database may be opened. */
export function isProductionBuild(): boolean {
  return process.env.NEXT_PHASE === 'phase-production-build';
}

/** True in tests and `npm run dev`, where checks may run that would slow down production. */
export function isDevelopment(): boolean {
  return process.env.NODE_ENV !== 'production';
}

/** Sets `NEXTAUTH_URL`, because next-auth reads its address from the environment itself. */
export function setNextAuthUrl(): void {
  process.env.NEXTAUTH_URL = publicUrl();
}

/** True for a host name that only this machine can reach. */
export function isLoopback(hostname: string): boolean {
  const bare = hostname.replace(/^\[|\]$/g, '').toLowerCase();
  return bare === 'localhost' || bare === '::1' || /^127(\.\d{1,3}){3}$/.test(bare);
}

const unset = (value: unknown) => (value === '' ? undefined : value);
const optional = <T extends z.ZodType>(type: T) => z.preprocess(unset, type.optional());
const withDefault = <T extends z.ZodType>(type: T, value: string) =>
  z.preprocess((given) => unset(given) ?? value, type);

const wholeNumber = (least: number, most: number) =>
  z
    .string()
    .regex(/^\d+$/, `must be a whole number from ${least} to ${most}`)
    .transform(Number)
    .refine((n) => n >= least && n <= most, `must be a whole number from ${least} to ${most}`);

/** Requires https except on loopback, and no credentials, query or fragment. */
const baseUrl = z.string().transform((text, context) => {
  const url = URL.parse(text);
  if (!url || !/^https?:$/.test(url.protocol)) return fault(context, 'must be an https address');
  if (url.username || url.password || url.search || url.hash) {
    return fault(context, 'must be an address without a user, query, or fragment');
  }
  if (url.protocol === 'http:' && !isLoopback(url.hostname)) {
    return fault(context, 'must begin with https:// (http is accepted only for this machine)');
  }
  return url.href.replace(/\/+$/, '');
});

const siteUrl = z.string().transform((text, context) => {
  const url = URL.parse(text);
  if (!url || !/^https?:$/.test(url.protocol) || url.username || url.password) {
    return fault(context, 'must be an http or https address');
  }
  if (url.pathname !== '/' || url.search || url.hash) {
    return fault(context, 'must be an address without a path, such as https://keys.example.com');
  }
  return url.origin;
});

const SSL_MODES = ['require', 'verify-ca', 'verify-full', 'no-verify', 'disable'];

const postgresUrl = z
  .string()
  .refine((text) => {
    const protocol = URL.parse(text)?.protocol;
    return protocol === 'postgres:' || protocol === 'postgresql:';
  }, 'must begin with postgres://')
  .refine(
    (text) =>
      !text.startsWith('postgres') ||
      staysOnThisMachine(text) ||
      SSL_MODES.includes(sslModeOf(text)),
    `points to another machine but doesn’t say whether to use TLS: add ?sslmode=verify-full (or ${SSL_MODES.join(', ')})`,
  );

const sslModeOf = (text: string) => URL.parse(text)?.searchParams.get('sslmode') ?? '';

/** True for loopback and unix sockets. `host` in the query overrides the host of the address. */
function staysOnThisMachine(text: string): boolean {
  const url = URL.parse(text);
  if (url === null) return true;
  const host = url.searchParams.get('host') ?? decodeURIComponent(url.hostname);
  return host === '' || host.startsWith('/') || isLoopback(host);
}

/** Variables whose value may be in a file instead, named by `<name>_FILE`. */
const FROM_FILES = ['NEXTAUTH_SECRET', 'NEXTAUTH_SECRET_PREVIOUS', 'BRAINTRUST_API_KEY'] as const;

function readSecretFiles(source: Readonly<Record<string, string | undefined>>) {
  const values: Record<string, string> = {};
  const faults: string[] = [];
  for (const name of FROM_FILES) {
    const path = source[`${name}_FILE`]?.trim() ?? '';
    if (path === '') continue;
    if ((source[name]?.trim() ?? '') !== '') {
      faults.push(`${name} and ${name}_FILE are both set: remove one of them`);
      continue;
    }
    try {
      const text = readFileSync(path, 'utf8')
        .replace(/^\uFEFF/, '')
        .trim();
      if (text === '') faults.push(`${name}_FILE points to an empty file: ${path}`);
      else values[name] = text;
    } catch (error) {
      const why = error instanceof Error && 'code' in error ? String(error.code) : 'unknown';
      faults.push(`${name}_FILE couldn’t be read (${why}): ${path}`);
    }
  }
  return { values, faults };
}

const MAKE_A_SECRET = 'create one with: openssl rand -base64 48';
const LEAST_SECRET_CHARACTERS = 32;
const LEAST_DISTINCT_CHARACTERS = 8;

const secret = z
  .string()
  .min(
    LEAST_SECRET_CHARACTERS,
    `must have at least ${LEAST_SECRET_CHARACTERS} characters; ${MAKE_A_SECRET}`,
  )
  .refine(
    (text) => text.length < LEAST_SECRET_CHARACTERS || !isEasyToGuess(text),
    `repeats itself too much; ${MAKE_A_SECRET}`,
  );

/** True for too few distinct characters, or a short text that repeats. */
function isEasyToGuess(text: string): boolean {
  if (new Set(text).size < LEAST_DISTINCT_CHARACTERS) return true;
  for (let period = 1; period <= text.length / 2; period += 1) {
    if (text.startsWith(text.slice(period))) return true;
  }
  return false;
}

const schema = z.object({
  BRAINTRUST_API_URL: withDefault(baseUrl, 'https://api.braintrust.dev'),
  BRAINTRUST_APP_URL: optional(baseUrl),
  BRAINTRUST_API_KEY: optional(z.string().max(4096, 'is too long')),
  BRAINTRUST_ORG_NAME: optional(z.string().max(512, 'is too long')),
  DATABASE_URL: optional(postgresUrl),
  DATA_DIR: withDefault(z.string(), '.data'),
  NEXTAUTH_URL: optional(siteUrl),
  NEXTAUTH_SECRET: optional(secret),
  NEXTAUTH_SECRET_PREVIOUS: optional(z.string()),
  PORT: withDefault(wholeNumber(0, 65_535), '3000'),
  LATCHKEY_HOST: withDefault(z.string().max(255, 'is too long'), '127.0.0.1'),
  AUDIT_CONCURRENCY: withDefault(wholeNumber(1, MAX_CONCURRENCY), '16'),
  LOG_LEVEL: withDefault(
    z.enum(LOG_LEVELS, { error: `must be one of: ${LOG_LEVELS.join(', ')}` }),
    'info',
  ),
  LATCHKEY_DEMO_KEY: optional(z.string().max(200, 'is too long')),
  LATCHKEY_TRUSTED_PROXIES: withDefault(wholeNumber(0, 10), '0'),
});
type Variables = z.infer<typeof schema>;

const COMMAND_LINE_NAMES = [
  'BRAINTRUST_API_URL',
  'BRAINTRUST_APP_URL',
  'BRAINTRUST_API_KEY',
  'BRAINTRUST_API_KEY_FILE',
  'BRAINTRUST_ORG_NAME',
  'AUDIT_CONCURRENCY',
  'LOG_LEVEL',
] as const;

function fault(context: z.RefinementCtx, message: string): never {
  context.addIssue({ code: 'custom', message });
  return z.NEVER;
}

/** Problems that involve several variables. */
function faultsTogether(variables: Variables, hasFileFaults: boolean): string[] {
  if (variables.DATABASE_URL === undefined || hasFileFaults) return [];
  return (['NEXTAUTH_URL', 'NEXTAUTH_SECRET'] as const)
    .filter((name) => variables[name] === undefined)
    .map((name) => `${name} is required when DATABASE_URL is set`);
}

function toEnv(variables: Variables): Env {
  const api = new URL(variables.BRAINTRUST_API_URL);
  const explicitAppUrl = variables.BRAINTRUST_APP_URL;
  const bothTheirOwn = BRAINTRUST_API_HOSTS.includes(api.hostname) && api.protocol === 'https:';
  return {
    apiUrl: variables.BRAINTRUST_API_URL,
    appUrl: explicitAppUrl ?? BRAINTRUST_APP_URL,
    appLoginUrl: explicitAppUrl ?? (bothTheirOwn ? BRAINTRUST_APP_URL : null),
    apiKey: variables.BRAINTRUST_API_KEY ?? null,
    organizationName: variables.BRAINTRUST_ORG_NAME ?? null,
    databaseUrl: variables.DATABASE_URL ?? null,
    dataDir: variables.DATA_DIR,
    nextAuthUrl: variables.NEXTAUTH_URL ?? null,
    nextAuthSecret: variables.NEXTAUTH_SECRET ?? null,
    previousSecret: variables.NEXTAUTH_SECRET_PREVIOUS ?? null,
    host: variables.LATCHKEY_HOST,
    auditConcurrency: variables.AUDIT_CONCURRENCY,
    logLevel: variables.LOG_LEVEL,
    demoKey: isLoopback(api.hostname) ? (variables.LATCHKEY_DEMO_KEY ?? null) : null,
    trustedProxies: variables.LATCHKEY_TRUSTED_PROXIES,
  };
}
