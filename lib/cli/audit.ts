import { randomBytes } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { once } from 'node:events';
import { Readable, type Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { getAudit, runAudit, startAudit, streamFindings } from '@/lib/audit';
import { checkOwner, createSealer, type Context } from '@/lib/auth';
import type { Audit, FindingRow, MemberRow, TableQuery } from '@/lib/contract';
import { AppError, auditId as asAuditId, SECOND_MS, toAppError } from '@/lib/core';
import { parseCommandLineEnv, type CommandLineEnv } from '@/lib/env';
import { streamKeys } from '@/lib/keys';
import { streamMembers } from '@/lib/members';
import { renderReport, terminalText } from '@/lib/report';
import { openStore, type Store } from '@/lib/store';
import { createLog } from '@/lib/telemetry';
import { EXIT, exitCodeOf } from './audit-exit';
import { AUDIT_USAGE, parseAuditOptions, type AuditOptions } from './audit-options';
import { loadDotEnv } from './dot-env';
import { explainError } from './explain-error';

const SAY_EVERY_MS = 2 * SECOND_MS;
const EVERYTHING: TableQuery = {
  q: null,
  filters: {},
  sort: { column: 'severity', direction: 'desc' },
};

// Whoever reads the report may have read enough: `| head` is no fault.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
  process.exit();
});

try {
  process.exitCode = await main(process.argv.slice(2));
} catch (error) {
  for (const line of explainError(error)) say(line);
  process.exitCode = toAppError(error).code === 'aborted' ? 130 : EXIT.wrongUse;
}

/** One audit without the web server, on a database in memory. Answers the exit code. */
async function main(args: readonly string[]): Promise<number> {
  const options = await parseAuditOptions(args);
  if (options === 'help') {
    process.stdout.write(AUDIT_USAGE);
    return EXIT.done;
  }
  loadDotEnv(process.cwd());
  const settings = parseCommandLineEnv();
  if (settings.apiKey === null) {
    throw new AppError(
      'configuration',
      "Set BRAINTRUST_API_KEY to an owner's Braintrust key. It is never taken from an argument.",
    );
  }
  const store = await openStore({ memory: true });
  try {
    return await auditAndReport(store, settings, settings.apiKey, options);
  } finally {
    await store.close();
  }
}

async function auditAndReport(
  store: Store,
  settings: CommandLineEnv,
  apiKey: string,
  options: AuditOptions,
): Promise<number> {
  const ctx = await openContext(store, settings, apiKey, options);
  const { id } = await startAudit(ctx, { strategy: options.strategy });
  const audit = await runToEnd(ctx, settings, apiKey, id, options);
  await writeReport(ctx, audit, options);
  const members = await collect<MemberRow>(
    streamMembers(ctx, {
      auditId: id,
      query: { ...EVERYTHING, sort: { column: 'name', direction: 'asc' } },
    }),
  );
  const findings = await collect<FindingRow>(
    streamFindings(ctx, { auditId: id, query: EVERYTHING }),
  );
  sayResult(audit, options);
  return exitCodeOf({ audit, members, findings }, options);
}

async function openContext(
  store: Store,
  settings: CommandLineEnv,
  apiKey: string,
  options: AuditOptions,
): Promise<Context> {
  const owner = await checkOwner(settings, apiKey, {
    organizationName: options.organizationName ?? settings.organizationName,
  });
  return {
    store,
    organization: owner.organization,
    actor: {
      kind: 'command-line',
      userId: owner.user.id,
      email: owner.user.email,
      label: owner.user.email ?? 'command line',
    },
    credential: () => Promise.resolve(apiKey),
    sealer: createSealer(randomBytes(32).toString('base64')),
    proveOwner: () => Promise.resolve(),
    enqueueAudit: () => Promise.resolve(),
    now: () => new Date(),
  };
}

async function runToEnd(
  ctx: Context,
  settings: CommandLineEnv,
  apiKey: string,
  auditId: string,
  options: AuditOptions,
): Promise<Audit> {
  const log = createLog({ level: settings.logLevel === 'info' ? 'warn' : settings.logLevel });
  const stop = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => stop.abort());
  const progress = setInterval(() => {
    void getAudit(ctx, { auditId }).then(sayProgress, () => undefined);
  }, SAY_EVERY_MS);
  try {
    await runAudit(
      {
        store: ctx.store,
        apiUrl: settings.apiUrl,
        concurrency: options.concurrency ?? settings.auditConcurrency,
        openCredential: () => Promise.resolve(apiKey),
        settings: options.settings,
        now: ctx.now,
        log: (level, message, details) => log[level](message, { ...details }),
      },
      asAuditId(auditId),
      stop.signal,
    );
  } finally {
    clearInterval(progress);
  }
  return getAudit(ctx, { auditId });
}

async function writeReport(ctx: Context, audit: Audit, options: AuditOptions): Promise<void> {
  const rows = streamKeys(ctx, { auditId: audit.id, query: EVERYTHING });
  const settings = { version: audit.settings_version, source: options.settingsSource };
  const report = Readable.from(
    renderReport({ view: 'keys', format: options.format, audit, rows, settings }),
  );
  if (options.output !== null) {
    try {
      await pipeline(report, createWriteStream(options.output, { mode: 0o600 }));
    } catch (error) {
      throw new AppError('bad-request', `--output: ${options.output} could not be written.`, {
        cause: error,
      });
    }
    return;
  }
  for await (const text of report) await write(process.stdout, String(text));
}

async function write(stream: Writable, text: string): Promise<void> {
  if (!stream.write(text)) await once(stream, 'drain');
}

async function collect<Row>(batches: AsyncIterable<readonly Row[]>): Promise<Row[]> {
  const rows: Row[] = [];
  for await (const batch of batches) rows.push(...batch);
  return rows;
}

function sayProgress({ members }: Audit): void {
  const done = members.total - members.pending;
  say(`${done} of ${members.total} members`);
}

function sayResult(audit: Audit, options: AuditOptions): void {
  const { audited, total } = audit.members;
  const name = terminalText(audit.organization_name);
  say(`${name}: ${audit.keys} keys, ${audited} of ${total} members audited (${audit.status}).`);
  say(`Settings: ${terminalText(options.settingsSource)}, version ${audit.settings_version}.`);
  if (audit.reason_detail !== null) say(terminalText(audit.reason_detail));
}

function say(line: string): void {
  process.stderr.write(`${line}\n`);
}
