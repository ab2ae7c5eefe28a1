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
      z.object({ name: z.string(), to: z.object({ path: z.string().optional() }).loose() }),
    ),
  })
  .parse(createRequire(import.meta.url)(inRoot('.dependency-cruiser.cjs')));
const rules = config.forbidden.map(({ name }) => name);

/** [file, what it imports, the rule that must speak up] */
const forbidden: Arrow[] = [
  ['lib/core/a.ts', '@/lib/contract/b', 'core-imports'],
  ['lib/core/a1.ts', 'node:fs', 'ring0-no-node'],
  ['lib/core/a2.ts', 'node:crypto', 'ring0-pure'],
  ['lib/organization/a.ts', '@/lib/policy/b', 'organization-imports'],
  ['lib/policy/a.ts', '@/lib/store/b', 'policy-imports'],
  ['lib/policy/a1.ts', 'pino', 'ring0-pure'],
  ['lib/replacement/a.ts', '@/lib/contract/b', 'replacement-imports'],
  ['lib/contract/a.ts', '@/lib/report/b', 'contract-imports'],
  ['lib/report/a.ts', '@/lib/store/b', 'report-imports'],
  ['lib/env.ts', '@/lib/telemetry/b', 'env-imports'],
  ['lib/telemetry/a.ts', '@/lib/store/b', 'telemetry-imports'],
  ['lib/braintrust/a.ts', '@/lib/store/b', 'braintrust-imports'],
  ['lib/store/a.ts', '@/lib/jobs/b', 'store-imports'],
  ['lib/jobs/a.ts', '@/lib/audit/b', 'jobs-imports'],
  ['lib/audit/a.ts', '@/lib/server/b', 'audit-imports'],
  ['lib/audit/a1.ts', '@/lib/auth/b', 'ring2-through-index'],
  ['lib/audit/a2.ts', 'react', 'no-next-below-server'],
  ['lib/audit/a3.ts', '@/lib/simulator/b', 'no-simulator-in-product'],
  ['lib/audit/a10.ts', '@/lib/braintrust/revoker', 'revoker-one-place'],
  ['lib/braintrust/a1.ts', './revoker', 'revoker-one-place'],
  ['lib/decisions/a.ts', '@/lib/server/b', 'decisions-imports'],
  ['lib/decisions/a1.ts', '@/lib/audit/b', 'ring2-through-index'],
  ['lib/auth/a.ts', 'next/headers', 'no-next-below-server'],
  ['lib/server/a.ts', '@/components/b', 'server-imports'],
  ['lib/client/a.ts', '@/lib/server/b', 'server-not-in-client'],
  ['lib/client/a1.ts', '@/lib/policy/b', 'client-imports'],
  ['lib/cli/a.ts', '@/app/b', 'cli-imports'],
  ['lib/cli/a1.ts', 'pg', 'vendor-store'],
  ['lib/simulator/a.ts', 'server-only', 'no-next-below-server'],
  ['lib/attic/a.ts', '@/lib/core/b', 'unknown-room'],
  ['components/keys/a.ts', '@/lib/policy/b', 'components-imports'],
  ['components/keys/a1.ts', '@/lib/store/b', 'server-not-in-client'],
  ['app/a.ts', '@/lib/store/b', 'app-through-index'],
  ['app/a1.ts', '@/lib/audit/b', 'app-through-index'],
  ['proxy.ts', '@/lib/store/b', 'proxy-imports'],
  ['instrumentation.ts', '@/components/b', 'instrumentation-imports'],
  ['lib/audit/a4.ts', 'drizzle-orm', 'vendor-store'],
  ['lib/audit/a5.ts', 'pg-boss', 'vendor-jobs'],
  ['lib/audit/a6.ts', 'undici', 'vendor-http'],
  ['lib/audit/a7.ts', 'csv-stringify', 'vendor-csv'],
  ['lib/audit/a8.ts', 'pino', 'vendor-log'],
  ['lib/server/a1.ts', 'next-auth', 'vendor-next-auth'],
  ['lib/audit/a9.ts', '@tanstack/react-query', 'vendor-react-query'],
  ['lib/server/a2.ts', '@tanstack/react-virtual', 'vendor-table'],
  ['lib/client/a2.ts', 'radix-ui', 'vendor-ui'],
  ['lib/core/circle-a.ts', './circle-b', 'no-circular'],
  ['lib/core/lost.ts', './nowhere', 'not-resolvable'],
  ...rules.flatMap(everyRoomStaysOutOfTheTests),
  ...config.forbidden.flatMap(noVendorComesToCore),
];

function noVendorComesToCore({ name, to }: (typeof config.forbidden)[number]): Arrow[] {
  const vendor =
    name.startsWith('vendor-') && /^node_modules\/\(([\w-]+)[|)]/.exec(to.path ?? '')?.[1];
  return vendor ? [[`lib/core/${name}.ts`, vendor, name]] : [];
}

function everyRoomStaysOutOfTheTests(rule: string): Arrow[] {
  const room = /^([\w-]+)-imports$/.exec(rule)?.[1];
  const isRoom = room && !['env', 'components', 'proxy', 'instrumentation'].includes(room);
  return isRoom ? [[`lib/${room}/tests.ts`, '@/e2e/b', rule]] : [];
}

const allowed: [file: string, imports: string][] = [
  ['lib/core/ok.ts', 'zod'],
  ['lib/policy/ok.ts', '@/lib/core/b'],
  ['lib/store/ok.ts', 'drizzle-orm'],
  ['lib/audit/ok.ts', '@/lib/auth'],
  ['lib/audit/ok1.ts', '@/lib/braintrust/b'],
  ['lib/revocation/ok.ts', '@/lib/braintrust/revoker'],
  ['lib/server/ok.ts', 'next/headers'],
  ['lib/client/ok.ts', '@/lib/contract/b'],
  ['components/keys/ok.ts', '@/lib/client/b'],
  ['app/ok.ts', '@/lib/audit'],
  ['app/ok1.ts', '@/lib/server/b'],
  ['lib/cli/ok.ts', '@/lib/simulator/b'],
  ['lib/audit/ok.test.ts', '@/lib/simulator/b'],
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
    ['lib/core/circle-b.ts', "import './circle-a';\nexport {};\n"],
    ['lib/audit/index.ts', 'export {};\n'],
    ['lib/auth/index.ts', 'export {};\n'],
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
