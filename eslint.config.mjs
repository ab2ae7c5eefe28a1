import js from '@eslint/js';
import reactHooks from 'eslint-plugin-react-hooks';
import tseslint from 'typescript-eslint';

/** A handler that ignores its error needs a comment that says why. */
const noSwallowedErrors = {
  create: (context) => {
    const check = (handler, parameter) => {
      // An unused parameter is for no-unused-vars to report, unless its name says that it's unused.
      if (parameter && !parameter.name?.startsWith('_')) return;
      if (context.sourceCode.getCommentsInside(handler).length > 0) return;
      const message = 'A swallowed error: use it, let it rise, or say in a comment why not.';
      context.report({ node: handler, message });
    };
    return {
      CatchClause: (clause) => check(clause, clause.param),
      CallExpression: ({ callee, arguments: [first, second] }) => {
        const handler = { catch: first, then: second }[callee.property?.name];
        if (handler?.params) check(handler, handler.params[0]);
      },
    };
  },
};
const swallowedErrors = [
  ...[
    'CatchClause ReturnStatement > ArrayExpression[elements.length=0]',
    "CallExpression[callee.property.name='catch'] > ArrowFunctionExpression > ArrayExpression[elements.length=0].body",
  ].map((selector) => ({ selector, message: 'An empty list claims that there is nothing.' })),
  {
    selector:
      "AwaitExpression > CallExpression[callee.property.name='allSettled'] > ArrayExpression[elements.length=1] > :not(SpreadElement)",
    message: 'Use try and catch for one promise.',
  },
];

/** The production build copies a module into several bundles, each with its own classes and state. */
const unbrandedErrors = [
  {
    selector: ':matches(ClassDeclaration, ClassExpression)[superClass.name=/Error$/]',
    message: "instanceof fails between bundles: extend brandedError('Name') of lib/domain/core.",
  },
];
/** Of react-hook-form 7. Tests run without the React Compiler, so only production would show the fault. */
const notCompilable = [
  {
    selector:
      ':matches(MemberExpression > Identifier.property, ObjectPattern > Property > Identifier.key)[name=/^(formState|register)$/]',
    message:
      'The React Compiler keeps its first result: use useFormState, useWatch, or useController.',
  },
];
const notReadonly = ':not([id.typeAnnotation.typeAnnotation.typeName.name=/^Readonly/])';
const stateOfABundle = ['Program', 'Program > ExportNamedDeclaration']
  .map((parent) => `${parent} > VariableDeclaration`)
  .flatMap((variable) => [
    `${variable}[kind="let"]`,
    `${variable} > VariableDeclarator${notReadonly} > NewExpression[callee.name=/^(Map|Set)$/][arguments.length=0].init`,
    `${variable} > VariableDeclarator > ArrayExpression[elements.length=0].init`,
  ])
  .map((selector) => ({
    selector,
    message: 'Every bundle has its own copy of this state: use perProcess() of lib/domain/core.',
  }));

