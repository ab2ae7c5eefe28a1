import { AppError, SECOND_MS, toAppError } from '@/lib/domain/core';
import { runtime } from './runtime';

/** Liveness: the process responds. Checks no dependency. */
export function live(): Response {
  return Response.json({ status: 'live' }, { headers: NO_STORE });
}

/**
 * Readiness: configuration, database and queue work. Otherwise 503 with code and reason, within 5 s
 * even if the database hangs.
 */
export async function ready(): Promise<Response> {
  try {
    await withinLimit(checkStorage());
    return Response.json({ status: 'ready' }, { headers: NO_STORE });
  } catch (error) {
    const { code, publicMessage: reason } = toAppError(error);
    return Response.json({ status: 'not-ready', code, reason }, { status: 503, headers: NO_STORE });
  }
}

async function checkStorage(): Promise<void> {
  const { store } = await runtime();
  await store.ping();
  const trouble = store.trouble();
  if (trouble !== null) throw trouble;
}

async function withinLimit(check: Promise<void>): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const limit = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => void whyNotReady().then(reject, reject), READY_LIMIT_MS);
  });
  await Promise.race([check, limit]).finally(() => clearTimeout(timer));
}

/** While the server is still starting there is no store to ask. */
async function whyNotReady(): Promise<AppError> {
  const opened = await Promise.race([runtime(), Promise.resolve(null)]);
  return (
    opened?.store.trouble() ??
    new AppError(
      'storage-unavailable',
      'The database hasn’t responded for several seconds. If this persists, check the disk or the PostgreSQL server.',
    )
  );
}

/** Probes give up after 5 s. */
const READY_LIMIT_MS = 4 * SECOND_MS;
const NO_STORE = { 'cache-control': 'no-store' };
