import { z } from 'zod';

/**
 * The yardstick for an audit: a simple script that makes an audit's calls about members with `fetch`.
 * It runs `concurrency` workers over kept-alive connections. It doesn't retry, check or store anything. Runs
 * in its own process and prints the time it took.
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

async function get(path: string, impersonated?: string): Promise<string> {
  const answer = await fetch(`${options.url}${path}`, {
    headers: {
      authorization: `Bearer ${options.ownerKey}`,
      ...(impersonated === undefined ? {} : { 'x-bt-impersonate-user': impersonated }),
    },
  });
  const text = await answer.text();
  if (answer.ok) return text;
  throw new Error(`GET ${path} returned ${answer.status}`);
}

type PageEnd = { mayEnd: (firstPage: number) => boolean; ended: (lastPage: number) => void };

async function list(path: string, impersonated?: string, pageEnd?: PageEnd) {
  const ids: string[] = [];
  let before = 0;
  for (;;) {
    const from = ids.at(-1);
    const cursor = from === undefined ? '' : `&starting_after=${from}`;
    const { objects } = JSON.parse(await get(`${path}limit=1000${cursor}`, impersonated)) as Listed;
    for (const { id } of objects) ids.push(id);
    if (objects.length === 0) {
      if (before > 0) pageEnd?.ended(before);
      return ids;
    }
    if (before === 0 && pageEnd?.mayEnd(objects.length) === true) return ids;
    before = objects.length;
  }
}

/** As in an audit: after 25 lists that ended with a short page, a short first page ends a list. */
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
  const { orgName, concurrency } = options;
  const members = await list(`/v1/user?org_name=${orgName}&`);
  const pageEnd = learnPageEnd();
  const work = members.values();
  const worker = async (): Promise<void> => {
    for (const id of work) await list('/v1/api_key?', id, pageEnd);
  };
  const cpu = process.cpuUsage();
  const from = performance.now();
  await Promise.all(Array.from({ length: concurrency }, worker));
  const wallMs = performance.now() - from;
  const { user, system } = process.cpuUsage(cpu);
  process.stdout.write(`${JSON.stringify({ wallMs, cpuMs: (user + system) / 1000 })}\n`);
}

await main();
