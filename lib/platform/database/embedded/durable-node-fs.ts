/**
 * The files of the embedded database. Plain Node runs this file in the worker thread, so import only
 * packages and node modules.
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

/** File operations so far, and PostgreSQL's last message before it gave up. */
export const files: {
  fsyncCount: number;
  trouble: string | null;
  lastWords: string | null;
  onTrouble: (code: string) => void;
} = { fsyncCount: 0, trouble: null, lastWords: null, onTrouble: () => undefined };

/** Emscripten's numbers of errors that don't occur with an intact database on a working disk. */
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

/** The code of an error that Emscripten threw. These aren't an `Error` and only have a number. */
export function troubleOf(error: unknown): string | null {
  if (typeof error !== 'object' || error === null || error instanceof Error) return null;
  const errno: unknown = Reflect.get(error, 'errno');
  return typeof errno === 'number' ? (TROUBLES[errno] ?? `errno ${errno}`) : null;
}

/** PGlite's file system, with working fsync and immediate reports of failed file operations. */
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

/** Reports a failure immediately, because the database may hang in the call that failed. */
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

/** Flushes a file or folder to disk. PGlite's own file system doesn't. */
function fsyncStream({ FS, NODEFS }: NodeFsModule, stream: EmscriptenStream): number {
  files.fsyncCount += 1;
  try {
    if (stream.nfd !== undefined) fsyncSync(stream.nfd);
    // Emscripten has no descriptor for a folder.
    else fsyncFolder(NODEFS.realPath(stream.node));
  } catch (error) {
    // The database can only handle this kind of error.
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
