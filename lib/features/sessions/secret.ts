import { randomBytes } from 'node:crypto';
import { linkSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { AppError } from '@/lib/domain/core';
import type { Env } from '@/lib/platform/config/env';

const SECRET_BYTES = 32;
const LEAST_CHARACTERS = 16;
const FILE_NAME = 'nextauth-secret';

/**
 * Returns the secret that protects sessions and sealed keys: `NEXTAUTH_SECRET`, or one that is created once
 * and stored in `DATA_DIR` (mode 0600). It protects a copied database, but a stored one doesn't protect a
 * copied `DATA_DIR`.
 * *Errors*: `configuration` if the file can't be read or written.
 */
export function authSecret(env: Pick<Env, 'nextAuthSecret' | 'dataDir'>): string {
  if (env.nextAuthSecret !== null) return env.nextAuthSecret;
  const path = join(env.dataDir, FILE_NAME);
  try {
    return readSecret(path) ?? createSecret(env.dataDir, path);
  } catch (cause) {
    if (cause instanceof AppError) throw cause;
    throw new AppError(
      'configuration',
      `Couldn’t read or create the secret in ${path}. Make DATA_DIR writable, or set NEXTAUTH_SECRET.`,
      { cause },
    );
  }
}

function readSecret(path: string): string | null {
  if (statSync(path, { throwIfNoEntry: false }) === undefined) return null;
  const text = readFileSync(path, 'utf8').trim();
  if (text.length >= LEAST_CHARACTERS) return text;
  throw new AppError(
    'configuration',
    `The secret in ${path} has fewer than ${LEAST_CHARACTERS} characters. Delete the file to create a new secret; this signs everyone out.`,
  );
}

/** Writes a draft file and links it, so that two processes end up with the same secret. */
function createSecret(dataDir: string, path: string): string {
  mkdirSync(dataDir, { recursive: true, mode: 0o700 });
  const draft = `${path}.${randomBytes(6).toString('hex')}`;
  writeFileSync(draft, `${randomBytes(SECRET_BYTES).toString('base64url')}\n`, {
    mode: 0o600,
    flag: 'wx',
    flush: true,
  });
  try {
    linkSync(draft, path);
  } catch (error) {
    if (!isCode(error, 'EEXIST')) throw error;
  } finally {
    rmSync(draft, { force: true });
  }
  const secret = readSecret(path);
  if (secret === null)
    throw new AppError(
      'configuration',
      `Couldn’t create the secret because ${path} was deleted during the start. Start Latchkey again.`,
    );
  return secret;
}

function isCode(error: unknown, code: string): boolean {
  return error instanceof Error && (error as NodeJS.ErrnoException).code === code;
}
