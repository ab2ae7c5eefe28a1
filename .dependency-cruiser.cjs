/**
 * Which folder may import which, as errors and without an exceptions list. lib/README.md shows the
 * same layers in words; tools/cli/boundaries.test.ts proves each rule by a violation.
 */
const test = '\\.test\\.tsx?$|/testing/';

/** Each folder of `domain/` with the ones below it. */
const domain = {
  core: [],
  organization: ['core'],
  policy: ['core', 'organization'],
  guides: ['core'],
  'replacement-plan': ['core', 'organization', 'guides'],
};
const platform = ['braintrust', 'config', 'database', 'files', 'log', 'queue', 'sealing'];
/** Each feature with the features that it uses, so that there are no cycles. */
const features = {
  activity: [],
  organizations: ['activity'],
  sessions: ['activity', 'organizations'],
  audits: ['activity', 'organizations', 'sessions'],
  members: ['audits'],
  'service-tokens': ['audits'],
  rules: ['activity', 'organizations', 'audits'],
  revocation: ['activity', 'organizations', 'sessions', 'audits'],
  replacements: ['activity', 'organizations', 'audits', 'revocation'],
  keys: ['audits', 'replacements', 'revocation'],
  workloads: ['activity', 'organizations', 'audits', 'keys', 'replacements', 'revocation'],
  'next-steps': ['audits', 'replacements', 'workloads'],
};
/** Components that several screens use; every other folder of `components/` is a screen. */
const blocks = [
  'ui',
  'table',
  'form',
  'status',
  'shell',
  'findings',
  'access',
  'decisions',
  'revocation',
];

const oneOf = (names) => `(${names.join('|')})`;
const inDomain = (names) => names.map((name) => `^lib/domain/${name}/`);
const inPlatform = (names) => names.map((name) => `^lib/platform/${name}/`);
const inFeatures = (names) => names.map((name) => `^lib/features/${name}/`);
const context = '^lib/features/context\\.ts$';

/** The folder at `from` imports itself and what `allowed` matches, nothing else of ours. */
function mayImport(name, from, allowed) {
  return {
    name: `${name}-imports`,
    severity: 'error',
    from: { path: from, pathNot: test },
    to: { path: '^(lib|components|app|content|e2e)/', pathNot: [from, ...allowed] },
  };
}

/** A package has one home. */
function packageHome(name, packages, homes) {
  return {
    name: `package-${name}`,
    severity: 'error',
    comment: `${packages} may be imported from ${homes} only.`,
    from: { path: '^(lib|components|app|proxy|instrumentation)', pathNot: [homes, test] },
    to: { path: `node_modules/(${packages})(/|$)` },
  };
}

