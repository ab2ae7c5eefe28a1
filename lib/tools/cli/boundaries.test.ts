import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { bins, inRoot } from './paths';

type Arrow = [file: string, imports: string, rule: string];

const config = z
  .object({
    forbidden: z.array(
      z.object({
        name: z.string(),
        from: z.object({ path: z.string().optional() }).loose(),
        to: z.object({ path: z.string().optional() }).loose(),
      }),
    ),
  })
  .parse(createRequire(import.meta.url)(inRoot('.dependency-cruiser.cjs')));
const rules = config.forbidden.map(({ name }) => name);
type Rule = (typeof config.forbidden)[number];

/** [file, its import, the rule that must report it] */
const forbidden: Arrow[] = [
  ['lib/domain/core/a1.ts', 'node:fs', 'domain-no-node'],
  ['lib/domain/policy/a1.ts', 'pino', 'domain-pure'],
  ['lib/contract/a1.ts', 'pino', 'domain-pure'],
  ['lib/domain/guides/a1.ts', '@/lib/domain/replacement-plan/b', 'guides-imports'],
  ['lib/contract/a2.ts', '@/lib/platform/files/b', 'contract-imports'],
  ['lib/platform/database/a1.ts', '@/lib/platform/queue/b', 'database-imports'],
  ['lib/platform/queue/a1.ts', '@/lib/features/audits/b', 'queue-imports'],
  ['lib/features/context.ts', '@/lib/features/sessions', 'context-imports'],
  ['lib/features/audits/run/a1.ts', '@/lib/features/rules', 'audits-imports'],
  ['lib/features/audits/run/a2.ts', '@/lib/features/sessions/b', 'feature-through-index'],
  ['lib/features/audits/run/a3.ts', 'react', 'no-next-below-server'],
  ['lib/features/audits/run/a4.ts', '@/lib/tools/simulator/b', 'no-tools-in-product'],
  ['lib/features/audits/run/a5.ts', '@/lib/platform/braintrust/revoker', 'revoker-one-place'],
  ['lib/platform/braintrust/a1.ts', './revoker', 'revoker-one-place'],
  ['lib/features/sessions/a1.ts', 'next/headers', 'no-next-below-server'],
  ['lib/tools/cli/a1.ts', '@/app/b', 'tools-imports'],
  ['lib/tools/cli/a2.ts', 'pg', 'package-database'],
  ['lib/tools/simulator/a1.ts', 'server-only', 'no-next-below-server'],
  ['lib/tools/cli/a3.ts', 'csv-parse', 'no-dev-packages'],
  ['lib/attic/a1.ts', '@/lib/domain/core/b', 'unknown-folder'],
  ['lib/client/a1.ts', '@/lib/domain/policy/b', 'client-imports'],
  ['components/keys/a1.ts', '@/lib/domain/policy/b', 'components-imports'],
  ['components/keys/a2.ts', '@/lib/server/b', 'components-imports'],
  ['components/keys/a3.ts', '@/components/members/b', 'screen-imports-screen'],
  ['components/status/a1.ts', '@/components/members/b', 'screen-imports-screen'],
  ['app/a1.ts', '@/lib/platform/database/b', 'app-imports'],
  ['app/a2.ts', '@/lib/features/audits/b', 'app-imports'],
  ['proxy.ts', '@/lib/platform/database/b', 'proxy-imports'],
  ['instrumentation.ts', '@/components/b', 'instrumentation-imports'],
  ['lib/domain/core/circle-a.ts', './circle-b', 'no-circular'],
  ['lib/domain/core/lost.ts', './nowhere', 'not-resolvable'],
  ...config.forbidden.flatMap(everyFolderStaysOutOfTheTests),
  ...config.forbidden.flatMap(noPackageComesToCore),
];

function noPackageComesToCore({ name, to }: Rule): Arrow[] {
  const imported =
    name.startsWith('package-') && /^node_modules\/\(([@\w/-]+)[|)]/.exec(to.path ?? '')?.[1];
  return imported ? [[`lib/domain/core/${name}.ts`, imported, name]] : [];
}

