/**
 * The thread that owns the embedded database.
 * Plain Node runs this file and `durable-node-fs.ts` directly, by stripping the types. So import only
 * packages, node modules and types, and use no TypeScript syntax beyond types.
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

/** PGlite's defaults, without `-F`, which would turn fsync off. */
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
  // A recycled log file keeps its old content for a long time; a removed one doesn't.
  ...setting('wal_recycle', 'off'),
];

function setting(name: string, value: string): string[] {
  return ['-c', `${name}=${value}`];
}

async function open(start: WorkerStart): Promise<PGlite> {
  const database = await PGlite.create({
    ...(start.folder === null ? {} : { fs: new DurableNodeFS(path.resolve(start.folder)) }),
    ...(start.template === null ? {} : { loadDataDir: new Blob([start.template]) }),
    // Small log files: the template takes 20 MB instead of 40, and a new database writes less.
    initDbStartParams: ['--wal-segsize=4'],
    // Data folders of earlier versions have this extension installed.
    extensions: { pg_trgm },
    startParams: [...COMMON_PARAMS, ...(start.folder === null ? ['-F'] : DURABLE_PARAMS)],
  });
  if (start.folder !== null) await proveFsync(database);
  return database;
}

/** Checks that a commit reaches the disk. Without it, an update of PGlite could lose commits unnoticed. */
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
 * Large jsonb parameters are sent in jsonb's binary form, which starts with its version. For a string,
 * PGlite counts the bytes one by one in JavaScript, twice. That takes as long as reading the JSON.
 */
const LARGE_CHARS = 10_000;
const JSONB_VERSION = '\u0001';
const SERIALIZERS = { [types.JSONB]: serializeJson as unknown as (value: unknown) => string };

/** PGlite's types only allow text, but its `bind` also sends bytes. */
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

/** Rolls back what a lone statement left open, because the next one would join it. */
async function closeTransaction(database: PGlite, request: StatementRequest): Promise<void> {
  if (request.turn === 'alone' && database.isInTransaction()) await database.exec('ROLLBACK');
}

/** True for errors that end the database. It must then be reopened, and replays its log. */
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
    // After the database gave up, the error itself says nothing about the cause.
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

/** The most log that a start after a crash has to replay, and that the disk has to hold. */
const CHECKPOINT_AFTER_BYTES = 48 * 1024 * 1024;
const CHECKPOINT_CHECK_MS = 1_000;
let checkpointCheckedAt = 0;

/**
 * Runs a checkpoint when enough log has been written. Single-user mode has no checkpointer and ignores
 * max_wal_size, so the log would grow as long as the process lives.
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

/** Ignores a failed checkpoint. If the disk is full, the next statement reports it to its caller. */
function tryAgainLater(): void {
  checkpointCheckedAt = Date.now();
}

/**
 * The budget that a function must use up before V8 optimizes it; the default is 13 million. An audit runs
 * many of PostgreSQL's functions moderately often, and optimizing them all would waste memory and CPU time.
 * The functions in which queries spend their time still get optimized.
 */
const WASM_TIERING_BUDGET = 260_000_000;

/**
 * Turns V8's optimization of WebAssembly on or off for functions compiled from now on. PostgreSQL's
 * expression interpreter is one function of 100 KB, and optimizing it takes 600 MB at once. It is compiled
 * while the database opens, so optimization is off during that time.
 */
function optimizeWasm(on: boolean): void {
  for (const flag of ['wasm-tier-up', 'wasm-dynamic-tiering']) {
    setFlagsFromString(`--${on ? '' : 'no-'}${flag}`);
  }
}

/** Opens the database, or reports why it can't and ends the thread. */
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
