import { spawnSync } from 'node:child_process';
import { appendFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { auditSchema, ENDPOINTS, problemSchema } from '@/lib/contract';
import { MINUTE_MS } from '@/lib/domain/core';
import { openStore, schema } from '@/lib/platform/database';
import { ready } from './health';
import { callEndpoint, startTestServer, type TestServer } from './testing/server';

const MEMBERS = 120;
let folder: string;
let disk: string;
let mounted = false;
let server: TestServer | undefined;

beforeAll(async () => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'latchkey-full-disk-'));
  disk = path.join(folder, 'disk');
  mkdirSync(disk);
  const mount = spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=100m', 'tmpfs', disk]);
  mounted = mount.status === 0;
  if (!mounted) return;
  server = await startTestServer(
    { members: MEMBERS, faults: { latencyMs: [{ ms: 500, paths: ['GET /v1/api_key'] }] } },
    await openStore({ dataDir: path.join(disk, 'data') }),
  );
});
afterAll(async () => {
  await server?.close();
  if (mounted) spawnSync('umount', ['-l', disk]);
  rmSync(folder, { recursive: true, force: true });
});

const filler = () => path.join(disk, 'filler');
function fillDisk(): void {
  writeFileSync(filler(), '');
  for (const bytes of [1_000_000, 4096]) {
    try {
      for (;;) appendFileSync(filler(), Buffer.alloc(bytes));
    } catch (error) {
      expect(error).toMatchObject({ code: 'ENOSPC' });
    }
  }
}

it(
  'an audit on a disk that fills up says so, waits, and ends with the right numbers',
  async ({ skip }) => {
    if (server === undefined) return skip('a file system of a few MB cannot be mounted here');
    const { runtime, simulator } = server;
    const cookie = await server.cookieOf(simulator.keys.owner);
    const call = (id: string, auditId = '') => {
      const endpoint = ENDPOINTS.find((each) => each.id === id);
      if (endpoint === undefined) throw new Error(`There is no ${id}.`);
      const params = { org_id: simulator.orgId, audit_id: auditId };
      return callEndpoint(endpoint, params, {
        cookie,
        ...(id === 'startAudit' ? { body: {} } : {}),
      });
    };
    const started = await call('startAudit');
    expect(started.status).toBe(202);
    const { id } = auditSchema.parse(await started.json());
    const audit = async () => auditSchema.parse(await (await call('getAudit', id)).json());
    const within = { timeout: 120_000, interval: 100 };
    await vi.waitFor(
      async () => expect((await audit()).members.audited).toBeGreaterThan(0),
      within,
    );
    fillDisk();

    await vi.waitFor(async () => expect((await ready()).status).toBe(503), within);
    const response = await ready();
    expect(await response.json()).toMatchObject({
      code: 'storage-full',
      reason: expect.stringContaining('Storage is full') as string,
    });
    // The session's last use is due to be stored, and the disk has no room for it.
    await vi.waitFor(async () => {
      const answer = await call('getAudit', id);
      const body: unknown = await answer.json();
      if (answer.status === 507) expect(problemSchema.parse(body).code).toBe('storage-full');
      else
        expect(auditSchema.parse(body)).toMatchObject({
          status: 'running',
          reason: 'storage-full',
        });
      expect(JSON.stringify(body)).toContain('Storage is full');
      expect(JSON.stringify(body)).not.toMatch(/is safe|loses nothing/);
    }, within);

    rmSync(filler());
    await vi.waitFor(async () => expect((await audit()).status).toBe('complete'), within);
    const { members, keys, reason } = await audit();
    expect({ members, reason }).toMatchObject({
      members: { total: MEMBERS, audited: MEMBERS, pending: 0 },
      reason: null,
    });
    const rows = await runtime.store.db.select().from(schema.auditKeys);
    expect(rows).toHaveLength(keys);
    await vi.waitFor(async () => expect((await ready()).status).toBe(200), within);
  },
  6 * MINUTE_MS,
);
