import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { KeyRow } from '@/lib/contract';
import { guardFormulas } from '@/lib/domain/core';
import { renderReport } from './render-report';
import { AUDIT, batches, findingRow, keyRow, memberRow, textOf } from './testing/rows';

type CsvRecord = Record<string, string>;

const csvOf = (rows: KeyRow[], bom?: boolean) =>
  textOf(renderReport({ view: 'keys', format: 'csv', audit: AUDIT, rows: batches(rows), bom }));
const parsed = (csv: string) => parse<CsvRecord>(csv, { columns: true, record_delimiter: '\r\n' });
const recordOf = async (fields: Partial<KeyRow>): Promise<CsvRecord> => {
  const [record] = parsed(await csvOf([keyRow(fields)]));
  if (record === undefined) throw new Error('no record');
  return record;
};

describe('the columns that others rely on', () => {
  test('keys', async () => {
    expect((await csvOf([])).trimEnd()).toBe(
      'key_id,key_name,key_preview,holder_id,holder_email,holder_name,org_id,created_at,age_days,expires_at,used_by,access,projects_reached,verdict,severity,findings,recommendation,state,exception_until,first_seen_at,last_seen_at,audit_id,members_audited,members_total,workload,priority',
    );
  });

  test('members', async () => {
    const rows = batches([
      memberRow(),
      memberRow({
        state: 'blocked',
        reason: 'list-refused',
        via: null,
        keys: null,
        audited_at: null,
        given_name: null,
        family_name: null,
        email: null,
      }),
    ]);
    expect(await textOf(renderReport({ view: 'members', format: 'csv', audit: AUDIT, rows }))).toBe(
      [
        'member_id,member_email,member_name,state,reason,via,keys,access,audited_at,audit_id',
        'anna,anna@acme.example,Anna Kowalska,audited,none,token,3,unknown,2026-11-20T11:59:00.000Z,audit-1',
        'anna,unknown,unknown,blocked,list-refused,none,unknown,unknown,never,audit-1',
        '',
      ].join('\r\n'),
    );
  });

  test('findings', async () => {
    const rows = batches([findingRow()]);
    expect(
      await textOf(renderReport({ view: 'findings', format: 'csv', audit: AUDIT, rows })),
    ).toBe(
      [
        'finding_id,rule,severity,subject_type,subject_id,subject_name,evidence,state,exception_until,audit_id',
        'finding-1,old-key,medium,key,key-1,prod-ingest,Created on: 2026-01-01; Age in days: 323,open,none,audit-1',
        '',
      ].join('\r\n'),
    );
  });
});

describe('one record a key', () => {
  test('a key of which everything is known', async () => {
    expect(await recordOf({})).toEqual({
      key_id: 'key-1',
      key_name: 'prod-ingest',
      key_preview: 'sk-…abcd',
      holder_id: 'anna',
      holder_email: 'anna@acme.example',
      holder_name: 'Anna Kowalska',
      org_id: 'org-acme',
      created_at: '2026-01-01T00:00:00.000Z',
      age_days: '323',
      expires_at: '2027-01-01T00:00:00.000Z',
      used_by: 'workload',
      access: 'owner',
      projects_reached: '9',
      verdict: 'replace',
      severity: 'high',
      findings: 'workload-on-personal-key; old-key',
      recommendation: 'Replace with a project-scoped service token.',
      state: 'seen',
      exception_until: 'none',
      first_seen_at: '2026-11-01T00:00:00.000Z',
      last_seen_at: '2026-11-20T12:00:00.000Z',
      audit_id: 'audit-1',
      members_audited: '46',
      members_total: '48',
      workload: 'ingest prod',
      priority: '1',
    });
  });

  test('what is not known is the word unknown, never an empty cell', async () => {
    const record = await recordOf({
      created: null,
      expires_at: undefined,
      user_email: null,
      user_given_name: null,
      user_family_name: null,
      org_id: null,
      verdict: null,
      used_by: null,
      severity: null,
      findings: [],
      access: 'unknown',
      projects_reached: null,
      recommendation: null,
      workload: null,
      priority: null,
      state: 'not-seen',
      age_days: null,
    });
    const unknown = Object.keys(record).filter((name) => record[name] === 'unknown');
    expect(unknown).toEqual([
      'holder_email',
      'holder_name',
      'created_at',
      'age_days',
      'expires_at',
      'used_by',
      'access',
      'projects_reached',
      'verdict',
      'severity',
      'findings',
      'recommendation',
      'workload',
      'priority',
    ]);
    expect(Object.values(record)).not.toContain('');
    expect(record.org_id).toBe('none');
  });

  test('never is not unknown, and no finding is not an unknown one', async () => {
    const fields = { expires_at: null, verdict: 'ok', severity: null, findings: [] } as const;
    const record = await recordOf({ ...fields, findings: [] });
    expect(record).toMatchObject({ expires_at: 'never', severity: 'none', findings: 'none' });
  });

  test('a key that no known workload uses has none', async () => {
    expect(await recordOf({ workload: null })).toMatchObject({ workload: 'none', priority: '1' });
  });

  test('no other date than the given one, to the millisecond', async () => {
    expect((await recordOf({ created: '1970-01-01T00:00:00.001Z' })).created_at).toBe(
      '1970-01-01T00:00:00.001Z',
    );
  });
});

describe('what a spreadsheet would take for a formula is prefixed', () => {
  test.each(['=1+1', '+1', '-1', '@SUM(A1)', '\tx', '\rx', '=HYPERLINK("https://x.example";"y")'])(
    '%j',
    async (name) => {
      const record = await recordOf({ name, user_email: name, user_given_name: name });
      expect(record.key_name).toBe(`'${name}`);
      expect(record.holder_email).toBe(`'${name}`);
      expect(record.holder_name?.startsWith(`'${name}`)).toBe(true);
    },
  );

  test('also behind what another separator would take for the end of a cell', async () => {
    expect((await recordOf({ name: 'x;=1+1;y' })).key_name).toBe("x;'=1+1;y");
  });

  test('in text cells only: a number below zero stays a number', async () => {
    expect((await recordOf({ age_days: -3 })).age_days).toBe('-3');
  });

  test('what merely holds such a sign is left as it is', async () => {
    expect((await recordOf({ name: "a=b '=x" })).key_name).toBe("a=b '=x");
  });
});

describe('RFC 4180', () => {
  test('every line ends with CRLF, also the last', async () => {
    const csv = await csvOf([keyRow(), keyRow({ id: 'key-2' })]);
    expect(csv.split('\r\n')).toHaveLength(4);
    expect(csv.endsWith('\r\n')).toBe(true);
    expect(csv.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/);
  });

  test('a byte order mark when asked for, and only then', async () => {
    expect((await csvOf([], true)).startsWith('\ufeffkey_id')).toBe(true);
    expect((await csvOf([])).startsWith('key_id')).toBe(true);
  });

  test('whatever a key is called, the file reads back as it was', async () => {
    const anyName = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 60 }),
      fc.constantFrom('a"b', 'a,b', 'a\nb', 'a\rb', 'a\r\nb', '"', '\u202e', '🙂', ' x ', '', '\0'),
      fc.constant('x'.repeat(2_000)),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(anyName, { minLength: 1, maxLength: 5 }), async (names) => {
        const records = parsed(await csvOf(names.map((name) => keyRow({ name }))));
        const expected = names
          .map((name) => name.replace(/[\p{Cs}\0]/gu, '\ufffd'))
          .map(guardFormulas);
        expect(records.map((record) => record.key_name)).toEqual(expected);
      }),
      { numRuns: 200 },
    );
  });
});
