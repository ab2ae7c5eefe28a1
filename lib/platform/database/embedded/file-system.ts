import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { AppError } from '@/lib/domain/core';

const MOUNTS = '/proc/self/mountinfo';

/** Several machines, or a virtual machine and its host, can access these at the same time. */
const SHARED =
  /^(nfs.*|cifs|smb.*|9p|virtiofs|ceph|afs|coda|lustre|gpfs|beegfs|glusterfs|gfs2|ocfs2|orangefs|pvfs2|ncpfs|vboxsf|vmhgfs|prl_fs|drvfs|fakeowner|afpfs|webdav|acfs)$/;
/** FUSE can be anything. These types keep their files on a local disk. */
const LOCAL_FUSE =
  /^fuse\.(fuse-overlayfs|overlay|mergerfs|bindfs|unionfs.*|encfs|gocryptfs|cryfs|securefs|ntfs.*|lowntfs.*|exfat|ext[234]|fuse2fs|fuse-ext2|zfs.*|apfs.*)$/;

/**
 * Rejects a folder on a shared file system for the embedded database, because a lock only works within one
 * machine. `folder` must be a real path.
 * *Errors*: `configuration`, naming the type of file system.
 */
export function refuseSharedFileSystem(folder: string): void {
  const mount = mountOf(folder);
  if (mount?.shared !== true) return;
  const { type } = mount;
  throw new AppError(
    'configuration',
    `DATA_DIR is on a network or shared file system (${type}), where two servers could damage the database. Set DATA_DIR to a folder on a local disk, or set DATABASE_URL to a PostgreSQL server.`,
    { message: `the data folder is on ${type}: ${folder}`, details: { folder, type } },
  );
}

/** Unknown FUSE types count as shared. */
function isShared(type: string): boolean {
  return SHARED.test(type) || (/^fuse(\.|$)/.test(type) && !LOCAL_FUSE.test(type));
}

/** The mount that contains the folder, or `null` if this system can't tell. */
function mountOf(folder: string): Mount | null {
  if (process.platform === 'linux') return mountAt(folder, parseMountInfo(readMounts()));
  if (process.platform === 'darwin') {
    const mounts = execFileSync('/sbin/mount', { encoding: 'utf8', timeout: 10_000 });
    return mountAt(folder, parseMountOutput(mounts));
  }
  return null;
}

function readMounts(): string {
  try {
    return readFileSync(MOUNTS, 'utf8');
  } catch (error) {
    throw new AppError(
      'configuration',
      `Couldn’t determine the file system of DATA_DIR because ${MOUNTS} can’t be read. Mount /proc, or set DATABASE_URL to a PostgreSQL server.`,
      { cause: error },
    );
  }
}

interface Mount {
  point: string;
  type: string;
  /** Whether other machines may see the same files. */
  shared: boolean;
}

/** Returns the mount that contains a real path: the longest match, and the last of equals. */
export function mountAt(folder: string, mounts: readonly Mount[]): Mount | null {
  let found: Mount | null = null;
  for (const mount of mounts) {
    const inside = `${folder}/`.startsWith(mount.point === '/' ? '/' : `${mount.point}/`);
    if (inside && (found === null || mount.point.length >= found.point.length)) found = mount;
  }
  return found;
}

/** Linux: `36 35 98:0 /root /point options [optional fields] - type source options`. */
export function parseMountInfo(text: string): Mount[] {
  return text.split('\n').flatMap((line) => {
    const [before = '', after = ''] = line.split(' - ', 2);
    const point = before.split(' ')[4];
    const type = after.split(' ')[0];
    return point === undefined || type === undefined || type === ''
      ? []
      : [{ point: withoutEscapes(point), type, shared: isShared(type) }];
  });
}

/** macOS: `source on /point (type, local, …)`. Mounts without `local` are remote. */
export function parseMountOutput(text: string): Mount[] {
  return text.split('\n').flatMap((line) => {
    const [, point, options] = / on (\/.*) \(([^()]*)\)$/.exec(line) ?? [];
    if (point === undefined || options === undefined) return [];
    const [type = '', ...flags] = options.split(', ');
    return [{ point, type, shared: !flags.includes('local') || isShared(type) }];
  });
}

/** The mount table writes spaces and backslashes as `\040` and so on. */
function withoutEscapes(text: string): string {
  return text.replace(/\\([0-7]{3})/g, (_all, octal: string) =>
    String.fromCharCode(Number.parseInt(octal, 8)),
  );
}
