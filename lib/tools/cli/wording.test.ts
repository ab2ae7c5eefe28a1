import { globSync, readFileSync } from 'node:fs';
import ts from 'typescript';
import { expect, it } from 'vitest';
import { inRoot, root } from './paths';

/** Words that a reader would stop at, each with what to write instead. */
const AVOIDED: [RegExp, string][] = [
  [/\b(some|any|every|no)body\b/i, 'someone, anyone, everyone, no one'],
  [/\bnewest\b/i, 'latest'],
  [/\baudit before\b/i, 'previous audit'],
  [/\broster\b/i, 'member list'],
  [/\be-mails?\b/i, 'email'],
  [/\boverrul(e|ed|es|ing)\b/i, 'override, set usage'],
  [/\b(take|takes|took|taken|taking) back\b/i, 'withdraw, remove the override'],
  [/\bproven\b|\bnot proved\b/i, 'verified, couldn’t verify'],
  [/\bjudge(s|d|ment)?\b|\bjudging\b/i, 'evaluate, verdict'],
  [/\bswap(s|ped)? the secret\b/i, 'rotate, switch to the new token'],
  [/\blives? on\b|\bis dead\b|\bstill alive\b|\b(is|are) gone\b/i, 'no longer listed, revoked'],
  [/\blook(s|ed)? at\b/i, 'audited, evaluated'],
  [/\bgo(es|ing)? on\b/i, 'resume, continue'],
  [/\btaken over\b/i, 'carried over'],
  [/\bstays a gap\b|\bin no (count|number|total)\b/i, 'missing from every total'],
  [/\btold to slow down\b/i, 'rate limited'],
  [/\bno(thing|ne| \w+) fits?\b/i, 'no matching keys'],
  [/\bstands? (here|in|with|there|as)\b/i, 'appears in, is listed in'],
  [/\bforget (this|the) plan\b/i, 'delete plan'],
  [/\bcan change everything\b|\bopens everything\b/i, 'full control'],
  [/\bwithout an end\b|\bhas no end\b/i, 'never expires'],
  [/\bspeaks? (for|against|of)\b|\bto be had\b|\banew\b/i, 'a plain sentence'],
];

const sources = globSync('{app,components,lib}/**/*.{ts,tsx}', { cwd: root }).filter(
  (file) => !/\.test\.tsx?$|\/testing\/|^lib\/tools\/bench\//.test(file),
);
const guides = globSync('content/**/*.mdx', { cwd: root });

it('what a person reads has none of the avoided words', () => {
  expect(sources.length).toBeGreaterThan(100);
  expect(guides.length).toBeGreaterThan(5);
  const texts = [
    ...sources.flatMap((file) => textsOf(file).map((text) => ({ file, text }))),
    ...guides.map((file) => ({ file, text: readFileSync(inRoot(file), 'utf8') })),
  ];
  const found = texts.flatMap(({ file, text }) =>
    AVOIDED.flatMap(([word, better]) => {
      const hit = word.exec(text)?.[0];
      return hit === undefined ? [] : [`${file}: “${hit}”, better: ${better}`];
    }),
  );
  expect(found).toEqual([]);
});

/** The texts of a source file that look like prose: strings with a space in them, and JSX text. */
function textsOf(file: string): string[] {
  const source = ts.createSourceFile(
    file,
    readFileSync(inRoot(file), 'utf8'),
    ts.ScriptTarget.Latest,
    true,
  );
  const texts: string[] = [];
  const visit = (node: ts.Node): void => {
    if (isNoProse(node)) return;
    if (ts.isJsxText(node) || ts.isStringLiteralLike(node) || isTemplatePart(node)) {
      if (/\S\s+\S/.test(node.text)) texts.push(node.text);
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  return texts;
}

function isTemplatePart(node: ts.Node): node is ts.TemplateLiteralLikeNode {
  return ts.isTemplateHead(node) || ts.isTemplateMiddleOrTemplateTail(node);
}

function isNoProse(node: ts.Node): boolean {
  if (ts.isTaggedTemplateExpression(node)) return node.tag.getText() === 'sql';
  if (ts.isJsxAttribute(node)) return node.name.getText() === 'className';
  return ts.isImportDeclaration(node) || ts.isLiteralTypeNode(node);
}
