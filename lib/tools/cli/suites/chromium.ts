import { accessSync, constants, existsSync } from 'node:fs';
import path from 'node:path';
import { run, runTool } from '../child';
import { bins } from '../paths';
import { administrator } from './administrator';

const downloadTimeoutMs = 60_000;
const installTimeoutMs = 180_000;
const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];

/**
 * Finds an installed Chromium: `CHROMIUM_PATH`, Playwright's own, or one on the PATH.
 * *Errors*: throws if `CHROMIUM_PATH` isn't a program.
 */
export async function installedChromium(): Promise<string | undefined> {
  const given = process.env.CHROMIUM_PATH;
  if (given) {
    if (!isProgram(given))
      throw new Error(`CHROMIUM_PATH doesn't point to an executable file: ${given}`);
    return given;
  }
  return (await playwrightChromium()) ?? chromiumOnPath();
}

/** Finds an installed Chromium, or tries to install one. `undefined` if that fails too. */
export async function findChromium(): Promise<string | undefined> {
  const installed = await installedChromium();
  if (installed) return installed;
  console.log('Downloading Chromium …');
  const withDeps = administrator('apt-get') ? ['--with-deps'] : [];
  await runTool(bins.playwright, ['install', ...withDeps, 'chromium'], {
    show: 'collect',
    timeoutMs: downloadTimeoutMs,
  });
  const downloaded = await playwrightChromium();
  if (downloaded) return downloaded;

  const apt = administrator('apt-get');
  if (!apt) return undefined;
  console.log("Installing Debian's Chromium package …");
  for (const args of [['update'], ['install', '-y', '--no-install-recommends', 'chromium']]) {
    await run(apt.file, [...apt.args, ...args], {
      show: 'collect',
      env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
      timeoutMs: installTimeoutMs,
    });
  }
  return chromiumOnPath();
}

async function playwrightChromium(): Promise<string | undefined> {
  const { chromium } = await import('@playwright/test');
  const own = chromium.executablePath();
  return own && existsSync(own) ? own : undefined;
}

function chromiumOnPath(): string | undefined {
  const folders = (process.env.PATH ?? '').split(path.delimiter);
  return names.flatMap((name) => folders.map((folder) => path.join(folder, name))).find(isProgram);
}

function isProgram(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    // Most folders on the PATH have no such file.
    return false;
  }
}
