import { closeSync, existsSync, openSync } from 'node:fs';
import path from 'node:path';

/** The kernel's limit is 104 bytes on macOS and 108 on Linux, including a terminating zero. */
const MAX_SOCKET_PATH_BYTES = 100;
const OPEN_FOLDERS = '/proc/self/fd';

/**
 * Calls `use` with a path to `socket` that is short enough to bind or connect to. The path is only valid
 * during the call, so `use` must bind or connect synchronously, as `net` does.
 */
export function withSocketPath<T>(socket: string, use: (short: string) => T): T {
  if (Buffer.byteLength(socket) <= MAX_SOCKET_PATH_BYTES) return use(socket);
  const folder = path.dirname(socket);
  return existsSync(OPEN_FOLDERS)
    ? throughDescriptor(folder, (opened) => use(path.join(opened, path.basename(socket))))
    : insideFolder(folder, () => use(path.basename(socket)));
}

function throughDescriptor<T>(folder: string, use: (opened: string) => T): T {
  const descriptor = openSync(folder, 'r');
  try {
    return use(`${OPEN_FOLDERS}/${descriptor}`);
  } finally {
    closeSync(descriptor);
  }
}

/** For macOS, which has no paths to open folders. */
function insideFolder<T>(folder: string, use: () => T): T {
  const before = process.cwd();
  process.chdir(folder);
  try {
    return use();
  } finally {
    process.chdir(before);
  }
}
