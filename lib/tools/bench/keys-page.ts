import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Browser, Page } from '@playwright/test';
import { runAuditOverHttp } from '@/lib/tools/cli/demo-audit';
import { freePort } from '@/lib/tools/cli/ports';
import { startServer } from '@/lib/tools/cli/server-process';
import { openBrowser, signIn } from './browser';
import type { Figure } from './figure';
import { filterTimesMs } from './filter-times';
import { longestFrameMs, longestPlainFrameMs } from './scroll-frames';
import { simulateOrganization } from './simulated-organization';
import { median, spread } from './statistics';

const KEYS = 5000;
/** Enough members to hold slightly fewer than 5,000 keys. The remaining keys are added. */
const MEMBERS = 2400;
/** Scrolls per run. Only the best counts, because other load on the machine can only make a scroll slower. */
const SCROLLS = 3;
const VIEWPORT = { width: 1440, height: 900 };

/** Measures the keys page with 5,000 keys, in a real browser on the production server. */
export async function measureKeysPage(runs: number): Promise<Figure> {
  const organization = await simulateOrganization({ members: MEMBERS });
  const dataDir = mkdtempSync(path.join(tmpdir(), 'latchkey-bench-'));
  const { url: apiUrl, ownerKey, orgId } = organization;
  try {
    await organization.addKeys(KEYS - (await organization.keyCount()));
    const server = await startServer({
      port: await freePort(),
      dataDir,
      env: { BRAINTRUST_API_URL: apiUrl, BRAINTRUST_APP_URL: apiUrl, LOG_LEVEL: 'warn' },
    });
    const browser = await openBrowser();
    try {
      const audit = await runAuditOverHttp({
        serverUrl: server.url,
        organizationId: orgId,
        ownerKey,
        say: () => undefined,
      });
      if (audit.keys !== KEYS) throw new Error(`The audit found ${audit.keys} of ${KEYS} keys.`);
      return await measureIn(browser, { url: server.url, ownerKey, runs });
    } finally {
      await browser.close();
      await server.stop();
    }
  } finally {
    await organization.stop();
    rmSync(dataDir, { recursive: true, force: true });
  }
}

async function measureIn(
  browser: Browser,
  { url, ownerKey, runs }: { url: string; ownerKey: string; runs: number },
): Promise<Figure> {
  const signedIn = await browser.newContext();
  await signIn(await signedIn.newPage(), url, ownerKey);
  const storageState = await signedIn.storageState();
  await signedIn.close();

  const loadsKb: number[] = [];
  const bestFramesMs: number[] = [];
  const framesMs: number[] = [];
  const plainFramesMs: number[] = [];
  const filtersMs: number[] = [];
  for (let run = 0; run < runs; run += 1) {
    // A new context has an empty cache.
    const context = await browser.newContext({ storageState, viewport: VIEWPORT });
    // esbuild wraps functions in `__name` to keep their names, so the page needs that helper.
    await context.addInitScript('globalThis.__name = (target) => target');
    const page = await context.newPage();
    loadsKb.push(await scriptKbUntilRows(page, `${url}/keys`));
    await page.waitForLoadState('load');
    filtersMs.push(...(await filterTimesMs(page)));
    const scrollsMs: number[] = [];
    while (scrollsMs.length < SCROLLS) {
      await page.goto(`${url}/keys`);
      await untilHydrated(page);
      scrollsMs.push(await longestFrameMs(page));
    }
    bestFramesMs.push(Math.min(...scrollsMs));
    framesMs.push(...scrollsMs);
    plainFramesMs.push(await longestPlainFrameMs(page));
    await context.close();
  }
  return {
    title: `Keys page: ${KEYS} keys, production server, Chromium`,
    checks: [
      {
        says: 'JavaScript loaded before the rows are usable, gz',
        measured: Math.max(...loadsKb),
        atMost: 230,
        unit: 'KB',
      },
      {
        says: `time until a filter shows its rows, median of ${filtersMs.length}`,
        measured: median(filtersMs),
        atMost: 150,
        unit: 'ms',
      },
      {
        says: `longest frame while scrolling, best of ${SCROLLS} scrolls`,
        measured: median(bestFramesMs),
        atMost: 50,
        unit: 'ms',
      },
    ],
    notes: [
      `filter ms: ${spread(filtersMs, 0)}`,
      `longest frame of all ${framesMs.length} scrolls, ms: ${spread(framesMs, 0)}; of plain rows: ${spread(plainFramesMs, 0)}`,
    ],
  };
}

/** Compressed size of the scripts until React has hydrated the rows. *Units*: KB of 1,000 bytes. */
async function scriptKbUntilRows(page: Page, address: string): Promise<number> {
  const protocol = await page.context().newCDPSession(page);
  const scripts = new Set<string>();
  let bytes = 0;
  await protocol.send('Network.enable');
  protocol.on('Network.responseReceived', ({ requestId, type }) => {
    if (type === 'Script') scripts.add(requestId);
  });
  // Counts the compressed bodies only; `loadingFinished` would include the response headers.
  protocol.on('Network.dataReceived', ({ requestId, encodedDataLength }) => {
    if (scripts.has(requestId)) bytes += encodedDataLength;
  });
  await page.goto(address, { waitUntil: 'commit' });
  await untilHydrated(page);
  return bytes / 1000;
}

/** Waits until React has hydrated a row of the table, which can then be clicked. */
async function untilHydrated(page: Page): Promise<void> {
  await page.waitForFunction(() => {
    const row = document.querySelector('table[aria-label="API keys"] tbody tr[role="row"]');
    return row !== null && Object.keys(row).some((name) => name.startsWith('__reactProps'));
  });
}
