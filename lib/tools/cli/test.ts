import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import path from 'node:path';
import { ensureBuild } from './build';
import { killAll, runTool } from './child';
import { bins } from './paths';
import { closedEnvironment } from './server-process';
import { lint, quickChecks } from './suites/checks';
import { findChromium } from './suites/chromium';
import { findPostgres, type Postgres } from './suites/postgres';
import { runSteps, type Step } from './suites/steps';
import {
  settle,
  sum,
  summaryLine,
  tallyOfPlaywright,
  tallyOfVitest,
  type Tally,
} from './suites/tally';

/**
 * `npm test`: runs the checks and all suites. A failure doesn't stop the later ones.
 * The last line of the output is the total.
 */
async function main(): Promise<number> {
  const reports = mkdtempSync(path.join(tmpdir(), 'latchkey-test-'));
  const postgres = await findPostgres();
  const stop = async () => {
    await postgres?.stop();
    rmSync(reports, { recursive: true, force: true });
  };
  const stopped = stopOnSignal(stop);
  const browser: Step = { name: 'browser tests (playwright)', run: () => browserTests(reports) };
  // Unit tests wait a lot, for a clock or another process. Beside other work they keep two processors busy.
  const steps: Step[] = [
    ...quickChecks,
    {
      name: `unit tests (vitest, PostgreSQL ${postgres ? `from ${postgres.source}` : 'not available; its tests are skipped'})`,
      run: () => unitTests(reports, postgres),
    },
    { name: 'production build (next)', run: () => ensureBuild() },
    lint,
  ];
  let tallies: Tally[];
  try {
    const around = { lanes: Math.min(availableParallelism(), 2), print: console.log, stopped };
    tallies = await runSteps(steps, around);
    // Alone, because each worker of these keeps a server and a browser busy.
    tallies.push(...(await runSteps([browser], around)));
  } finally {
    await stop();
  }
  const total = sum(tallies);
  console.log(`\n${summaryLine(total)}`);
  return total.failed > 0 ? 1 : 0;
}

async function unitTests(reports: string, postgres: Postgres | undefined) {
  const file = path.join(reports, 'vitest.json');
  const env = closedEnvironment(postgres ? { TEST_DATABASE_URL: postgres.url } : {});
  const args = ['run', '--reporter=dot', '--reporter=json', `--outputFile.json=${file}`];
  const ended = await runTool(bins.vitest, args, {
    show: 'collect',
    env: { ...env, NODE_ENV: 'test' },
  });
  return { ...ended, tally: settle(read(file), tallyOfVitest, ended.code) };
}

async function browserTests(reports: string) {
  const chromium = await findChromium();
  if (!chromium) {
    const output = "Couldn't find or install Chromium. Set CHROMIUM_PATH to its executable.";
    return { code: 1, output };
  }
  const file = path.join(reports, 'playwright.json');
  const ended = await runTool(bins.playwright, ['test', '--reporter=list,json'], {
    show: 'collect',
    env: { ...process.env, CHROMIUM_PATH: chromium, PLAYWRIGHT_JSON_OUTPUT_FILE: file },
  });
  return { ...ended, tally: settle(read(file), tallyOfPlaywright, ended.code) };
}

function read(file: string): string | undefined {
  return existsSync(file) ? readFileSync(file, 'utf8') : undefined;
}

/** Ctrl-C must not leave a database server behind. Returns the signal that no more steps may start. */
function stopOnSignal(stop: () => Promise<void>): AbortSignal {
  const stopping = new AbortController();
  for (const [signal, code] of [
    ['SIGINT', 130],
    ['SIGTERM', 143],
    ['SIGHUP', 129],
  ] as const) {
    // A signal can arrive twice: from the terminal and from `run.mjs`, which forwards it.
    process.on(signal, () => {
      if (stopping.signal.aborted) return;
      stopping.abort();
      killAll('SIGTERM');
      void stop().finally(() => process.exit(code));
    });
  }
  return stopping.signal;
}

process.exitCode = await main();
