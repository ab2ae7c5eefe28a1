import { describe, expect, test } from 'vitest';
import type { Audit, KeyRow } from '@/lib/contract';
import { renderReport } from './render-report';
import { AUDIT, batches, findingRow, keyRow, memberRow, textOf } from './testing/rows';
import { REPORT_FORMATS, type ReportFormat } from './types';

const HOSTILE = '</script>\u2028"\\\n\u0000🙂';
const keysAs = (format: ReportFormat, ...lists: KeyRow[][]) =>
  renderReport({ view: 'keys', format, audit: AUDIT, rows: batches(...lists) });

describe('JSON', () => {
  type Report = { audit: Audit; coverage: unknown; objects: unknown[] };

  test('is audit, coverage and the rows as they are on the wire', async () => {
    const first = keyRow({ name: HOSTILE });
    const second = keyRow({ id: 'key-2' });
    delete second.expires_at;
    const report = JSON.parse(await textOf(keysAs('json', [first], [], [second]))) as Report;
    expect(report).toEqual({ audit: AUDIT, coverage: AUDIT.members, objects: [first, second] });
    expect(Object.keys(report)).toEqual(['audit', 'coverage', 'objects']);
    expect(report.objects[1]).not.toHaveProperty('expires_at');
  });

  test('without rows is still whole', async () => {
    const report = JSON.parse(await textOf(keysAs('json'))) as Report;
    expect(report.objects).toEqual([]);
  });
});

describe('NDJSON', () => {
  test('is the audit on the first line, then a row a line, whatever it is called', async () => {
    const rows = [keyRow({ name: HOSTILE }), keyRow({ id: 'key-2' })];
    const text = await textOf(keysAs('ndjson', rows));
    const lines = text.split('\n');
    expect(lines.pop()).toBe('');
    expect(lines.map((line) => JSON.parse(line) as unknown)).toEqual([AUDIT, ...rows]);
  });
});

describe('table', () => {
  test('says organization, coverage and time first, and counts last', async () => {
    const lines = (await textOf(keysAs('table', [keyRow()]))).split('\n');
    expect(lines[0]).toBe(
      'Acme · 46 of 48 members audited · partial · Nov 20, 2026, 12:00 UTC · audit audit-1',
    );
    expect(lines[2]).toMatch(/^Verdict +Severity +Name +Preview +Holder/);
    expect(lines[4]).toMatch(/^replace +high +prod-ingest +sk-…abcd +anna@acme\.example +workload/);
    expect(lines.at(-2)).toBe('1 key.');
  });

  test('columns stand below each other, wide letters and long names included', async () => {
    const names = ['short', '本番サーバー', 'x'.repeat(2_000), 'é🙂', ''];
    const lines = (
      await textOf(
        keysAs(
          'table',
          names.map((name) => keyRow({ name, user_email: 'HOLDER' })),
        ),
      )
    ).split('\n');
    const rows = lines.filter((line) => line.includes('HOLDER'));
    expect(rows).toHaveLength(names.length);
    const starts = rows.map((line) => widthBefore(line, 'HOLDER'));
    expect(new Set(starts).size).toBe(1);
    expect(rows[2]).toContain(`${'x'.repeat(31)}…`);
  });

  test('a name cannot move the cursor, ring, colour, or turn the line around', async () => {
    const name = 'a\u001b[31m\r\n\u0007\u202eb\u0000';
    const text = await textOf(
      renderReport({
        view: 'keys',
        format: 'table',
        audit: { ...AUDIT, organization_name: name },
        rows: batches([keyRow({ name, user_email: name, preview_name: name })]),
      }),
    );
    expect(text.replaceAll('\n', '')).not.toMatch(/[\p{Cc}\u202e]/u);
    expect(text).toContain('a␛[31m␍␊␇\ufffdb␀');
  });

  test('members and findings have their own', async () => {
    const members = batches([memberRow({ state: 'failed', reason: 'upstream-timeout' })]);
    expect(
      await textOf(renderReport({ view: 'members', format: 'table', audit: AUDIT, rows: members })),
    ).toMatch(/anna@acme\.example +Anna Kowalska +failed +upstream-timeout/);
    const findings = batches([findingRow()]);
    expect(
      await textOf(
        renderReport({ view: 'findings', format: 'table', audit: AUDIT, rows: findings }),
      ),
    ).toMatch(/medium +old-key +key +prod-ingest +open +Created on: Jan 1, 2026/);
  });

  test('without rows says so', async () => {
    expect(await textOf(keysAs('table'))).toMatch(/\n0 keys\.\n$/);
  });
});

describe('the settings that judged', () => {
  const settings = { version: 7, source: 'strict\u001b[2J.json', exceptions: 2, used_by: 0 };
  const reportAs = (format: ReportFormat) =>
    textOf(renderReport({ view: 'keys', format, audit: AUDIT, settings, rows: batches() }));

  test('are named by JSON and NDJSON beside what was there before', async () => {
    expect(JSON.parse(await reportAs('json'))).toEqual({
      audit: AUDIT,
      coverage: AUDIT.members,
      settings,
      objects: [],
    });
    expect(JSON.parse(await reportAs('ndjson'))).toEqual({ ...AUDIT, settings });
  });

  test('are named in the head of a table, harmlessly', async () => {
    const lines = (await reportAs('table')).split('\n');
    expect(lines[1]).toBe('Settings: strict␛[2J.json, version 7, 2 accepted risks');
  });

  test('leave the columns of a CSV alone', async () => {
    const without = await textOf(keysAs('csv'));
    expect(await reportAs('csv')).toBe(without);
  });
});

/** Counts wide letters as two cells, like a terminal. */
function widthBefore(line: string, mark: string): number {
  const before = Array.from(line.slice(0, line.indexOf(mark)));
  return before.reduce((width, letter) => width + (/[\u3041-\u9fff🙂]/u.test(letter) ? 2 : 1), 0);
}

describe.each(REPORT_FORMATS)('%s is written as it is asked for', (format) => {
  test('nothing is read ahead, and stopping early closes the rows', async () => {
    let read = 0;
    let closed = false;
    async function* endless(): AsyncGenerator<KeyRow[]> {
      try {
        for (;;) {
          await Promise.resolve();
          read += 1;
          yield [keyRow()];
        }
      } finally {
        closed = true;
      }
    }
    const report = renderReport({ view: 'keys', format, audit: AUDIT, rows: endless() });
    await report.next();
    expect(read).toBe(0);
    await report.next();
    await report.next();
    expect(read).toBeLessThanOrEqual(2);
    await report.return(undefined);
    expect(closed).toBe(true);
  });

  test('an error of the rows is not swallowed', async () => {
    async function* broken(): AsyncGenerator<KeyRow[]> {
      yield [keyRow()];
      await Promise.resolve();
      throw new Error('the store is gone');
    }
    const report = renderReport({ view: 'keys', format, audit: AUDIT, rows: broken() });
    await expect(textOf(report)).rejects.toThrow('the store is gone');
  });

  test('a chunk is as large as its batch, however many there are', async () => {
    async function* many(): AsyncGenerator<KeyRow[]> {
      for (let batch = 0; batch < 200; batch += 1) {
        await Promise.resolve();
        yield Array.from({ length: 100 }, (_, index) => keyRow({ id: `key-${batch}-${index}` }));
      }
    }
    let largest = 0;
    let total = 0;
    for await (const chunk of renderReport({ view: 'keys', format, audit: AUDIT, rows: many() })) {
      largest = Math.max(largest, chunk.length);
      total += chunk.length;
    }
    expect(total).toBeGreaterThan(largest * 100);
  });
});
