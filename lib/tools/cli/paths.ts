import path from 'node:path';
import { fileURLToPath } from 'node:url';

/** The folder of package.json. */
export const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../../..');

export function inRoot(...parts: string[]): string {
  return path.join(root, ...parts);
}

/** The JavaScript file behind each package's command, to run with the current Node. */
export const bins = {
  next: inRoot('node_modules/next/dist/bin/next'),
  prettier: inRoot('node_modules/prettier/bin/prettier.cjs'),
  eslint: inRoot('node_modules/eslint/bin/eslint.js'),
  tsc: inRoot('node_modules/typescript/bin/tsc'),
  depcruise: inRoot('node_modules/dependency-cruiser/bin/dependency-cruise.mjs'),
  knip: inRoot('node_modules/knip/bin/knip.js'),
  vitest: inRoot('node_modules/vitest/vitest.mjs'),
  playwright: inRoot('node_modules/@playwright/test/cli.js'),
} as const;
