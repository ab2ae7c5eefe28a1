import { spawnSync } from 'node:child_process';
import { parseEnv } from 'node:util';
import typescript from 'typescript';
import { beforeAll, describe, expect, it } from 'vitest';
import { parse, parseAllDocuments } from 'yaml';
import { oneLine, wellFormed } from '../text';
import { HOSTILE_NAMES } from '../testing/hostile-names';
import { swapSnippets, SNIPPET_IDS, type SnippetId, type SnippetLanguage } from '.';

const make = (id: SnippetId, name: string, variable = 'BRAINTRUST_API_KEY') => {
  const snippet = swapSnippets({
    variable,
    tokenName: name,
    projectName: name,
    apiUrl: 'https://bt.acme.test/x',
  }).find((each) => each.id === id);
  if (snippet === undefined) throw new Error(id);
  return snippet;
};
const code = (id: SnippetId, name: string, language: SnippetLanguage, at = 0) =>
  make(id, name).blocks.filter((block) => block.language === language)[at]?.code ?? '';

const python = spawnSync('python3', ['--version']).status === 0;

/**
 * The literals of each call, in order, as Python itself reads them. One process reads all, because some machines
 * need a second to start it.
 */
function pythonLiterals(sources: readonly string[]): unknown[] {
  const program = [
    'import ast, json, sys',
    'read = lambda source: [n.value for n in ast.walk(ast.parse(source)) if isinstance(n, ast.Constant)]',
    'print(json.dumps([read(source) for source in json.load(sys.stdin)]))',
  ].join('\n');
  const { stdout, stderr, status } = spawnSync('python3', ['-c', program], {
    input: JSON.stringify(sources),
    encoding: 'utf8',
  });
  expect(stderr).toBe('');
  expect(status).toBe(0);
  return JSON.parse(stdout) as unknown[];
}
let readByPython: unknown[] = [];
beforeAll(() => {
  if (!python) return;
  readByPython = pythonLiterals(HOSTILE_NAMES.map((name) => code('python', name, 'python')));
});

function typescriptLiterals(source: string): string[] {
  const { diagnostics } = typescript.transpileModule(source, { reportDiagnostics: true });
  expect(diagnostics).toEqual([]);
  const file = typescript.createSourceFile('a.ts', source, typescript.ScriptTarget.ESNext, true);
  const found: string[] = [];
  const walk = (node: typescript.Node) => {
    if (typescript.isStringLiteral(node)) found.push(node.text);
    node.forEachChild(walk);
  };
  walk(file);
  return found;
}

/** The value that a YAML parser finds at this path. Warnings fail the test. */
function yaml(source: string, ...path: (string | number)[]): unknown {
  for (const document of parseAllDocuments(source)) {
    expect([...document.errors, ...document.warnings]).toEqual([]);
  }
  return path.reduce<unknown>(
    (value, key) => (value as Record<string | number, unknown> | undefined)?.[key],
    parse(source),
  );
}
const yamlText = (...args: Parameters<typeof yaml>) => {
  const text = yaml(...args);
  if (typeof text !== 'string') throw new TypeError(`not text: ${JSON.stringify(text)}`);
  return text;
};

/** Evaluates quoted literals as GitHub does. */
const evaluateGithub = (text: string) => text.replaceAll("${{ '${{' }}", '${{');
const undouble = (text: string) => text.replaceAll('$$', '$');

