import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { runTool, type Ended } from './child';
import { bins, inRoot, root } from './paths';

const stampFile = inRoot('.next/latchkey-build');

/** Folders whose files go into the production build. `files` lists single files. */
const folders = ['app', 'components', 'content', 'lib', 'public'];
const files = [
  'package-lock.json',
  'next.config.js',
  'postcss.config.js',
  'tsconfig.json',
  'proxy.ts',
  'instrumentation.ts',
  'mdx-components.tsx',
];
const notBuilt = /(\.test\.tsx?|\.md)$|^lib\/tools\//;

/**
 * Makes sure that `.next` has a production build of the current sources. Skips the build if it is up to date.
 * *Errors*: never throws. A failed build returns a code other than 0 and its output.
 */
export async function ensureBuild(show: 'inherit' | 'collect' = 'collect'): Promise<Ended> {
  const wanted = sourceHash();
  if (stamp() === wanted) return { code: 0, output: 'The build is up to date.' };
  const ended = await runTool(bins.next, ['build'], {
    show,
    env: { ...process.env, NODE_ENV: 'production' },
  });
  if (ended.code === 0) writeFileSync(stampFile, wanted);
  return ended;
}

/** Whether `ensureBuild` would skip the build. */
export function buildIsFresh(): boolean {
  return stamp() === sourceHash();
}

function stamp(): string | undefined {
  return existsSync(stampFile) ? readFileSync(stampFile, 'utf8') : undefined;
}

function sourceHash(): string {
  const hash = createHash('sha256').update(process.versions.node);
  for (const file of [...folders.flatMap(filesIn), ...files].sort()) {
    if (notBuilt.test(file) || !existsSync(inRoot(file))) continue;
    hash
      .update(file)
      .update('\0')
      .update(readFileSync(inRoot(file)))
      .update('\0');
  }
  return hash.digest('hex');
}

function filesIn(folder: string): string[] {
  if (!existsSync(inRoot(folder))) return [];
  return readdirSync(inRoot(folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) =>
      path.relative(root, path.join(entry.parentPath, entry.name)).replaceAll('\\', '/'),
    );
}