export default tseslint.config(
  { linterOptions: { reportUnusedDisableDirectives: 'error' } },
  {
    ignores: ['.next/', 'node_modules/', 'next-env.d.ts', '.data*/', '**/*.mdx'],
  },
  js.configs.recommended,
  {
    files: ['**/*.{ts,tsx}'],
    extends: [tseslint.configs.strictTypeChecked, tseslint.configs.stylisticTypeChecked],
    languageOptions: {
      parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname },
    },
    plugins: { latchkey: { rules: { 'no-swallowed-errors': noSwallowedErrors } } },
    rules: {
      'latchkey/no-swallowed-errors': 'error',
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      '@typescript-eslint/consistent-type-definitions': 'off',
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
      '@typescript-eslint/only-throw-error': ['error', { allowThrowingUnknown: true }],
      '@typescript-eslint/no-unused-vars': [
        'error',
        { argsIgnorePattern: '^_', varsIgnorePattern: '^_' },
      ],
      '@typescript-eslint/switch-exhaustiveness-check': 'error',
      '@typescript-eslint/no-misused-promises': [
        'error',
        { checksVoidReturn: { attributes: false } },
      ],
      'no-restricted-syntax': ['error', ...swallowedErrors, ...unbrandedErrors],
      'max-lines': ['error', { max: 400 }],
    },
  },
  {
    files: ['lib/**/*.ts', 'app/**/*.{ts,tsx}', 'components/**/*.{ts,tsx}'],
    ignores: ['lib/platform/config/env.ts', 'lib/tools/**', '**/*.test.{ts,tsx}', '**/testing/**'],
    rules: {
      'no-restricted-properties': [
        'error',
        {
          object: 'process',
          property: 'env',
          message: 'lib/platform/config/env.ts is the only reader of the environment.',
        },
      ],
    },
  },
  {
    files: ['{lib,app,components}/**/*.{ts,tsx}'],
    ignores: ['**/*.test.{ts,tsx}', '**/testing/**'],
    rules: {
      // Aim for 50; a factory of closures or a page of JSX may take twice that.
      'max-lines-per-function': ['error', { max: 100, skipBlankLines: true, skipComments: true }],
    },
  },
  {
    files: ['lib/**/*.ts', 'proxy.ts', 'instrumentation.ts'],
    // Browser code, commands and the database's thread run in one bundle, or unbundled.
    ignores: [
      'lib/{client,tools}/**',
      'lib/platform/database/embedded/worker.ts',
      '**/*.test.ts',
      '**/testing/**',
    ],
    rules: {
      'no-restricted-syntax': ['error', ...swallowedErrors, ...unbrandedErrors, ...stateOfABundle],
    },
  },
  {
    files: ['lib/{domain,contract}/**/*.ts'],
    ignores: ['**/*.test.ts', '**/testing/**'],
    rules: {
      'no-restricted-globals': ['error', 'process', 'fetch', 'setTimeout', 'setInterval', 'crypto'],
      'no-restricted-properties': [
        'error',
        {
          object: 'Date',
          property: 'now',
          message: 'domain/ and contract/ must be deterministic: pass now.',
        },
        {
          object: 'Math',
          property: 'random',
          message: 'domain/ and contract/ must be deterministic: pass a random source.',
        },
      ],
      'no-restricted-syntax': [
        'error',
        ...swallowedErrors,
        ...unbrandedErrors,
        ...stateOfABundle,
        {
          selector: "NewExpression[callee.name='Date'][arguments.length=0]",
          message: 'domain/ and contract/ must be deterministic: pass now.',
        },
      ],
    },
  },
  {
    files: ['components/**/*.{ts,tsx}', 'app/**/*.tsx', 'lib/client/**/*.{ts,tsx}'],
    plugins: { 'react-hooks': reactHooks },
    rules: {
      ...reactHooks.configs.recommended.rules,
      'no-restricted-syntax': ['error', ...swallowedErrors, ...unbrandedErrors, ...notCompilable],
    },
  },
  {
    files: ['components/**/*.tsx', 'app/**/*.tsx'],
    ignores: ['components/ui/link.tsx'],
    rules: {
      'no-restricted-imports': [
        'error',
        { name: 'next/link', message: 'Use components/ui/link: it fetches ahead only on intent.' },
      ],
    },
  },
  {
    files: ['**/*.test.{ts,tsx}', 'e2e/**/*.ts'],
    rules: {
      '@typescript-eslint/no-non-null-assertion': 'off',
      '@typescript-eslint/no-unsafe-assignment': 'off',
      '@typescript-eslint/no-unsafe-member-access': 'off',
      '@typescript-eslint/no-unsafe-argument': 'off',
    },
  },
  {
    files: ['**/*.{js,mjs,cjs}'],
    languageOptions: {
      globals: {
        process: 'readonly',
        console: 'readonly',
        module: 'readonly',
        URL: 'readonly',
        setTimeout: 'readonly',
        clearTimeout: 'readonly',
        fetch: 'readonly',
        AbortSignal: 'readonly',
        Buffer: 'readonly',
        performance: 'readonly',
      },
    },
  },
);
