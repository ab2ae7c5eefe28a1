import { defineConfig } from '@playwright/test';
import { installedChromium } from './lib/tools/cli/suites/chromium';

/** For closed networks: no updates, no telemetry, no DNS lookups except loopback. And no emulated GPU, which takes a third more time. */
const quietBrowser = [
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--disable-features=OptimizationHints,MediaRouter',
  '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost',
];
/** Chromium's sandbox doesn't start as root, so switch it off only then. */
const asRoot = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
const executablePath = await installedChromium();

export default defineConfig({
  testDir: 'e2e/specs',
  outputDir: 'test-results',
  globalSetup: './e2e/global-setup.ts',
  // Each worker has its own server and organization, which the tests of a file share in order.
  fullyParallel: false,
  workers: 2,
  retries: 0,
  forbidOnly: true,
  timeout: 60_000,
  // A busy machine is slow, and a page that never gets there still fails.
  expect: { timeout: 30_000 },
  reporter: 'list',
  use: {
    viewport: { width: 1440, height: 900 },
    locale: 'en-US',
    timezoneId: 'UTC',
    reducedMotion: 'reduce',
    // Recording a trace of every test takes a third of the time. To record one: npx playwright test <file> --trace on
    screenshot: 'only-on-failure',
    launchOptions: {
      args: [...quietBrowser, ...asRoot],
      ...(executablePath === undefined ? {} : { executablePath }),
    },
  },
});
