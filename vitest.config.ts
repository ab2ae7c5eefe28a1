import { defineConfig } from 'vitest/config';
import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';

const PURE = 'lib/{domain,contract}/**/*.test.ts';
const COMPONENTS = 'components/**/*.test.tsx';
const PRODUCT = ['lib/**/*.test.ts', '{app,components}/**/*.test.{ts,tsx}'];
/**
 * Each of these files has a worker of its own: the server keeps state for its process, such as which reads it
 * has already noted, and mocked or reset modules would stay for other files.
 */
const ISOLATED = ['lib/server/**/*.test.ts', 'lib/tools/cli/dot-env.test.ts'];
const DATABASES = ['lib/platform/database/testing/global-setup.ts'];

export default defineConfig({
  resolve: {
    alias: { '@': fileURLToPath(new URL('.', import.meta.url)).replace(/\/$/, '') },
  },
  test: {
    projects: [
      // These are pure, so their files can share a worker instead of each starting one.
      { extends: true, test: { name: 'domain', include: [PURE], isolate: false } },
      {
        extends: true,
        test: {
          name: 'components',
          include: [COMPONENTS],
          environment: 'happy-dom',
          setupFiles: ['components/shell/testing/setup.ts'],
        },
      },
      {
        extends: true,
        test: { name: 'isolated', include: ISOLATED, globalSetup: DATABASES },
      },
      // Starting a worker and loading the product takes longer than the tests of most files.
      {
        extends: true,
        test: {
          name: 'product',
          include: PRODUCT,
          exclude: [PURE, COMPONENTS, ...ISOLATED],
          globalSetup: DATABASES,
          isolate: false,
        },
      },
    ],
    environment: 'node',
    // The default is one less than the processors, so with two, all tests would run one by one.
    maxWorkers: Math.max(2, availableParallelism()),
    // Long enough for a busy machine, so no test needs a longer one.
    testTimeout: 300_000,
    hookTimeout: 300_000,
    expect: { poll: { timeout: 120_000, interval: 20 } },
    restoreMocks: true,
    unstubEnvs: true,
    unstubGlobals: true,
  },
});
