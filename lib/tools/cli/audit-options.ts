import { readFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { crc32 } from 'node:zlib';
import { z } from 'zod';
import {
  AppError,
  decodeText,
  SEVERITIES,
  STRATEGIES,
  type Severity,
  type Strategy,
} from '@/lib/domain/core';
import { MAX_CONCURRENCY } from '@/lib/platform/config/env';
import { DEFAULT_SETTINGS, settingsFileSchema, type SettingsFile } from '@/lib/domain/policy';
import { REPORT_FORMATS, type ReportFormat } from '@/lib/platform/files';

/** The parsed options of `npm run audit`. */
export type AuditOptions = {
  organizationName: string | null;
  format: ReportFormat;
  /** File for the report; `null` means standard output. */
  output: string | null;
  failOn: Severity | null;
  strategy: Strategy;
  concurrency: number | null;
  /** Rule settings and decisions that the audit is evaluated with. */
  settings: SettingsFile;
  /** Where the settings came from. Shown in the report. */
  settingsSource: string;
  /** IDs of blocked members that don't count as missing coverage. */
  acceptBlocked: ReadonlySet<string>;
};

export const AUDIT_USAGE = `Usage: npm run --silent audit -- [options]

  --org NAME               organization to audit, if the key has access to several
  --format FORMAT          table (default), csv, json, or ndjson
  --output FILE            write the report to FILE instead of standard output
  --fail-on SEVERITY       exit 1 if any finding is at or above SEVERITY (low, medium, high, critical)
  --strategy STRATEGY      auto (default), token, header, or organization
  --concurrency N          maximum requests in flight, 1 to ${MAX_CONCURRENCY}
  --settings FILE          rule settings, accepted risks, and usage overrides, as exported by the app
  --accept-blocked ID      ignore this blocked member (repeatable)
  --help                   show this help

Set the key in BRAINTRUST_API_KEY. It can't be passed as an argument.
Exit codes: 0 success, 1 findings at or above --fail-on, 2 usage, configuration, or sign-in error,
            3 incomplete coverage.
`;

const shape = z.object({
  org: z.string().min(1).optional(),
  format: z.enum(REPORT_FORMATS).default('table'),
  output: z.string().min(1).optional(),
  'fail-on': z.enum(SEVERITIES).exclude(['info']).optional(),
  strategy: z.enum(STRATEGIES).default('auto'),
  concurrency: z.coerce.number().int().min(1).max(MAX_CONCURRENCY).optional(),
  settings: z.string().min(1).optional(),
  'accept-blocked': z.array(z.string().min(1)).default([]),
});

/**
 * Parses the command-line arguments, or returns `help`.
 * *Errors*: `bad-request`, naming the argument and the values it accepts.
 */
export async function parseAuditOptions(args: readonly string[]): Promise<AuditOptions | 'help'> {
  const values = parseValues(args);
  if (values.help === true) return 'help';
  const parsed = shape.safeParse(values);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    throw new AppError(
      'bad-request',
      `--${issue?.path.join('.') ?? 'option'}: ${issue?.message ?? 'Invalid value'}`,
    );
  }
  const options = parsed.data;
  return {
    organizationName: options.org ?? null,
    format: options.format,
    output: options.output ?? null,
    failOn: options['fail-on'] ?? null,
    strategy: options.strategy,
    concurrency: options.concurrency ?? null,
    settings:
      options.settings === undefined
        ? settingsFileSchema.parse(DEFAULT_SETTINGS)
        : await readSettings(options.settings),
    settingsSource: options.settings ?? 'defaults',
    acceptBlocked: new Set(options['accept-blocked']),
  };
}

function parseValues(args: readonly string[]) {
  const text = { type: 'string' } as const;
  try {
    return parseArgs({
      args: [...args],
      strict: true,
      allowPositionals: false,
      options: {
        org: text,
        format: text,
        output: text,
        'fail-on': text,
        strategy: text,
        concurrency: text,
        settings: text,
        'accept-blocked': { type: 'string', multiple: true },
        help: { type: 'boolean' },
      },
    }).values;
  } catch (error) {
    throw new AppError('bad-request', `${reasonOf(error)} See --help.`, { cause: error });
  }
}

/** Explains why parsing failed. Never repeats a stray word, because it may be an API key. */
function reasonOf(error: unknown): string {
  const unknown = error instanceof Error && 'code' in error;
  return unknown && error.code === 'ERR_PARSE_ARGS_UNKNOWN_OPTION'
    ? `${error.message.split('.')[0] ?? 'Unknown option'}.`
    : 'Invalid argument.';
}

async function readSettings(file: string): Promise<SettingsFile> {
  let content: unknown;
  try {
    content = JSON.parse(decodeText(await readFile(file)));
  } catch (cause) {
    throw new AppError(
      'bad-request',
      `--settings: Couldn't read ${file} as JSON. Check the path and save the file as UTF-8.`,
      { cause },
    );
  }
  const parsed = settingsFileSchema.safeParse(content);
  if (!parsed.success) {
    throw new AppError('bad-request', `--settings: ${file}: ${z.prettifyError(parsed.error)}`);
  }
  const settings = parsed.data;
  const named = isObject(content) && Object.hasOwn(content, 'version');
  return named ? settings : { ...settings, version: versionOf(settings) };
}

const isObject = (value: unknown): value is object => typeof value === 'object' && value !== null;

/** A version for settings without one: the same for the same content, and never that of the defaults. */
function versionOf({
  exceptions: _exceptions,
  used_by: _usedBy,
  ...settings
}: SettingsFile): number {
  const first = DEFAULT_SETTINGS.version + 1;
  return first + (crc32(JSON.stringify(settings)) % (2 ** 31 - first));
}
