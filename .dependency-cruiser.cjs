/**
 * The arrows of the house, as errors and without an exceptions list.
 * See lib/README.md for the map in words.
 */
const ring0 = ['core', 'organization', 'policy', 'replacement', 'contract'];
const ring1 = ['report', 'env', 'telemetry', 'braintrust', 'store', 'jobs'];
const ring2 = [
  'auth',
  'audit',
  'keys',
  'members',
  'access',
  'service-tokens',
  'revocation',
  'decisions',
  'replacements',
  'activity',
  'organizations',
];
const dev = ['simulator', 'cli'];

const room = (names) => `^lib/(${names.join('|')})(/|\\.ts$)`;
const test = '\\.test\\.tsx?$|/testing/';
const builtin = { dependencyTypes: ['core'] };

/** A room may import these rooms and no other. */
function mayImport(name, allowed, { from = room([name]) } = {}) {
  return {
    name: `${name}-imports`,
    severity: 'error',
    comment: `${name} may import: ${allowed.join(', ') || 'nothing of ours'}.`,
    from: { path: from, pathNot: test },
    to: {
      path: '^(lib|components|app|content|e2e)/',
      pathNot: [from, ...(allowed.length ? [room(allowed)] : [])],
    },
  };
}

/** A vendor package has one home. */
function vendorHome(packages, homes, name) {
  return {
    name: `vendor-${name}`,
    severity: 'error',
    comment: `${packages} has its home in ${homes}.`,
    from: { path: '^(lib|components|app|proxy|instrumentation)', pathNot: [homes, test] },
    to: { path: `node_modules/(${packages})(/|$)` },
  };
}

module.exports = {
  forbidden: [
    { name: 'no-circular', severity: 'error', from: {}, to: { circular: true } },
    { name: 'not-resolvable', severity: 'error', from: {}, to: { couldNotResolve: true } },

    mayImport('core', []),
    mayImport('organization', ['core']),
    mayImport('policy', ['core', 'organization']),
    mayImport('replacement', ['core', 'organization']),
    // replacement: a plan is the same plain data in store, wire and browser; one schema says what.
    mayImport('contract', ['core', 'organization', 'replacement']),
    mayImport('report', ['core', 'organization', 'contract']),
    mayImport('env', ['core'], { from: '^lib/env\\.ts$' }),
    mayImport('telemetry', [...ring0, 'env']),
    ...['braintrust', 'store', 'jobs'].map((name) =>
      mayImport(name, [...ring0, 'env', 'telemetry']),
    ),
    ...ring2.map((name) => mayImport(name, [...ring0, ...ring1, ...ring2])),
    mayImport('server', [...ring0, ...ring1, ...ring2]),
    mayImport('client', ['core', 'contract']),
    ...dev.map((name) => mayImport(name, [...ring0, ...ring1, ...ring2, ...dev, 'server'])),

    {
      name: 'unknown-room',
      severity: 'error',
      comment: 'A room without arrows: name it at the head of this file.',
      from: {
        path: '^lib/',
        pathNot: [
          room([...ring0, ...ring1, ...ring2, ...dev, 'server', 'client']),
          '^lib/env\\.test\\.ts$',
        ],
      },
      to: {},
    },
    {
      name: 'ring0-pure',
      severity: 'error',
      comment: 'Ring 0 knows zod only: no node:*, no vendor.',
      from: { path: room(ring0), pathNot: test },
      to: {
        dependencyTypesNot: ['local', 'aliased', 'aliased-tsconfig', 'aliased-tsconfig-paths'],
        pathNot: ['node_modules/zod/', '^(lib)/'],
      },
    },
    {
      name: 'ring0-no-node',
      severity: 'error',
      from: { path: room(ring0), pathNot: test },
      to: builtin,
    },
    {
      name: 'revoker-one-place',
      severity: 'error',
      comment: 'The one write to Braintrust is in the hands of lib/revocation alone.',
      from: { pathNot: ['^lib/revocation/', '^lib/braintrust/revoker\\.test\\.ts$'] },
      to: { path: '^lib/braintrust/revoker\\.ts$' },
    },
    {
      name: 'ring2-through-index',
      severity: 'error',
      comment:
        'Another ring 2 room only through its index.ts; the types of auth/context.ts, which every ' +
        'verb takes, are let through so that auth itself may call verbs.',
      from: { path: `^lib/(${ring2.join('|')})/`, pathNot: test },
      to: {
        path: `^lib/(${ring2.join('|')})/`,
        pathNot: ['^lib/$1/', '/index\\.ts$', '^lib/auth/context\\.ts$'],
      },
    },
    {
      name: 'app-through-index',
      severity: 'error',
      comment: 'app sees server, ring 2 indexes, components, client, contract and core.',
      from: { path: '^app/' },
      to: {
        path: '^lib/',
        pathNot: [
          room(['server', 'client', 'contract', 'core', 'replacement']),
          `^lib/(${ring2.join('|')})/index\\.ts$`,
        ],
      },
    },
    {
      name: 'components-imports',
      severity: 'error',
      comment: 'components see client, contract, core, replacement and content.',
      from: { path: '^components/', pathNot: test },
      to: {
        path: '^(lib|app|e2e)/',
        pathNot: [room(['client', 'contract', 'core', 'replacement'])],
      },
    },
    {
      name: 'proxy-imports',
      severity: 'error',
      from: { path: '^proxy\\.ts$' },
      to: { path: '^(lib|components|app)/', pathNot: [room(['auth', 'core', 'contract', 'env'])] },
    },
    {
      name: 'instrumentation-imports',
      severity: 'error',
      from: { path: '^instrumentation\\.ts$' },
      to: {
        path: '^(lib|components|app)/',
        pathNot: [room(['server', ...ring0, ...ring1, ...ring2])],
      },
    },
    {
      name: 'no-next-below-server',
      severity: 'error',
      comment: 'No next, no react in rings 0 to 2 and the dev rooms.',
      from: { path: room([...ring0, ...ring1, ...ring2, ...dev]), pathNot: test },
      to: { path: 'node_modules/(next|react|react-dom|server-only)/' },
    },
    vendorHome('undici', '^lib/(braintrust|server/http)', 'http'),
    vendorHome('drizzle-orm|pg|@electric-sql', '^lib/store/', 'store'),
    vendorHome('pg-boss', '^lib/jobs/', 'jobs'),
    vendorHome('jose', '^lib/auth/', 'jose'),
    vendorHome('csv-stringify', '^lib/report/', 'csv'),
    vendorHome('pino', '^lib/telemetry/', 'log'),
    vendorHome('next-auth', '^(lib/auth/|app/api/auth/|proxy\\.ts|components/shell/)', 'next-auth'),
    vendorHome('@tanstack/react-query', '^(lib/client/|lib/server/|components/)', 'react-query'),
    vendorHome('@tanstack/react-virtual|nuqs', '^(components/|lib/client/|app/)', 'table'),
    vendorHome(
      'radix-ui|cmdk|sonner|lucide-react|next-themes|class-variance-authority|clsx|tailwind-merge',
      '^(components/|app/layout)',
      'ui',
    ),
    {
      name: 'server-not-in-client',
      severity: 'error',
      from: { path: '^(components|lib/client)/', pathNot: test },
      to: { path: room([...ring1, ...ring2, 'server']) },
    },
    {
      name: 'no-simulator-in-product',
      severity: 'error',
      from: { path: '^(app|components|lib/(?!simulator|cli))', pathNot: test },
      to: { path: room(dev) },
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