describe.each(HOSTILE_NAMES)('with the name %j', (name) => {
  const shown = oneLine(name, 100);

  it.skipIf(!python)('Python parses, and reads the project by its name', () => {
    expect(readByPython[HOSTILE_NAMES.indexOf(name)]).toEqual([
      wellFormed(name),
      'BRAINTRUST_API_KEY',
    ]);
  });

  it('TypeScript parses, and reads the project by its name', () => {
    expect(typescriptLiterals(code('typescript', name, 'typescript'))).toEqual([
      'braintrust',
      wellFormed(name),
      'BRAINTRUST_API_KEY',
    ]);
  });

  it('an environment file holds two variables and nothing else', () => {
    expect(parseEnv(code('env-file', name, 'dotenv'))).toEqual({
      BRAINTRUST_API_KEY: 'paste-the-service-token-here',
      BRAINTRUST_API_URL: 'https://bt.acme.test/x',
    });
  });

  it('GitHub Actions evaluates the secret and nothing of the name', () => {
    const source = code('github-actions', name, 'yaml');
    const step = ['jobs', 'evals', 'steps', 1] as const;
    expect(Object.keys(yaml(source, ...step) ?? {})).toEqual(['name', 'run', 'env']);
    const title = yamlText(source, ...step, 'name');
    expect(evaluateGithub(title)).toBe(`Run with service token ${shown}`);
    expect(title.replaceAll("${{ '${{' }}", '')).not.toContain('${{');
    expect(yaml(source, ...step, 'env')).toEqual({
      BRAINTRUST_API_KEY: '${{ secrets.BRAINTRUST_API_KEY }}',
      BRAINTRUST_API_URL: 'https://bt.acme.test/x',
    });
  });

  it('GitLab CI expands nothing of the name', () => {
    const source = code('gitlab-ci', name, 'yaml');
    expect(Object.keys(yaml(source, 'evals') ?? {})).toEqual(['image', 'variables', 'script']);
    const text = yamlText(source, 'evals', 'variables', 'SERVICE_TOKEN_NAME');
    expect(undouble(text)).toBe(shown);
    expect(text.replaceAll('$$', '')).not.toContain('$');
  });

  it('a Kubernetes secret has a name that Kubernetes takes, and the token’s beside it', () => {
    const source = code('kubernetes', name, 'yaml');
    const secret = yamlText(source, 'metadata', 'name');
    expect(secret).toMatch(/^[a-z0-9]([a-z0-9-]*[a-z0-9])?$/);
    expect(yaml(source, 'metadata', 'annotations')).toEqual({ 'latchkey/service-token': shown });
    expect(Object.keys(yaml(source, 'stringData') ?? {})).toEqual(['BRAINTRUST_API_KEY']);
    const container = code('kubernetes', name, 'yaml', 1);
    expect(yaml(container, 'env', 0, 'valueFrom', 'secretKeyRef')).toEqual({
      name: secret,
      key: 'BRAINTRUST_API_KEY',
    });
  });

  it('Compose expands the variable and nothing of the name', () => {
    const source = code('docker-compose', name, 'yaml');
    const app = ['services', 'app'] as const;
    expect(Object.keys(yaml(source, ...app) ?? {})).toEqual(['image', 'environment', 'labels']);
    expect(undouble(yamlText(source, ...app, 'labels', 'latchkey.service-token'))).toBe(shown);
    expect(yamlText(source, ...app, 'environment', 'BRAINTRUST_API_KEY')).toMatch(
      /^\$\{BRAINTRUST_API_KEY:\?/,
    );
  });

  it('commands are read by a shell, and nothing of the name is', () => {
    const commands = SNIPPET_IDS.flatMap((id) => make(id, name).blocks)
      .filter(({ language }) => language === 'bash')
      .map(({ code }) => code);
    expect(commands.length).toBeGreaterThan(0);
    const { stderr } = spawnSync(
      'bash',
      ['-c', 'for code; do bash -n <<< "$code"; done', 'bash', ...commands],
      { encoding: 'utf8' },
    );
    expect(stderr, commands.join('\n')).toBe('');
    const annotate = code('kubernetes', name, 'bash')
      .split('\n')
      .find((line) => line.startsWith('kubectl annotate'));
    const { stdout } = spawnSync(
      'bash',
      ['--norc', '-c', `kubectl() { printf %s "\${@: -1}"; }\n${annotate ?? ''}`],
      { encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] },
    );
    expect(stdout).toBe(`latchkey/service-token=${shown}`);
  });
});

describe('the snippets', () => {
  it('are one for each place, hold no secret and name the variable', () => {
    const all = swapSnippets({
      variable: 'MY_KEY',
      tokenName: 'ci',
      projectName: null,
      apiUrl: null,
    });
    expect(all.map(({ id }) => id)).toEqual(SNIPPET_IDS);
    for (const { blocks, notes, id } of all) {
      const text = blocks.map(({ code }) => code).join('\n');
      expect(text).not.toMatch(/sk-|bt-st-|BRAINTRUST_API_URL/);
      if (id !== 'docker-compose') expect(text).toContain('MY_KEY');
      expect(notes.length).toBeGreaterThan(0);
    }
  });

  it('quote a variable that YAML would take for something else', () => {
    const source = make('kubernetes', 'ci', 'null').blocks[1]?.code ?? '';
    expect(Object.keys(yaml(source, 'stringData') ?? {})).toEqual(['null']);
    expect(make('kubernetes', 'ci', 'No').blocks[1]?.code).toContain('"No": ');
  });

  it('take a variable’s name for none that could be more than a name', () => {
    const variable = 'A; rm -rf ~';
    for (const id of SNIPPET_IDS) {
      for (const { code } of make(id, 'ci', variable).blocks) expect(code).not.toContain('rm -rf');
    }
  });
});
