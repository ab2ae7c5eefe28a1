import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { test as base, expect, type APIResponse, type Page } from '@playwright/test';
import { freePort } from '@/lib/tools/cli/ports';
import { runAuditOverHttp } from '@/lib/tools/cli/demo-audit';
import { startServer, type ServerProcess } from '@/lib/tools/cli/server-process';
import { startSimulator, type Simulator, type SimulatorOptions } from '@/lib/tools/simulator';

/** Each worker's own simulated organization, with a production server for it. */
export interface Latchkey {
  simulator: Simulator;
  server: ServerProcess;
  /** Runs one audit of the simulated organization over the API, without the browser. */
  audit: () => ReturnType<typeof runAuditOverHttp>;
}

interface WorkerFixtures {
  /** A spec file that sets its own name gets a fresh server. */
  organizationName: string;
  /** The Braintrust plan of that organization. */
  organizationPlan: NonNullable<SimulatorOptions['plan']>;
  latchkey: Latchkey;
  /**
   * A page signed in as an owner, for tests that only look. All tests of a worker share it, so that the browser
   * loads the scripts once.
   */
  sharedPage: Page;
}

interface TestFixtures {
  /** Signs the page in without using the form, as an owner by default. */
  signIn: (ownerKey?: string) => Promise<void>;
}

const serverStartTimeoutMs = 150_000;

/** Playwright's `test` with a server and an organization. `page` starts signed out, at the server's URL. */
export const test = base.extend<TestFixtures, WorkerFixtures>({
  organizationName: ['acme', { scope: 'worker', option: true }],
  organizationPlan: ['enterprise', { scope: 'worker', option: true }],

  latchkey: [
    async ({ organizationName, organizationPlan: plan }, use) => {
      const simulator = await startSimulator({ orgName: organizationName, plan });
      const dataDir = mkdtempSync(path.join(tmpdir(), 'latchkey-e2e-'));
      let server: ServerProcess | undefined;
      try {
        server = await startOn(simulator, dataDir);
        await use({ simulator, server, audit: auditor(simulator, server) });
      } finally {
        await server?.stop();
        await simulator.close();
        rmSync(dataDir, { recursive: true, force: true });
      }
    },
    { scope: 'worker', timeout: serverStartTimeoutMs },
  ],

  sharedPage: [
    async ({ browser, latchkey: { server, simulator } }, use, { project }) => {
      const { viewport, locale, timezoneId, reducedMotion } = project.use;
      const page = await browser.newPage({
        baseURL: server.url,
        viewport,
        locale,
        timezoneId,
        reducedMotion,
      });
      await signInByApi(page, server.url, simulator.keys.owner);
      await use(page);
      await page.close();
    },
    { scope: 'worker' },
  ],

  baseURL: async ({ latchkey }, use) => {
    await use(latchkey.server.url);
  },

  signIn: async ({ page, latchkey }, use) => {
    const { server, simulator } = latchkey;
    await use((ownerKey = simulator.keys.owner) => signInByApi(page, server.url, ownerKey));
  },
});

export { expect } from '@playwright/test';

async function startOn(simulator: Simulator, dataDir: string): Promise<ServerProcess> {
  return startServer({
    port: await freePort(),
    dataDir,
    env: {
      BRAINTRUST_API_URL: simulator.url,
      BRAINTRUST_APP_URL: simulator.url,
      LOG_LEVEL: 'warn',
    },
  });
}

function auditor(simulator: Simulator, server: ServerProcess) {
  return () =>
    runAuditOverHttp({
      serverUrl: server.url,
      organizationId: simulator.orgId,
      ownerKey: simulator.keys.owner,
      say: () => undefined,
    });
}

/** Makes the same requests as the sign-in form: first the CSRF token, then the key. */
async function signInByApi(page: Page, url: string, apiKey: string): Promise<void> {
  const { request } = page.context();
  const csrf: unknown = await ok(await request.get('/api/auth/csrf')).json();
  const csrfToken =
    typeof csrf === 'object' && csrf !== null && 'csrfToken' in csrf ? csrf.csrfToken : undefined;
  expect(typeof csrfToken, 'next-auth gives a token').toBe('string');
  ok(
    await request.post('/api/auth/callback/credentials', {
      form: { csrfToken: String(csrfToken), apiKey, json: 'true' },
      headers: { origin: url },
    }),
  );
}

function ok(response: APIResponse): APIResponse {
  expect(response.ok(), `${response.url()} answered ${response.status()}`).toBe(true);
  return response;
}
