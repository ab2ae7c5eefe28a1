import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import path from 'node:path';
import { ensureBuild } from './build';
import { killAll, runTool, type Ended } from './child';
import { bins } from './paths';
import { closedEnvironment } from './server-process';
import { checks, type Check } from './suites/checks';
import { findChromium } from './suites/chromium';
import { findPostgres, type Postgres } from './suites/postgres';
import {
  settle,
  sum,
  summaryLine,
  tallyOfPlaywright,
  tallyOfVitest,
  type Tally,
} from './suites/tally';

/**
 * `npm test`: runs the checks and all suites, the fastest first. A failure doesn't stop the later ones.
 * The last line of the output is the total.
 */
async function main(): Promise<number> {
  const reports = mkdtempSync(path.join(tmpdir(), 'latchkey-test-'));
  const postgres = await findPostgres();
  const stop = async () => {
    await postgres?.stop();
    rmSync(reports, { recursive: true, force: true });
  };
  stopOnSignal(stop);
  const tallies: Tally[] = [];
  try {
    tallies.push(...(await inParallel(checks)));
    tallies.push(await unitTests(reports, postgres));
    const build: Check = { name: 'production build (next)', run: () => ensureBuild() };
    const built = await check(build);
    tallies.push(built, built.failed > 0 ? failure() : await browserTests(reports));
  } finally {
    await stop();
  }
  const total = sum(tallies);
  console.log(`\n${summaryLine(total)}`);
  return total.failed > 0 ? 1 : 0;
}

/** Runs the checks, two at a time if there are two processors. */
async function inParallel(all: readonly Check[]): Promise<Tally[]> {
  const waiting = [...all];
  const tallies: Tally[] = [];
  const worker = async () => {
    for (let next = waiting.shift(); next; next = waiting.shift()) tallies.push(await check(next));
  };
  await Promise.all(Array.from({ length: Math.min(availableParallelism(), 2) }, worker));
  return tallies;
}

/** Runs one check, and shows its output only if it failed. */
async function check({ name, run }: Check): Promise<Tally> {
  const startedAt = performance.now();
  const ended: Ended = await run();
  const seconds = ((performance.now() - startedAt) / 1000).toFixed(1);
  if (ended.code === 0) {
    console.log(`✓ ${name} (${seconds} s)`);
    return { passed: 1, failed: 0, skipped: 0 };
  }
  console.log(`✗ ${name} (${seconds} s)\n${ended.output.trimEnd()}\n`);
  return failure();
}

async function unitTests(reports: string, postgres: Postgres | undefined): Promise<Tally> {
  console.log(
    postgres
      ? `\nUnit tests (PostgreSQL from ${postgres.source})`
      : '\nUnit tests (PostgreSQL not available; its tests are skipped)',
  );
  const file = path.join(reports, 'vitest.json');
  const env = closedEnvironment(postgres ? { TEST_DATABASE_URL: postgres.url } : {});
  const args = ['run', '--reporter=dot', '--reporter=json', `--outputFile.json=${file}`];
  const { code } = await runTool(bins.vitest, args, { env: { ...env, NODE_ENV: 'test' } });
  return settle(read(file), tallyOfVitest, code);
}

async function browserTests(reports: string): Promise<Tally> {
  const chromium = await findChromium();
  if (!chromium) {
    console.log(
      "✗ browser tests: Couldn't find or install Chromium. Set CHROMIUM_PATH to its executable.",
    );
    return failure();
  }
  console.log(`\nBrowser tests (${chromium})`);
  const file = path.join(reports, 'playwright.json');
  const { code } = await runTool(bins.playwright, ['test', '--reporter=list,json'], {
    env: { ...process.env, CHROMIUM_PATH: chromium, PLAYWRIGHT_JSON_OUTPUT_FILE: file },
  });
  return settle(read(file), tallyOfPlaywright, code);
}

function failure(): Tally {
  return { passed: 0, failed: 1, skipped: 0 };
}

function read(file: string): string | undefined {
  return existsSync(file) ? readFileSync(file, 'utf8') : undefined;
}

/** Ctrl-C must not leave a database server behind. */
function stopOnSignal(stop: () => Promise<void>): void {
  let stopping = false;
  for (const [signal, code] of [
    ['SIGINT', 130],
    ['SIGTERM', 143],
    ['SIGHUP', 129],
  ] as const) {
    // A signal can arrive twice: from the terminal and from `run.mjs`, which forwards it.
    process.on(signal, () => {
      if (stopping) return;
      stopping = true;
      killAll('SIGTERM');
      void stop().finally(() => process.exit(code));
    });
  }
}

process.exitCode = await main();
