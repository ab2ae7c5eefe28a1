/**
 * The files of the embedded database. Part of the thread that plain Node runs: vendor and node
 * imports only.
 */
import { closeSync, fsyncSync, openSync } from 'node:fs';
import { NodeFS } from '@electric-sql/pglite/nodefs';

interface EmscriptenStream {
  nfd?: number;
  node: { mode: number };
}
type FileOperation = (...args: unknown[]) => unknown;
interface NodeFsModule {
  FS: { ErrnoError: new (errno: number) => unknown };
  NODEFS: {
    realPath(node: unknown): string;
    convertNodeCode(error: unknown): number;
    stream_ops: Record<string, FileOperation>;
    node_ops: Record<string, FileOperation>;
  };
}

/** What happened to the files so far, and what PostgreSQL said last before it gave up. */
export const files: {
  fsyncCount: number;
  trouble: string | null;
  lastWords: string | null;
  onTrouble: (code: string) => void;
} = { fsyncCount: 0, trouble: null, lastWords: null, onTrouble: () => undefined };

/** Emscripten's numbers of the errors that a sound database on a sound disk never meets. */
const TROUBLES: Readonly<Record<number, string>> = {
  2: 'EACCES',
  19: 'EDQUOT',
  29: 'EIO',
  33: 'EMFILE',
  41: 'ENFILE',
  51: 'ENOSPC',
  63: 'EPERM',
  69: 'EROFS',
};
const LAST_WORDS = /(?:\b(?:FATAL|PANIC):\s+|^postgres: )(.+)/;

/** Emscripten throws objects that are no `Error` and hold a number only. */
export function troubleOf(error: unknown): string | null {
  if (typeof error !== 'object' || error === null || error instanceof Error) return null;
  const errno: unknown = Reflect.get(error, 'errno');
  return typeof errno === 'number' ? (TROUBLES[errno] ?? `errno ${errno}`) : null;
}

/** PGlite's file system, but it flushes what it is asked to flush, and tells of failures at once. */
export class DurableNodeFS extends NodeFS {
  override async init(...args: Parameters<NodeFS['init']>): ReturnType<NodeFS['init']> {
    const { emscriptenOpts } = await super.init(...args);
    const preRun = [
      ...(emscriptenOpts.preRun ?? []),
      (module: unknown) => watchFiles(module as NodeFsModule),
    ];
    const printErr = (line: string) => {
      files.lastWords = LAST_WORDS.exec(line)?.[1] ?? files.lastWords;
    };
    return { emscriptenOpts: { ...emscriptenOpts, preRun, printErr } };
  }
}

function watchFiles(module: NodeFsModule): void {
  const { NODEFS } = module;
  NODEFS.stream_ops.fsync = (stream) => fsyncStream(module, stream as EmscriptenStream);
  for (const operations of [NODEFS.stream_ops, NODEFS.node_ops]) {
    for (const [name, operation] of Object.entries(operations)) {
      operations[name] = (...args) => watched(() => operation(...args));
    }
  }
}

/** The database may hang in the very call that failed, so the notice cannot wait for its answer. */
function watched(operation: () => unknown): unknown {
  try {
    return operation();
  } catch (error) {
    const code = troubleOf(error);
    if (code !== null && Object.values(TROUBLES).includes(code)) {
      files.trouble = code;
      files.onTrouble(code);
    }
    throw error;
  }
}

/** Flushes what the database asks to be flushed; PGlite's own file system forgets it. */
function fsyncStream({ FS, NODEFS }: NodeFsModule, stream: EmscriptenStream): number {
  files.fsyncCount += 1;
  try {
    if (stream.nfd !== undefined) fsyncSync(stream.nfd);
    // A folder has no descriptor of its own in Emscripten.
    else fsyncFolder(NODEFS.realPath(stream.node));
  } catch (error) {
    // The database can answer these only.
    throw new FS.ErrnoError(NODEFS.convertNodeCode(error));
  }
  return 0;
}

function fsyncFolder(folder: string): void {
  const descriptor = openSync(folder, 'r');
  try {
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}
