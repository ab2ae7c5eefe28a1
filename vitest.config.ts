import { defineConfig } from 'vitest/config';
import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';

export default defineConfig({
  resolve: {
    alias: { '@': fileURLToPath(new URL('.', import.meta.url)).replace(/\/$/, '') },
  },
  test: {
    include: ['lib/**/*.test.ts', '{app,components}/**/*.test.{ts,tsx}'],
    environment: 'node',
    globalSetup: ['lib/platform/database/testing/global-setup.ts'],
    // The default is one less than the processors, so with two, all tests would run one by one.
    maxWorkers: Math.max(2, availableParallelism()),
    // Long enough for slow machines, and a hanging test still ends.
    testTimeout: 120_000,
    hookTimeout: 120_000,
    expect: { poll: { timeout: 60_000, interval: 20 } },
    restoreMocks: true,
    unstubEnvs: true,
    unstubGlobals: true,
  },
});
