import { chromium, type Browser, type Page } from '@playwright/test';
import { findChromium } from '@/lib/tools/cli/suites/chromium';

/** Flags for a closed network: no updates, no telemetry, and no name lookups except loopback. */
const quiet = [
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--disable-features=OptimizationHints,MediaRouter',
  '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost',
];

/** Starts a headless Chromium. *Errors*: throws if none is found or can be installed. */
export async function openBrowser(): Promise<Browser> {
  const executablePath = await findChromium();
  if (executablePath === undefined)
    throw new Error("Couldn't find Chromium. Set CHROMIUM_PATH to its executable.");
  // Chromium's sandbox doesn't start as root, so turn it off only there.
  const asRoot = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  return chromium.launch({ executablePath, args: [...quiet, ...asRoot] });
}

/** Signs in with the sign-in form. */
export async function signIn(page: Page, url: string, ownerKey: string): Promise<void> {
  await page.goto(`${url}/sign-in`);
  await page.getByRole('textbox', { name: 'Braintrust API key' }).fill(ownerKey);
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
  await page.waitForURL((at) => !at.pathname.startsWith('/sign-in'));
}
