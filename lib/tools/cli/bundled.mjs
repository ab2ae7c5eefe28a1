/**
 * Runs a TypeScript file of this project: `node lib/tools/cli/bundled.mjs <file> [arguments]`.
 *
 * Bundles the file with everything it imports, because loading one file takes a tenth of the time of loading
 * hundreds. The bundle is kept below node_modules and made again when a source has changed. Bundled modules
 * that are imported with `import()` run when they are needed.
 */
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { enableCompileCache } from 'node:module';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { root } from './install.mjs';

/** As deep below the root as this folder, because `paths.ts` finds the root from its own place. */
const folder = path.join(root, 'node_modules/.cache/latchkey');
/** Packages that find files beside their own. */
const external = ['@next/env', '@playwright/test', 'typescript', 'pg-native'];

const [entry] = process.argv.splice(2, 1);
enableCompileCache(path.join(folder, 'compiled'));
await import(pathToFileURL(await bundledOrExit(entry)).href);

/** Exits with 2, because 1 means that an audit found something. */
async function bundledOrExit(file) {
  try {
    return await bundle(file);
  } catch (error) {
    console.error(`Couldn't prepare ${file} in ${folder}. ${error.message}`);
    process.exit(2);
  }
}

/** Returns the path of the bundle. */
async function bundle(file) {
  const name = path.relative(root, path.resolve(root, file)).replaceAll(path.sep, '-');
  const bundled = path.join(folder, name.replace(/\.ts$/, '.mjs'));
  const sources = `${bundled}.json`;
  if (isFresh(bundled, sources)) return bundled;
  const { build } = await import('esbuild');
  const { outputFiles, metafile } = await build({
    absWorkingDir: root,
    entryPoints: [path.resolve(root, file)],
    outfile: bundled,
    bundle: true,
    write: false,
    metafile: true,
    platform: 'node',
    format: 'esm',
    target: 'node22',
    external,
    // Some packages are CommonJS and call `require` for Node's own modules.
    banner: {
      js: "import { createRequire as requireFrom } from 'node:module'; const require = requireFrom(import.meta.url);",
    },
    logLevel: 'silent',
  });
  const inputs = Object.keys(metafile.inputs);
  mkdirSync(folder, { recursive: true });
  replaceFile(bundled, outputFiles[0].contents);
  replaceFile(sources, JSON.stringify({ inputs, hash: hashOf(inputs) }));
  return bundled;
}

/** Whether the bundle was made of the sources as they are now. */
function isFresh(bundled, sources) {
  try {
    if (!existsSync(bundled)) return false;
    const { inputs, hash } = JSON.parse(readFileSync(sources, 'utf8'));
    return hashOf(inputs) === hash;
  } catch {
    // Nothing has been bundled yet, or a source is gone.
    return false;
  }
}

/** Packages change only together with the lock file. */
function hashOf(inputs) {
  const own = inputs.filter((input) => !input.startsWith('node_modules/'));
  const hash = createHash('sha256');
  for (const input of ['package-lock.json', 'lib/tools/cli/bundled.mjs', ...own])
    hash.update(readFileSync(path.join(root, input)));
  return hash.digest('hex');
}

/** Another process that starts at the same time never reads half a file. */
function replaceFile(file, content) {
  const aside = `${file}.${process.pid}`;
  writeFileSync(aside, content);
  renameSync(aside, file);
}
