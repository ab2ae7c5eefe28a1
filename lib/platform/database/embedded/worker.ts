/**
 * The thread that owns the embedded database.
 * Plain Node runs this file and `durable-node-fs.ts` as they are, by dropping the types: only vendor
 * and node imports, nothing else of ours but types, no syntax that is more than types.
 */
import path from 'node:path';
import { setFlagsFromString } from 'node:v8';
import { parentPort, workerData, type MessagePort } from 'node:worker_threads';
import { PGlite, types, type Results } from '@electric-sql/pglite';
import { pg_trgm } from '@electric-sql/pglite/contrib/pg_trgm';
import { DurableNodeFS, files, troubleOf } from './durable-node-fs.ts';
import type {
  WorkerAnswer,
  WorkerFailure,
  WorkerNotice,
  WorkerRequest,
  WorkerResult,
  WorkerStart,
} from './protocol';

/** PGlite's defaults, but for `-F`, which would turn fsync off. */
const COMMON_PARAMS = [
  ...['--single', '-O', '-j'],
  ...setting('search_path', 'public'),
  ...setting('exit_on_error', 'false'),
  ...setting('log_checkpoints', 'false'),
  ...setting('max_worker_processes', '0'),
  ...setting('max_parallel_workers', '0'),
  ...setting('max_parallel_workers_per_gather', '0'),
  ...setting('max_parallel_maintenance_workers', '0'),
  ...setting('io_method', 'sync'),
  ...setting('shared_buffers', '32MB'),
  ...setting('max_wal_size', '64MB'),
  ...setting('min_wal_size', '32MB'),
];
const DURABLE_PARAMS = [
  ...setting('fsync', 'on'),
  ...setting('full_page_writes', 'on'),
  ...setting('synchronous_commit', 'on'),
  ...setting('wal_sync_method', 'fsync'),
  // A recycled piece of log keeps its old content for a long time; a removed one does not.
  ...setting('wal_recycle', 'off'),
];

function setting(name: string, value: string): string[] {
  return ['-c', `${name}=${value}`];
}

async function open(start: WorkerStart): Promise<PGlite> {
  const database = await PGlite.create({
    ...(start.folder === null ? {} : { fs: new DurableNodeFS(path.resolve(start.folder)) }),
    ...(start.template === null ? {} : { loadDataDir: new Blob([start.template]) }),
    // Small pieces of log: a template of 20 MB in place of 40, and less to write for a new one.
    initDbStartParams: ['--wal-segsize=4'],
    // Folders of earlier versions have it installed.
    extensions: { pg_trgm },
    startParams: [...COMMON_PARAMS, ...(start.folder === null ? ['-F'] : DURABLE_PARAMS)],
  });
  if (start.folder !== null) await proveFsync(database);
  return database;
}

/** A commit must reach the disk: without this check an update of PGlite could lose it unnoticed. */
async function proveFsync(database: PGlite): Promise<void> {
  const { rows } = await database.query<{ fsync: string; method: string }>(
    `SELECT current_setting('fsync') AS fsync, current_setting('wal_sync_method') AS method`,
  );
  const before = files.fsyncCount;
  await database.query(`SELECT pg_logical_emit_message(true, 'latchkey', 'boot')`);
  if (rows[0]?.fsync !== 'on' || rows[0].method !== 'fsync' || files.fsyncCount === before) {
    throw new Error('the embedded database does not flush its log to the disk');
  }
}

const asText = (value: string): string => value;
const RAW_TIME_PARSERS = Object.fromEntries(
  [
    types.TIMESTAMP,
    types.TIMESTAMPTZ,
    types.INTERVAL,
    types.DATE,
    1231,
    1115,
    1185,
    1187,
    1182,
  ].map((oid) => [oid, asText]),
);

/**
 * Parameters as UTF-8, and jsonb as its own binary form, which begins with its version. As strings
 * PGlite counts their bytes one by one in JavaScript, twice: as long as reading the JSON takes.
 */
const LARGE_CHARS = 10_000;
const JSONB_VERSION = '\u0001';
const SERIALIZERS = { [types.JSONB]: serializeJson as unknown as (value: unknown) => string };

/** PGlite's types know text only; its `bind` sends bytes as bytes. */
function serializeJson(value: unknown): string | Uint8Array {
  const json = typeof value === 'string' ? value : JSON.stringify(value);
  return json.length < LARGE_CHARS ? json : Buffer.from(JSONB_VERSION + json);
}

type StatementRequest = Extract<WorkerRequest, { kind: 'query' | 'exec' }>;

function toResult(result: Results): WorkerResult {
  return {
    rows: result.rows,
    fields: result.fields,
    affectedRows: result.affectedRows ?? 0,
    command: result.command ?? '',
  };
}

async function execute(database: PGlite, request: StatementRequest): Promise<WorkerResult[]> {
  if (request.kind === 'exec') return (await database.exec(request.text)).map(toResult);
  const result = await database.query<Record<string, unknown>>(request.text, request.params, {
    rowMode: request.rowMode,
    serializers: SERIALIZERS,
    ...(request.rawTimes ? { parsers: RAW_TIME_PARSERS } : {}),
  });
  return [toResult(result)];
}

async function run(database: PGlite, request: StatementRequest): Promise<WorkerResult[]> {
  try {
    if (request.turn === 'first') await database.exec('BEGIN');
    const results = await execute(database, request);
    await closeTransaction(database, request);
    return results;
  } catch (error) {
    if (!isFatal(error)) await closeTransaction(database, request);
    throw error;
  }
}

