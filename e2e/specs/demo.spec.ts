import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { expect, test } from '@playwright/test';
import { inRoot } from '@/lib/tools/cli/paths';
import { freePort } from '@/lib/tools/cli/ports';

test('npm run demo leads to a signed-in owner looking at a finished audit', async ({ page }) => {
  test.setTimeout(180_000);
  const port = await freePort();
  const demo = spawn(
    process.execPath,
    [inRoot('lib/tools/cli/run.mjs'), 'demo', '--members', '5', '--port', String(port)],
    {
      // The demo must ignore all of these.
      env: {
        ...process.env,
        DATABASE_URL: 'postgres://nobody@127.0.0.1:1/none',
        BRAINTRUST_API_URL: 'https://braintrust.invalid',
        NEXTAUTH_URL: 'https://latchkey.invalid',
      },
      stdio: ['ignore', 'pipe', 'pipe'],
    },
  );
  try {
    let told = '';
    let stdout = '';
    demo.stderr.on('data', (chunk: Buffer) => (told += chunk.toString()));
    demo.stdout.on('data', (chunk: Buffer) => (stdout += chunk.toString()));
    await expect
      .poll(() => (demo.exitCode === null ? stdout : `ended: ${told}`), { timeout: 150_000 })
      .toMatch(/\n$|^ended/);
    expect(told).toContain('simulated');
    expect(stdout).toMatch(/^[^\n]*http:\/\/127\.0\.0\.1:\d+[^\n]*sk-fake-owner-[^\n]*\n$/);

    const url = `http://127.0.0.1:${port}`;
    await page.goto(url);
    await expect(page).toHaveURL(/\/sign-in$/);
    await page.getByRole('button', { name: /demo/i }).click();
    await expect(page.getByRole('heading', { level: 1 })).toContainText(/5 of 5 members/);
  } finally {
    demo.kill('SIGINT');
    if (demo.exitCode === null) await once(demo, 'exit');
  }
  expect(demo.exitCode).toBe(0);
  expect(await freePort(port), 'the port is free again').toBe(port);
});