module.exports = {
  forbidden: [
    { name: 'no-circular', severity: 'error', from: {}, to: { circular: true } },
    { name: 'not-resolvable', severity: 'error', from: {}, to: { couldNotResolve: true } },

    ...Object.entries(domain).map(([name, below]) =>
      mayImport(name, `^lib/domain/${name}/`, inDomain(below)),
    ),
    mayImport('contract', '^lib/contract/', ['^lib/domain/']),
    mayImport('config', '^lib/platform/config/', ['^lib/domain/']),
    mayImport('log', '^lib/platform/log/', ['^lib/domain/', '^lib/platform/config/']),
    ...platform
      .filter((name) => !['config', 'log', 'queue'].includes(name))
      .map((name) =>
        mayImport(name, `^lib/platform/${name}/`, [
          '^lib/domain/',
          '^lib/contract/',
          ...inPlatform(['config', 'log']),
        ]),
      ),
    // Jobs are rows of the same database, sent in the transaction of what they belong to.
    mayImport('queue', '^lib/platform/queue/', [
      '^lib/domain/',
      '^lib/contract/',
      ...inPlatform(['config', 'log', 'database']),
    ]),
    ...Object.entries(features).map(([name, below]) =>
      mayImport(name, `^lib/features/${name}/`, [
        '^lib/domain/',
        '^lib/contract/',
        '^lib/platform/',
        context,
        ...inFeatures(below),
      ]),
    ),
    mayImport('context', context, ['^lib/domain/', '^lib/platform/']),
    mayImport('server', '^lib/server/', [
      '^lib/domain/',
      '^lib/contract/',
      '^lib/platform/',
      '^lib/features/',
    ]),
    mayImport('client', '^lib/client/', ['^lib/contract/', ...inDomain(['core'])]),
    mayImport('tools', '^lib/tools/', ['^lib/']),
    {
      name: 'unknown-folder',
      severity: 'error',
      comment: 'A folder of lib without a rule: name it at the head of this file.',
      from: {
        path: '^lib/',
        pathNot: [
          `^lib/domain/${oneOf(Object.keys(domain))}/`,
          `^lib/platform/${oneOf(platform)}/`,
          `^lib/features/${oneOf(Object.keys(features))}/`,
          context,
          '^lib/(contract|server|client|tools)/',
        ],
      },
      to: {},
    },
    {
      name: 'domain-pure',
      severity: 'error',
      comment: 'domain and contract know zod and no other package.',
      from: { path: '^lib/(domain|contract)/', pathNot: test },
      to: {
        dependencyTypesNot: ['local', 'aliased', 'aliased-tsconfig', 'aliased-tsconfig-paths'],
        pathNot: ['node_modules/zod/', '^lib/'],
      },
    },
    {
      name: 'domain-no-node',
      severity: 'error',
      from: { path: '^lib/(domain|contract)/', pathNot: test },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'revoker-one-place',
      severity: 'error',
      comment: 'Only features/revocation may write to Braintrust.',
      from: {
        pathNot: ['^lib/features/revocation/', '^lib/platform/braintrust/revoker\\.test\\.ts$'],
      },
      to: { path: '^lib/platform/braintrust/revoker\\.ts$' },
    },
    {
      name: 'feature-through-index',
      severity: 'error',
      comment: 'One feature uses another through its index.ts only.',
      from: { path: `^lib/features/${oneOf(Object.keys(features))}/`, pathNot: test },
      to: { path: '^lib/features/', pathNot: ['^lib/features/$1/', '/index\\.ts$', context] },
    },
    {
      name: 'app-imports',
      severity: 'error',
      comment: 'app uses features through their index.ts only, and never the platform.',
      from: { path: '^app/' },
      to: {
        path: '^lib/',
        pathNot: [
          '^lib/(server|client|contract)/',
          ...inDomain(['core', 'guides', 'replacement-plan']),
          '^lib/features/[^/]+/index\\.ts$',
        ],
      },
    },
    {
      name: 'components-imports',
      severity: 'error',
      from: { path: '^components/', pathNot: test },
      to: {
        path: '^(lib|app|e2e)/',
        pathNot: ['^lib/(client|contract)/', ...inDomain(['core', 'guides', 'replacement-plan'])],
      },
    },
    {
      name: 'screen-imports-screen',
      severity: 'error',
      comment: 'A screen imports building blocks, never another screen.',
      from: { path: '^components/([^/]+)/' },
      to: { path: '^components/', pathNot: ['^components/$1/', `^components/${oneOf(blocks)}/`] },
    },
    {
      name: 'proxy-imports',
      severity: 'error',
      from: { path: '^proxy\\.ts$' },
      to: {
        path: '^(lib|components|app)/',
        pathNot: [
          '^lib/features/sessions/',
          '^lib/(contract|domain/core|platform/config)/',
          '^lib/server/problem\\.ts$',
        ],
      },
    },
    {
      name: 'instrumentation-imports',
      severity: 'error',
      from: { path: '^instrumentation\\.ts$' },
      to: { path: '^(lib|components|app)/', pathNot: ['^lib/server/'] },
    },
    {
      name: 'no-next-below-server',
      severity: 'error',
      comment: 'Nothing below server and client knows Next or React.',
      from: { path: '^lib/(domain|contract|platform|features|tools)/', pathNot: test },
      to: { path: 'node_modules/(next|react|react-dom|server-only)/' },
    },
    packageHome('http', 'undici', '^lib/(platform/braintrust|server/http)'),
    packageHome('database', 'drizzle-orm|pg|@electric-sql', '^lib/platform/database/'),
    packageHome('queue', 'pg-boss', '^lib/platform/queue/'),
    packageHome('jose', 'jose', '^lib/platform/sealing/'),
    packageHome('csv', 'csv-stringify', '^lib/platform/files/'),
    packageHome('log', 'pino', '^lib/platform/log/'),
    packageHome(
      'next-auth',
      'next-auth',
      '^(lib/features/sessions/|app/api/auth/|proxy\\.ts|components/shell/)',
    ),
    packageHome('react-query', '@tanstack/react-query', '^(lib/client/|lib/server/|components/)'),
    packageHome('table', '@tanstack/react-virtual|nuqs', '^(components/|lib/client/|app/)'),
    packageHome(
      'ui',
      'radix-ui|cmdk|sonner|lucide-react|next-themes|class-variance-authority|clsx|tailwind-merge',
      '^(components/|app/layout)',
    ),
    packageHome('forms', 'react-hook-form', '^components/'),
    {
      name: 'no-tools-in-product',
      severity: 'error',
      from: { path: '^(app|components|lib/(?!tools/))', pathNot: test },
      to: { path: '^lib/tools/' },
    },
    {
      name: 'no-dev-packages',
      severity: 'error',
      comment: 'npm start, the demo and the command line run without the packages for development.',
      from: {
        path: '^(app|components|lib|proxy\\.ts|instrumentation)',
        pathNot: [test, '^lib/tools/(bench|cli/suites)/', '\\.config\\.ts$'],
      },
      to: { dependencyTypes: ['npm-dev'], dependencyTypesNot: ['type-only'] },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^\\.next/' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
      extensions: ['.ts', '.tsx', '.mjs', '.js', '.json', '.d.ts'],
    },
  },
};
