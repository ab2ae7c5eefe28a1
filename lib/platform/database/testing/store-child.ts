/**
 * A separate process, to test what happens between processes: `store-child.ts <what> <folder>`. `lock` only
 * takes the lock, `hold` opens the store and blocks its event loop forever, and `write` adds rows and
 * prints each one after its commit.
 */
import { randomUUID } from 'node:crypto';
import { AppError, organizationId } from '@/lib/domain/core';
import { lockFolder } from '../embedded/folder-lock';
import { openStore, schema, type Store } from '../index';

const tell = (line: string) => process.stdout.write(`${line}\n`);

async function writeForEver(store: Store): Promise<never> {
  for (let n = await store.db.$count(schema.organizations); ; n += 1) {
    await store.transaction(async (tx) => {
      const id = organizationId(`org-${n}`);
      await tx.insert(schema.organizations).values({ id, name: id, createdAt: new Date() });
      await tx.insert(schema.activity).values({
        id: randomUUID(),
        organizationId: id,
        at: new Date(),
        actor: 'test',
        action: 'signed-in',
        details: { n },
      });
    });
    tell(`committed org-${n}`);
  }
}

async function main(what: string, folder: string): Promise<void> {
  if (what === 'lock') {
    await lockFolder(folder);
    tell('locked');
    setInterval(() => undefined, 1_000);
    return;
  }
  const store = await openStore({ dataDir: folder });
  tell('open');
  if (what === 'write') await writeForEver(store);
  for (;;);
}

main(process.argv[2] ?? '', process.argv[3] ?? '').catch((error: unknown) => {
  tell(`refused ${error instanceof AppError ? error.code : String(error)}`);
  process.exit(1);
});