/** For a rule `<folder>-imports`: code in that folder must not import from `e2e`. */
function everyFolderStaysOutOfTheTests({ name, from }: Rule): Arrow[] {
  const folder = /^\^(lib\/[\w/-]+\/)$/.exec(from.path ?? '')?.[1];
  return name.endsWith('-imports') && folder ? [[`${folder}tests.ts`, '@/e2e/b', name]] : [];
}

const allowed: [file: string, imports: string][] = [
  ['lib/domain/core/ok.ts', 'zod'],
  ['lib/domain/policy/ok.ts', '@/lib/domain/core/b'],
  ['lib/platform/database/ok.ts', 'drizzle-orm'],
  ['lib/features/audits/ok.ts', '@/lib/features/sessions'],
  ['lib/features/audits/ok1.ts', '@/lib/platform/braintrust/b'],
  ['lib/features/audits/read/ok.ts', '../run/b'],
  ['lib/features/revocation/ok.ts', '@/lib/platform/braintrust/revoker'],
  ['lib/server/ok.ts', 'next/headers'],
  ['lib/client/ok.ts', '@/lib/contract/b'],
  ['components/keys/ok.ts', '@/lib/client/b'],
  ['components/keys/ok1.ts', '@/components/status/b'],
  ['app/ok.ts', '@/lib/features/audits'],
  ['app/ok1.ts', '@/lib/server/b'],
  ['lib/tools/cli/ok.ts', '@/lib/tools/simulator/b'],
  ['lib/tools/bench/ok.ts', '@playwright/test'],
  ['lib/features/audits/ok.test.ts', '@/lib/tools/simulator/b'],
];

const report = z.object({
  summary: z.object({
    violations: z.array(z.object({ from: z.string(), rule: z.object({ name: z.string() }) })),
  }),
});

let house: string;
let broken: Set<string>;
let suspects: Set<string>;

beforeAll(() => {
  house = mkdtempSync(path.join(tmpdir(), 'latchkey-boundaries-'));
  for (const file of ['.dependency-cruiser.cjs', 'tsconfig.json', 'package.json']) {
    cpSync(inRoot(file), path.join(house, file));
  }
  symlinkSync(inRoot('node_modules'), path.join(house, 'node_modules'));
  const sources = new Map<string, string>([
    ['lib/domain/core/circle-b.ts', "import './circle-a';\nexport {};\n"],
    ['lib/features/audits/index.ts', 'export {};\n'],
    ['lib/features/sessions/index.ts', 'export {};\n'],
    ['lib/features/rules/index.ts', 'export {};\n'],
    ['lib/features/audits/run/b.ts', 'export {};\n'],
  ]);
  for (const [file, imports] of [...forbidden, ...allowed]) {
    if (imports.startsWith('@/') && !sources.has(`${imports.slice(2)}/index.ts`)) {
      sources.set(`${imports.slice(2)}.ts`, 'export {};\n');
    }
    sources.set(file, `import '${imports}';\nexport {};\n`);
  }
  for (const [file, text] of sources) {
    mkdirSync(path.join(house, path.dirname(file)), { recursive: true });
    writeFileSync(path.join(house, file), text);
  }
  const roots = ['app', 'components', 'lib', 'proxy.ts', 'instrumentation.ts'];
  const cruise = spawnSync(process.execPath, [bins.depcruise, '--output-type', 'json', ...roots], {
    cwd: house,
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
  });
  const { violations } = report.parse(JSON.parse(cruise.stdout)).summary;
  broken = new Set(violations.map(({ from, rule }) => `${from} ${rule.name}`));
  suspects = new Set(violations.map(({ from }) => from));
});

afterAll(() => {
  rmSync(house, { recursive: true, force: true });
});

describe('an arrow that the house forbids is an error', () => {
  it.each(forbidden)('%s → %s', (file, _imports, rule) => {
    expect(broken).toContain(`${file} ${rule}`);
  });
});

describe('an arrow that the house allows is none', () => {
  it.each(allowed)('%s → %s', (file) => {
    expect(suspects).not.toContain(file);
  });
});

it('every rule is proven by a violation', () => {
  const proven = new Set(forbidden.map(([, , rule]) => rule));
  expect(rules.filter((name) => !proven.has(name))).toEqual([]);
});
