import { describe, expect, it } from 'vitest';
import { mountAt, parseMountInfo, parseMountOutput } from './file-system';

const linux = (lines: [point: string, type: string][]) =>
  parseMountInfo(
    lines
      .map(([point, type]) => `36 35 98:0 / ${point} rw,noatime shared:1 - ${type} source rw`)
      .join('\n'),
  );

describe('the file system of the data folder', () => {
  it.each([
    ['ext4', false],
    ['xfs', false],
    ['btrfs', false],
    ['zfs', false],
    ['tmpfs', false],
    ['overlay', false],
    ['fuseblk', false],
    ['fuse.fuse-overlayfs', false],
    ['nfs', true],
    ['nfs4', true],
    ['cifs', true],
    ['smb3', true],
    ['9p', true],
    ['virtiofs', true],
    ['ceph', true],
    ['glusterfs', true],
    ['fuse.sshfs', true],
    ['fuse.glusterfs', true],
    ['fuse.s3fs', true],
    ['fuse.something-new', true],
    ['fuse', true],
  ])('%s: shared with other machines %s', (type, shared) => {
    const mounts = linux([
      ['/', 'ext4'],
      ['/data', type],
    ]);
    expect(mountAt('/data/latchkey', mounts)).toEqual({ point: '/data', type, shared });
  });

  it('is that of the innermost mount, of the latest where one covers another', () => {
    const mounts = linux([
      ['/', 'ext4'],
      ['/data', 'ext4'],
      ['/data/a\\040b', 'nfs4'],
      ['/data', 'xfs'],
    ]);
    expect(mountAt('/data', mounts)?.type).toBe('xfs');
    expect(mountAt('/data/a b/latchkey', mounts)?.type).toBe('nfs4');
    expect(mountAt('/database', mounts)?.type).toBe('ext4');
  });

  it('on macOS is shared unless the system calls it local', () => {
    const mounts = parseMountOutput(`
/dev/disk3s1s1 on / (apfs, sealed, local, read-only, journaled)
//me@server/share on /Volumes/My (old) share (smbfs, nodev, nosuid, mounted by me)
server:/export on /Users/me/remote (nfs)`);
    expect(mountAt('/Users/me', mounts)).toMatchObject({ type: 'apfs', shared: false });
    expect(mountAt('/Volumes/My (old) share/x', mounts)).toMatchObject({ shared: true });
    expect(mountAt('/Users/me/remote', mounts)).toMatchObject({ type: 'nfs', shared: true });
  });
});
