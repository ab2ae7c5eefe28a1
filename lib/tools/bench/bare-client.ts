import { z } from 'zod';

/**
 * The yardstick: a script as anybody would write it makes the member calls of an audit by `fetch`, so
 * many at a time over kept-alive connections, and keeps nothing. No retries, no checks, no store. A
 * process of its own; prints what it cost.
 */
const options = z
  .object({
    url: z.string(),
    ownerKey: z.string(),
    orgName: z.string(),
    concurrency: z.number(),
  })
  .parse(JSON.parse(process.argv[2] ?? '{}'));

type Listed = { objects: { id: string }[] };

async function call(method: string, path: string, key: string, body?: string): Promise<string> {
  const answer = await fetch(`${options.url}${path}`, {
    method,
    headers: {
      authorization: `Bearer ${key}`,
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
    },
    ...(body === undefined ? {} : { body }),
  });
  const text = await answer.text();
  if (answer.ok) return text;
  throw new Error(`${method} ${path} answered ${answer.status}`);
}

type PageEnd = { mayEnd: (firstPage: number) => boolean; ended: (lastPage: number) => void };

async function list(path: string, key: string, pageEnd?: PageEnd) {
  const ids: string[] = [];
  let before = 0;
  for (;;) {
    const from = ids.at(-1);
    const cursor = from === undefined ? '' : `&starting_after=${from}`;
    const { objects } = JSON.parse(await call('GET', `${path}limit=1000${cursor}`, key)) as Listed;
    for (const { id } of objects) ids.push(id);
    if (objects.length === 0) {
      if (before > 0) pageEnd?.ended(before);
      return ids;
    }
    if (before === 0 && pageEnd?.mayEnd(objects.length) === true) return ids;
    before = objects.length;
  }
}

/** Key lists may end at a short first page once 25 lists ended at a short page, as in an audit. */
function learnPageEnd(): PageEnd {
  let largest = 0;
  let ended = 0;
  return {
    mayEnd: (firstPage) => ended >= 25 && firstPage < largest,
    ended: (lastPage) => {
      if (lastPage < largest) ended += 1;
      largest = Math.max(largest, lastPage);
    },
  };
}

async function main(): Promise<void> {
  const { ownerKey, orgName, concurrency } = options;
  const members = await list(`/v1/user?org_name=${orgName}&`, ownerKey);
  const pageEnd = learnPageEnd();
  const work = members.values();
  const worker = async (): Promise<void> => {
    for (const id of work) {
      const answer = await call(
        'POST',
        '/v1/impersonate',
        ownerKey,
        JSON.stringify({ user_id: id }),
      );
      const { token } = JSON.parse(answer) as { token: string };
      await list('/v1/api_key?', token, pageEnd);
    }
  };
  const cpu = process.cpuUsage();
  const from = performance.now();
  await Promise.all(Array.from({ length: concurrency }, worker));
  const wallMs = performance.now() - from;
  const { user, system } = process.cpuUsage(cpu);
  process.stdout.write(`${JSON.stringify({ wallMs, cpuMs: (user + system) / 1000 })}\n`);
}

await main();
