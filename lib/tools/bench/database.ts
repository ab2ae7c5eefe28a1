import { mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import {
  createDatabase,
  dropDatabase,
  sizeOfDatabase,
} from '@/lib/platform/database/testing/postgres-databases';
import { findPostgres } from '@/lib/tools/cli/suites/postgres';

export type DatabaseKind = 'embedded' | 'PostgreSQL';

/** An empty database for one production server. */
export type BenchDatabase = {
  dataDir: string;
  /** The server's settings that name the database. */
  env: Record<string, string>;
  megabytes: () => Promise<number>;
  remove: () => Promise<void>;
};

export function embeddedDatabase(): BenchDatabase {
  const dataDir = mkdtempSync(path.join(tmpdir(), 'latchkey-bench-'));
  return {
    dataDir,
    env: {},
    megabytes: () => Promise.resolve(megabytesIn(dataDir)),
    remove: () => {
      rmSync(dataDir, { recursive: true, force: true });
      return Promise.resolve();
    },
  };
}

/** In `TEST_DATABASE_URL`, or in a server of this machine that doesn't wait for the disk. */
export async function postgresDatabase(): Promise<BenchDatabase> {
  const postgres = await findPostgres();
  if (postgres === undefined) throw new Error('No PostgreSQL was found. Set TEST_DATABASE_URL.');
  const { name, url } = await createDatabase(postgres.url, null);
  const files = embeddedDatabase();
  return {
    dataDir: files.dataDir,
    env: {
      DATABASE_URL: url,
      NEXTAUTH_SECRET: 'the secret of a benchmark, and of nothing else',
    },
    megabytes: async () => (await sizeOfDatabase(url)) / 1024 ** 2,
    remove: async () => {
      await dropDatabase(postgres.url, name);
      await postgres.stop();
      await files.remove();
    },
  };
}

function megabytesIn(folder: string): number {
  const bytes = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((file) => file.isFile())
    .reduce((sum, file) => sum + statSync(path.join(file.parentPath, file.name)).size, 0);
  return bytes / 1024 ** 2;
}
