import { toAppError } from '@/lib/core';
import { runtime } from './runtime';

/** Whether the process answers; asks nobody else. */
export function live(): Response {
  return Response.json({ status: 'live' }, { headers: NO_STORE });
}

/** Whether requests can be served: configuration, database and queue. 503 with the code if not. */
export async function ready(): Promise<Response> {
  const [answered] = await Promise.allSettled([runtime().then(({ store }) => store.ping())]);
  if (answered.status === 'fulfilled') {
    return Response.json({ status: 'ready' }, { headers: NO_STORE });
  }
  const { code } = toAppError(answered.reason);
  return Response.json({ status: 'not-ready', code }, { status: 503, headers: NO_STORE });
}

const NO_STORE = { 'cache-control': 'no-store' };
