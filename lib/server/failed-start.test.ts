import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { parseEnv } from '@/lib/platform/config/env';
import { openStore } from '@/lib/platform/database';
import { silentLog } from '@/lib/platform/log';
import { openRuntime } from './runtime';

const env = parseEnv({
  NEXTAUTH_URL: 'http://127.0.0.1:3000',
  NEXTAUTH_SECRET: 'secret-of-the-test-0123456789-abcdef',
});

describe('a start that fails leaves the data folder free for the next one', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'latchkey-failed-start-'));
  });
  afterEach(() => {
    rmSync(folder, { recursive: true, force: true });
  });

  // The first step reads `activity`; the work after the queue's start reads `audits`.
  it.each(['activity', 'audits'])('without the table %s', async (table) => {
    const store = await openStore({ dataDir: folder });
    await store.queue.executeSql(`DROP TABLE "${table}" CASCADE`);
    await expect(openRuntime({ env, log: silentLog, store })).rejects.toThrow();

    const again = await openStore({ dataDir: folder });
    await again.ping();
    await again.close();
  });
});
