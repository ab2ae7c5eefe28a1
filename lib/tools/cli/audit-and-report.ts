import { randomBytes } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { once } from 'node:events';
import { Readable, type Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { getAudit, runAudit, startAudit, streamFindings } from '@/lib/features/audits';
import type { Context } from '@/lib/features/context';
import { createSealer } from '@/lib/platform/sealing/sealing';
import { checkOwner, type OwnerCheck } from '@/lib/features/sessions';
import type { Audit, FindingRow, MemberRow, TableQuery } from '@/lib/contract';
import { AppError, auditId as asAuditId, SECOND_MS } from '@/lib/domain/core';
import { importSettings } from '@/lib/features/rules';
import { streamKeys } from '@/lib/features/keys';
import { streamMembers } from '@/lib/features/members';
import { renderReport, settingsText, terminalText } from '@/lib/platform/files';
import type { CommandLineEnv } from '@/lib/platform/config/env';
import { openStore, type Store } from '@/lib/platform/database';
import { createLog } from '@/lib/platform/log';
import { exitCodeOf } from './audit-exit';
import type { AuditOptions } from './audit-options';

const STOPS = ['SIGINT', 'SIGTERM'] as const;
const SAY_EVERY_MS = 2 * SECOND_MS;
const EVERYTHING: TableQuery = {
  q: null,
  filters: {},
  sort: { column: 'severity', direction: 'desc' },
};

/** The environment and output streams that a command gets. */
export type Shell = {
  env: () => Readonly<Record<string, string | undefined>>;
  stdout: Writable;
  stderr: Writable;
};

/** Everything that one audit needs. */
type AuditRun = {
  shell: Shell;
  settings: CommandLineEnv;
  apiKey: string;
  options: AuditOptions;
};

/** Runs one audit on an in-memory database, and writes its report. Returns the exit code. */
export async function auditAndReport(run: AuditRun): Promise<number> {
  const { settings, apiKey, options } = run;
  const owner = await checkOwner(settings, apiKey, {
    organizationName: options.organizationName ?? settings.organizationName,
  });
  const store = await openStore({ memory: true });
  try {
    return await auditAs(contextOf(store, owner, apiKey), run);
  } finally {
    await store.close();
  }
}

async function auditAs(ctx: Context, run: AuditRun): Promise<number> {
  const { options } = run;
  const by = { author: options.settingsSource, at: ctx.now() };
  await importSettings(ctx.store, ctx.organization, options.settings, by);
  const { id } = await startAudit(ctx, { strategy: options.strategy });
  const audit = await runToEnd(ctx, id, run);
  await writeReport(ctx, audit, run);
  const members = await collect<MemberRow>(
    streamMembers(ctx, {
      auditId: id,
      query: { ...EVERYTHING, sort: { column: 'name', direction: 'asc' } },
    }),
  );
  const findings = await collect<FindingRow>(
    streamFindings(ctx, { auditId: id, query: EVERYTHING }),
  );
  sayResult(audit, run);
  return exitCodeOf({ audit, members, findings }, options);
}

function contextOf(store: Store, owner: OwnerCheck, apiKey: string): Context {
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
    enqueueReEvaluation: () => Promise.resolve(),
    now: () => new Date(),
  };
}

async function runToEnd(ctx: Context, auditId: string, run: AuditRun): Promise<Audit> {
  const { shell, settings, apiKey, options } = run;
  const log = createLog({
    level: settings.logLevel === 'info' ? 'warn' : settings.logLevel,
    to: shell.stderr,
  });
  const stop = new AbortController();
  const onSignal = () => stop.abort();
  for (const signal of STOPS) process.once(signal, onSignal);
  const progress = setInterval(() => {
    void getAudit(ctx, { auditId })
      .then((now) => sayProgress(now, shell))
      .catch(() => {
        // If the database fails, the audit itself reports it.
      });
  }, SAY_EVERY_MS);
  try {
    await runAudit(
      {
        store: ctx.store,
        apiUrl: settings.apiUrl,
        concurrency: options.concurrency ?? settings.auditConcurrency,
        openCredential: () => Promise.resolve(apiKey),
        now: ctx.now,
        log: (level, message, details) => log[level](message, { ...details }),
      },
      asAuditId(auditId),
      stop.signal,
    );
  } finally {
    clearInterval(progress);
    for (const signal of STOPS) process.off(signal, onSignal);
  }
  return getAudit(ctx, { auditId });
}

async function writeReport(
  ctx: Context,
  audit: Audit,
  { shell, options }: AuditRun,
): Promise<void> {
  const sort = { column: 'priority', direction: 'asc' } as const;
  const rows = streamKeys(ctx, { auditId: audit.id, query: { ...EVERYTHING, sort } });
  const settings = settingsOf(audit, options);
  const report = Readable.from(
    renderReport({ view: 'keys', format: options.format, audit, rows, settings }),
  );
  if (options.output !== null) {
    try {
      await pipeline(report, createWriteStream(options.output, { mode: 0o600 }));
    } catch (error) {
      throw new AppError(
        'bad-request',
        `--output: Couldn't write ${options.output}. Check the path and its permissions.`,
        {
          cause: error,
        },
      );
    }
    return;
  }
  for await (const text of report) await write(shell.stdout, String(text));
}

async function write(stream: Writable, text: string): Promise<void> {
  if (!stream.write(text)) await once(stream, 'drain');
}

async function collect<Row>(batches: AsyncIterable<readonly Row[]>): Promise<Row[]> {
  const rows: Row[] = [];
  for await (const batch of batches) rows.push(...batch);
  return rows;
}

function sayProgress({ members }: Audit, shell: Shell): void {
  const done = members.total - members.pending;
  say(shell, `Auditing: ${done} of ${members.total} members`);
}

function sayResult(audit: Audit, { shell, options }: AuditRun): void {
  const { audited, total } = audit.members;
  const name = terminalText(audit.organization_name);
  say(
    shell,
    `${name}: ${audit.keys} keys, ${audited} of ${total} members audited (${audit.status}).`,
  );
  say(shell, `${settingsText(settingsOf(audit, options))}.`);
  if (audit.reason_detail !== null) say(shell, terminalText(audit.reason_detail));
}

function settingsOf(audit: Audit, { settings, settingsSource }: AuditOptions) {
  return {
    version: audit.settings_version,
    source: settingsSource,
    exceptions: settings.exceptions.length,
    used_by: settings.used_by.length,
  };
}

function say(shell: Shell, line: string): void {
  shell.stderr.write(`${line}\n`);
}
