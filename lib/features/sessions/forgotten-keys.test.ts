import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { memberId, organizationId } from '@/lib/domain/core';
import { openStore, type Store } from '@/lib/platform/database';
import { sql } from '@/lib/platform/database/sql';
import { silentLog } from '@/lib/platform/log';
import type { OwnerCheck } from './check-owner';
import { createSealer, SealBrokenError, type Binding } from '@/lib/platform/sealing/sealing';
import { authSecret } from './secret';
import { createSessions } from './sessions';

const KEY = 'sk-fake-owner-forgotten';
const organization = { id: organizationId('org-1'), name: 'acme' };
const owner: OwnerCheck = {
  user: { id: memberId('user-1'), email: 'ana@acme.example' },
  organization,
  organizations: [organization],
  kind: 'user-key',
  via: 'grants',
};
const COMPACT_JWE = /eyJ[\w-]*\.[\w-]*\.[\w-]+\.[\w-]+\.[\w-]+/g;

let dataDir = '';
let store: Store;
beforeEach(async () => {
  dataDir = mkdtempSync(path.join(os.tmpdir(), 'latchkey-forgotten-'));
  store = await openStore({ dataDir });
});
afterEach(async () => {
  await store.close();
  rmSync(dataDir, { recursive: true, force: true });
});

/** The content of all files in the data folder, as one text. */
function copyOfFolder(): string {
  return readdirSync(dataDir, { recursive: true, encoding: 'utf8' })
    .map((name) => path.join(dataDir, name))
    .filter((file) => statSync(file).isFile())
    .map((file) => readFileSync(file, 'latin1'))
    .join('\n');
}

it('a key cannot be opened from a copy of the data folder after sign-out', async () => {
  const secret = authSecret({ nextAuthSecret: null, dataDir });
  const sealer = createSealer(secret);
  const check = () => Promise.resolve(owner);
  const sessions = createSessions({ store, sealer, log: silentLog, check });
  const { token, session } = await sessions.start(owner, KEY);
  const { id } = session;
  const binding = { purpose: 'session', id, organizationId: organization.id } as const;

  async function opened(copy: string, ephemerals: readonly string[]): Promise<string[]> {
    const found: string[] = [];
    for (const sealed of new Set(copy.match(COMPACT_JWE))) {
      for (const ephemeral of ephemerals) {
        const asked: Binding = { ...binding, ephemeral };
        try {
          found.push(await sealer.open(sealed, asked));
        } catch (error) {
          if (!(error instanceof SealBrokenError)) throw error;
        }
      }
    }
    return found;
  }

  // In the write-ahead log, the sealed key may be cut in two by the end of a page.
  await store.db.execute(sql`checkpoint`);
  const signedIn = copyOfFolder();
  expect(signedIn).toContain(secret);
  expect(signedIn).not.toContain(token);
  expect(signedIn).not.toContain(KEY);
  expect(await opened(signedIn, [token])).toContain(KEY);

  await sessions.end(token);
  const signedOut = copyOfFolder();
  expect(signedOut.match(COMPACT_JWE)?.length ?? 0).toBeGreaterThan(0);
  expect(signedOut).not.toContain(token);
  expect(await opened(signedOut, ['', id, secret, 'latchkey sealing v1'])).toEqual([]);
  await expect(sessions.credential(session)).rejects.toMatchObject({ code: 'not-signed-in' });
});
