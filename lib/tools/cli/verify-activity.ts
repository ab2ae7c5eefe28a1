import { existsSync } from 'node:fs';
import path from 'node:path';
import { verifyActivity, type ChainCheck } from '@/lib/features/activity';
import { AppError, toAppError } from '@/lib/domain/core';
import { parseEnv } from '@/lib/platform/config/env';
import { terminalText } from '@/lib/platform/files';
import { openStore } from '@/lib/platform/database';
import { loadDotEnv } from './dot-env';

/** Exit codes: 0 unchanged, 1 a chain is broken, 2 wrong use or configuration. */
try {
  report(await run());
} catch (error) {
  const { code, message, publicMessage } = toAppError(error);
  const text =
    code === 'data-folder-in-use'
      ? 'A running server is using this database. Stop it, then run verify-activity again.'
      : code === 'internal'
        ? message
        : publicMessage;
  process.stderr.write(`Couldn’t verify the activity log. ${terminalText(text)}\n`);
  process.exitCode = 2;
}

function report(chains: readonly ChainCheck[]): void {
  for (const chain of chains) process.stdout.write(`${terminalText(lineOf(chain))}\n`);
  const broken = chains.filter((chain) => chain.broken !== null).length;
  const count = `${chains.length} ${chains.length === 1 ? 'organization' : 'organizations'}`;
  process.stdout.write(
    broken === 0
      ? `The activity log is unchanged: ${count} checked.\n`
      : `The activity log was changed: ${broken} of ${count} broken.\n`,
  );
  process.exitCode = broken === 0 ? 0 : 1;
}

async function run(): Promise<ChainCheck[]> {
  if (process.argv.length > 2) {
    throw new AppError('bad-request', 'verify-activity takes no arguments.');
  }
  loadDotEnv(process.cwd());
  const { databaseUrl, dataDir } = parseEnv(process.env);
  if (databaseUrl === null && !existsSync(path.join(dataDir, 'database'))) {
    throw new AppError(
      'configuration',
      `${dataDir} contains no database. Set DATA_DIR to the server's data folder.`,
    );
  }
  const store = await openStore(databaseUrl === null ? { dataDir } : { databaseUrl });
  try {
    return await verifyActivity(store.db);
  } finally {
    await store.close();
  }
}

function lineOf({ organizationId, entries, headHash, broken }: ChainCheck): string {
  return broken === null
    ? `OK      ${organizationId}: ${entries} ${entries === 1 ? 'entry' : 'entries'}, ends with ${headHash}`
    : `BROKEN  ${organizationId}: ${broken}`;
}
