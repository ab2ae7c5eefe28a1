import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { existsSync } from 'node:fs';
import { promisify } from 'node:util';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { renderReplacements, renderReport } from './index';
import { separateCells } from './testing/separate-cells';
import {
  AUDIT,
  batches,
  findingRow,
  keyRow,
  memberRow,
  replacementKey,
  serviceTokenRow,
  textOf,
} from './testing/rows';

const FORMULAS = ['=1+1', '+1', '-1', '@SUM(1)', '＝1+1', '＋1', '－1', '＠SUM(1)'];
const BEFORE = ['', ';', '\t', '\r', '\n', '\r\n', ' ', '\u00a0', '\u3000', '\u200b', '\ufeff'];
const AROUND = [...BEFORE, 'x;', 'x\t', 'x\n', 'x ', 'x;"', ';"', ';""', '";', '"\n"', "x;'"];

/** Every formula after everything that may start a cell for some reader. */
const HOSTILE_NAMES = [
  'x;=1+1;y',
  ";=cmd|' /C calc'!A0;",
  ...AROUND.flatMap((around) => FORMULAS.map((formula) => `${around}${formula}${around}`)),
];

/** All CSV files, with the given text in every field that people or Braintrust write. */
async function filesWith(text: string[]): Promise<string[]> {
  const about = { format: 'csv', audit: AUDIT } as const;
  return Promise.all([
    textOf(renderReport({ view: 'keys', rows: batches(text.map(hostileKey)), ...about })),
    textOf(renderReport({ view: 'members', rows: batches(text.map(hostileMember)), ...about })),
    textOf(renderReport({ view: 'findings', rows: batches(text.map(hostileFinding)), ...about })),
    textOf(
      renderReport({ view: 'service-tokens', rows: batches(text.map(hostileToken)), ...about }),
    ),
    textOf(renderReplacements(batches(text.map(hostilePlan)), { bom: false })),
  ]);
}

const hostileKey = (text: string) =>
  keyRow({
    id: text,
    name: text,
    preview_name: text,
    user_id: text,
    user_email: text,
    user_given_name: text,
    user_family_name: text,
    org_id: text,
    recommendation: text,
  });
const hostileMember = (text: string) =>
  memberRow({ id: text, email: text, given_name: text, family_name: text });
const hostileFinding = (text: string) =>
  findingRow({ subject_id: text, subject_name: text, evidence: [{ label: text, value: text }] });
const hostileToken = (text: string) =>
  serviceTokenRow({
    id: text,
    name: text,
    preview_name: text,
    service_account_id: text,
    service_account_name: text,
    org_id: text,
    reach_unknown_why: text,
  });
const hostilePlan = (text: string) => {
  const { plan, key } = replacementKey();
  return replacementKey({
    plan: {
      ...plan,
      title: text,
      token_name: text,
      created_by: text,
      updated_by: text,
      assignee: text,
    },
    key: {
      ...key,
      id: text,
      name: text,
      preview: text,
      holder_id: text,
      holder_name: text,
      holder_email: text,
    },
    projects: [text, text],
    group_name: text,
    account_name: text,
    notes: text,
  });
};

/** What a spreadsheet would calculate: a sign at the start, possibly after invisible characters. */
const IS_FORMULA = /^[\s\p{Cc}\p{Cf}]*[=+\-@＝＋－＠]/u;
const formulasIn = (csv: string, separators: string): string[] =>
  separateCells(csv, separators).filter((cell) => IS_FORMULA.test(cell));

describe.each([',', ';', '\t', ' ', ',;', ',;\t', ',;\t '])(
  'opened with separators %j',
  (separators) => {
    test('no cell of any file is a formula', async () => {
      for (const file of await filesWith(HOSTILE_NAMES))
        expect(formulasIn(file, separators)).toEqual([]);
    });

    test('whatever names are made of', async () => {
      const piece = fc.constantFrom(...FORMULAS, ...AROUND, 'a', ',', '|', "'");
      const name = fc.array(piece, { maxLength: 8 }).map((pieces) => pieces.join(''));
      await fc.assert(
        fc.asyncProperty(fc.array(name, { minLength: 1, maxLength: 4 }), async (names) => {
          for (const file of await filesWith(names)) {
            expect(formulasIn(file, separators)).toEqual([]);
          }
        }),
        { numRuns: 50 },
      );
    });
  },
);

test('a number below zero is no formula that needs a prefix', async () => {
  const rows = batches([keyRow({ age_days: -3 })]);
  const csv = await textOf(renderReport({ view: 'keys', format: 'csv', audit: AUDIT, rows }));
  expect(csv).toContain(',-3,');
});

const SOFFICE = (process.env.PATH ?? '')
  .split(delimiter)
  .map((folder) => join(folder, 'soffice'))
  .find((path) => existsSync(path));

/** ASCII codes of the separators, for LibreOffice's import filter. */
const ASKED = { comma: '44', semicolon: '59' };

describe.skipIf(SOFFICE === undefined)('opened by LibreOffice', () => {
  test.each(Object.entries(ASKED))('with %s no cell is a formula', async (_, separators) => {
    const folder = await mkdtemp(join(tmpdir(), 'latchkey-csv-'));
    try {
      const files = await filesWith(HOSTILE_NAMES);
      const paths = files.map((_file, index) => join(folder, `${index}.csv`));
      await Promise.all(files.map((file, index) => writeFile(paths[index] ?? '', file)));
      await promisify(execFile)(SOFFICE ?? '', [
        `-env:UserInstallation=file://${folder}/profile`,
        '--headless',
        '--convert-to',
        'fods',
        // Separators, quote, UTF-8, first line, and "evaluate formulas" (the 10th option after these).
        `--infilter=CSV:${separators},34,76,1,,0,false,true,false,false,false,0,true`,
        '--outdir',
        folder,
        ...paths,
      ]);
      for (const path of paths) {
        const sheet = await readFile(path.replace(/csv$/, 'fods'), 'utf8');
        expect(sheet).toContain('<table:table-row');
        expect(sheet.match(/table:formula="[^"]*"/g) ?? []).toEqual([]);
      }
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  });
});
