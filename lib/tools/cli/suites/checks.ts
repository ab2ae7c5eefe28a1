import { existsSync } from 'node:fs';
import { runTool, type Ended } from '../child';
import { bins, inRoot } from '../paths';
import type { Step } from './steps';

const cacheFolder = 'node_modules/.cache';
/** CI doesn't use the cache: typed rules can depend on changes in other files, which it misses. */
const cache = process.env.CI
  ? []
  : ['--cache', '--cache-strategy', 'content', '--cache-location', `${cacheFolder}/eslint/`];

export const quickChecks: readonly Step[] = [
  { name: 'formatting (prettier)', run: () => tool(bins.prettier, ['--check', '--cache', '.']) },
  { name: 'types (tsc)', run: types },
  {
    name: 'boundaries (dependency-cruiser)',
    run: () => tool(bins.depcruise, ['--output-type', 'err-long', ...boundaryRoots()]),
  },
  { name: 'unused code (knip)', run: () => tool(bins.knip, ['--no-progress']) },
];

export const lint: Step = {
  name: 'lint (eslint)',
  run: () => tool(bins.eslint, ['--max-warnings', '0', ...cache, '.']),
};

/** Generates Next's route types first: without them tsc doesn't know `.css` imports and page props. */
async function types(): Promise<Ended> {
  const generated = await tool(bins.next, ['typegen']);
  return generated.code === 0 ? tool(bins.tsc, ['--noEmit']) : generated;
}

function boundaryRoots(): string[] {
  return ['app', 'components', 'lib', 'e2e', 'proxy.ts', 'instrumentation.ts'].filter((entry) =>
    existsSync(inRoot(entry)),
  );
}

function tool(bin: string, args: string[]): Promise<Ended> {
  return runTool(bin, args, { show: 'collect' });
}
