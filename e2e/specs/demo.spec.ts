import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { expect, test as base } from '@playwright/test';
import { inRoot } from '@/lib/tools/cli/paths';
import { freePort } from '@/lib/tools/cli/ports';

interface Demo {
  port: number;
  stdout: string;
  stderr: string;
  /** Ends the demo as Ctrl-C does. Returns its exit code. */
  stop: () => Promise<number | null>;
}

const startTimeoutMs = 150_000;

const test = base.extend<{ demo: Demo }>({
  demo: [
    // eslint-disable-next-line no-empty-pattern -- Playwright wants the fixtures as an object pattern
    async ({}, use) => {
      const port = await freePort();
      const demo = spawn(
        process.execPath,
        [inRoot('lib/tools/cli/run.mjs'), 'demo', '--port', String(port)],
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
      let stdout = '';
      let stderr = '';
      demo.stdout.on('data', (chunk: Buffer) => (stdout += chunk.toString()));
      demo.stderr.on('data', (chunk: Buffer) => (stderr += chunk.toString()));
      const stop = async () => {
        demo.kill('SIGINT');
        if (demo.exitCode === null) await once(demo, 'exit');
        return demo.exitCode;
      };
      try {
        await expect
          .poll(() => (demo.exitCode === null ? stdout : `ended: ${stderr}`), {
            timeout: startTimeoutMs,
          })
          .toMatch(/\n$|^ended/);
        await use({ port, stdout, stderr, stop });
      } finally {
        await stop();
      }
    },
    { timeout: startTimeoutMs },
  ],
});

test('npm run demo leads to a signed-in owner looking at a finished audit', async ({
  page,
  demo,
}) => {
  expect(demo.stderr).toContain('simulated');
  expect(demo.stdout).toMatch(/^[^\n]*http:\/\/127\.0\.0\.1:\d+[^\n]*sk-fake-owner-[^\n]*\n$/);

  await page.goto(`http://127.0.0.1:${demo.port}`);
  await expect(page).toHaveURL(/\/sign-in$/);
  await page.getByRole('button', { name: /demo/i }).click();
  await expect(page.getByRole('heading', { level: 1 })).toContainText(/ of 94 keys should /);
  await expect(page.getByRole('region', { name: 'Coverage' })).toContainText('2 members');

  // Its history: earlier audits, and a plan in each stage.
  await page.goto(`http://127.0.0.1:${demo.port}/audits`);
  await expect(page.getByRole('table').getByRole('row')).toHaveCount(6);
  await page.goto(`http://127.0.0.1:${demo.port}/replacements`);
  for (const key of ['terraform', 'grafana', 'dbt-nightly', 'airflow-evals', 'datadog-export']) {
    await expect(page.getByRole('link', { name: `Replace ${key}` })).toBeVisible();
  }
  const done = page.getByRole('region', { name: 'Done', exact: true });
  await expect(done.getByRole('link', { name: 'Replace snowflake-export' })).toBeVisible();

  expect(await demo.stop()).toBe(0);
  expect(await freePort(demo.port), 'the port is free again').toBe(demo.port);
});