/** There is one connection: what a lone statement leaves open would swallow the next one. */
async function closeTransaction(database: PGlite, request: StatementRequest): Promise<void> {
  if (request.turn === 'alone' && database.isInTransaction()) await database.exec('ROLLBACK');
}

/** After these the database is no more: it must be opened again, and replays its log then. */
function isFatal(error: unknown): boolean {
  if (!(error instanceof Error)) return true;
  const severity = textOf(error, 'severity');
  return (
    severity === 'PANIC' ||
    severity === 'FATAL' ||
    error instanceof WebAssembly.RuntimeError ||
    error.name === 'ExitStatus'
  );
}

function textOf(error: object, name: string): string | null {
  const value: unknown = Reflect.get(error, name);
  return typeof value === 'string' && value !== '' ? value : null;
}

function toFailure(error: unknown, fatal = isFatal(error)): WorkerFailure {
  const source = error instanceof Error ? error : new Error(troubleOf(error) ?? String(error));
  return {
    // The error of a database that gave up only says that it did.
    message: (fatal ? files.lastWords : null) ?? source.message,
    code: troubleOf(error) ?? textOf(source, 'code') ?? (fatal ? files.trouble : null),
    constraint: textOf(source, 'constraint'),
    table: textOf(source, 'table'),
    column: textOf(source, 'column'),
    end: fatal ? 'stopped' : null,
  };
}

async function answer(database: PGlite, request: WorkerRequest): Promise<WorkerAnswer> {
  const { id } = request;
  switch (request.kind) {
    case 'query':
    case 'exec':
      return { id, results: await run(database, request) };
    case 'dump': {
      await database.exec('CHECKPOINT');
      const tar = await database.dumpDataDir('none');
      return { id, dump: await tar.arrayBuffer() };
    }
    case 'stats': {
      const { user, system } = process.threadCpuUsage();
      const memoryBytes = database.Module.wasmMemory.buffer.byteLength;
      return {
        id,
        stats: { fsyncCount: files.fsyncCount, memoryBytes, cpuMs: (user + system) / 1000 },
      };
    }
    case 'close':
      await database.close();
      return { id, results: [] };
  }
}

/** Log that a start after a crash has to replay, and that the disk has to hold: no more than this. */
const CHECKPOINT_AFTER_BYTES = 48 * 1024 * 1024;
const CHECKPOINT_CHECK_MS = 1_000;
let checkpointCheckedAt = 0;

/**
 * Single-user mode has no checkpointer and ignores max_wal_size: left alone, the log grows for as
 * long as the process lives.
 */
async function checkpointIfDue(database: PGlite): Promise<void> {
  const now = Date.now();
  if (now - checkpointCheckedAt < CHECKPOINT_CHECK_MS || database.isInTransaction()) return;
  checkpointCheckedAt = now;
  const { rows } = await database.query<{ due: boolean }>(
    `SELECT pg_current_wal_lsn() - redo_lsn > $1 AS due FROM pg_control_checkpoint()`,
    [CHECKPOINT_AFTER_BYTES],
  );
  if (rows[0]?.due === true) await database.exec('CHECKPOINT');
}

/** A statement that fails for the same reason (a full disk) tells its caller; this has none. */
function tryAgainLater(): void {
  checkpointCheckedAt = Date.now();
}

/**
 * How hot a function must prove before it is optimized; V8's own is 13 million. An audit makes many
 * of PostgreSQL's functions a little hot, and optimizing them all costs memory and processor time for
 * nothing; what queries spend their time in gets there as before.
 */
const WASM_TIERING_BUDGET = 260_000_000;

/**
 * Whether functions that V8 compiles from now on are optimized when they prove hot. PostgreSQL's
 * interpreter of expressions is one function of 100 KB, for which the optimizer takes 600 MB at
 * once; it is compiled while the database opens, so it stays as it was compiled first.
 */
function optimizeWasm(on: boolean): void {
  for (const flag of ['wasm-tier-up', 'wasm-dynamic-tiering']) {
    setFlagsFromString(`--${on ? '' : 'no-'}${flag}`);
  }
}

/** A thread that cannot open its database says why and ends. */
async function openOrTell(start: WorkerStart, port: MessagePort): Promise<PGlite> {
  try {
    return await open(start);
  } catch (error) {
    const end = files.lastWords === null ? 'stopped' : 'refused';
    port.postMessage({ id: 0, failure: { ...toFailure(error, true), end } } satisfies WorkerAnswer);
    process.exit(1);
  }
}

async function main(): Promise<void> {
  const port = parentPort;
  if (port === null) throw new Error('this file is started as a worker thread only');
  const start = workerData as WorkerStart;
  optimizeWasm(false);
  setFlagsFromString(`--wasm-tiering-budget=${WASM_TIERING_BUDGET}`);
  files.onTrouble = (fileTrouble) => port.postMessage({ fileTrouble } satisfies WorkerNotice);
  const database = await openOrTell(start, port);
  optimizeWasm(true);
  let last = Promise.resolve();
  port.on('message', (request: WorkerRequest) => {
    last = last.then(async () => {
      try {
        port.postMessage(await answer(database, request));
      } catch (error) {
        port.postMessage({ id: request.id, failure: toFailure(error) } satisfies WorkerAnswer);
        if (isFatal(error)) process.exit(1);
      }
      if (request.kind === 'close') port.close();
      else if (start.folder !== null) await checkpointIfDue(database).catch(tryAgainLater);
    });
  });
  port.postMessage({ id: 0, results: [] } satisfies WorkerAnswer);
}

await main();
