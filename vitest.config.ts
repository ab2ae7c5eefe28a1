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
    // By default one less than there are processors: on two of them a test waits for every other.
    maxWorkers: Math.max(2, availableParallelism()),
    // Machines are slow at times; a hang still ends.
    testTimeout: 120_000,
    hookTimeout: 120_000,
    expect: { poll: { timeout: 60_000, interval: 20 } },
    restoreMocks: true,
    unstubEnvs: true,
    unstubGlobals: true,
  },
});
