import { Agent, get } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';

/**
 * Requests a health endpoint repeatedly until told to stop, then prints how long each response took, in ms.
 * Runs in its own process, so that only the server can slow it down.
 */
const EVERY_MS = 50;
const { url } = JSON.parse(process.argv[2] ?? '{}') as { url: string };
const agent = new Agent({ keepAlive: true, maxSockets: 1 });
const tookMs: number[] = [];
let stopped = false;

process.once('SIGTERM', () => {
  stopped = true;
});

function ask(): Promise<void> {
  return new Promise((resolve, reject) => {
    get(url, { agent }, (response) => {
      response.resume();
      response.once('error', reject);
      response.once('end', () => {
        if (response.statusCode === 200) resolve();
        else reject(new Error(`${url} returned ${response.statusCode ?? 0}`));
      });
    }).once('error', reject);
  });
}

async function main(): Promise<void> {
  process.stdout.write('ready\n');
  while (!stopped) {
    const fromMs = performance.now();
    await ask();
    const took = performance.now() - fromMs;
    tookMs.push(took);
    await sleep(Math.max(0, EVERY_MS - took));
  }
  process.stdout.write(`${JSON.stringify(tookMs)}\n`);
  agent.destroy();
}

await main();
