import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Audit, FindingRow, MemberRow } from '@/lib/contract';
import type { AuditReason, AuditStatus, RuleId, Severity } from '@/lib/domain/core';
import { DEFAULT_SETTINGS } from '@/lib/domain/policy';
import { EXIT, exitCodeOf } from './audit-exit';
import { parseAuditOptions } from './audit-options';

describe('arguments', () => {
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'latchkey-options-'));
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));
  const settingsFile = async (content: string | Buffer): Promise<string> => {
    const file = path.join(folder, `${String(content.length)}.json`);
    await writeFile(file, content);
    return file;
  };

  it('are what the contract says, and have its defaults', async () => {
    expect(await parseAuditOptions([])).toEqual({
      organizationName: null,
      format: 'table',
      output: null,
      failOn: null,
      strategy: 'auto',
      concurrency: null,
      settings: { ...DEFAULT_SETTINGS, exceptions: [], used_by: [], workloads: [] },
      settingsSource: 'defaults',
      acceptBlocked: new Set(),
    });
    const all = ['--org', 'acme', '--format=ndjson', '--output', 'x', '--fail-on', 'critical'];
    const more = ['--strategy', 'header', '--concurrency', '4'];
    const accepting = ['--accept-blocked', 'a', '--accept-blocked', 'b'];
    expect(await parseAuditOptions([...all, ...more, ...accepting])).toMatchObject({
      organizationName: 'acme',
      format: 'ndjson',
      output: 'x',
      failOn: 'critical',
      strategy: 'header',
      concurrency: 4,
      acceptBlocked: new Set(['a', 'b']),
    });
    expect(await parseAuditOptions(['--help', '--format', 'nonsense'])).toBe('help');
  });

  it.each([
    ['--format', 'xml'],
    ['--fail-on', 'info'],
    ['--strategy', 'magic'],
    ['--concurrency', '0'],
    ['--concurrency', '257'],
    ['--concurrency', 'many'],
    ['--output', ''],
    ['--settings', '/nowhere/at/all.json'],
  ])('%s %s is refused by name', async (name, value) => {
    const parsed = parseAuditOptions([name, value]);
    await expect(parsed).rejects.toMatchObject({
      code: 'bad-request',
      publicMessage: expect.stringContaining(name) as string,
    });
  });

  it.each([['sk-fake-key-as-a-word'], ['--format'], ['--key=sk-fake-key-as-a-word']])(
    '%s is refused, and a key in it is not repeated',
    async (word) => {
      const refusal = await parseAuditOptions([word]).then(String, String);
      expect(refusal).not.toContain('sk-fake');
      await expect(parseAuditOptions([word])).rejects.toMatchObject({ code: 'bad-request' });
    },
  );

  it('settings of a file are read, and refused by name where they make no sense', async () => {
    const good = await settingsFile('{"version":3,"oldKeyDays":{"low":1,"medium":2,"high":3}}');
    expect(await parseAuditOptions(['--settings', good])).toMatchObject({
      settingsSource: good,
      settings: { version: 3, oldKeyDays: { low: 1, medium: 2, high: 3 } },
    });
    for (const [content, named] of [
      ['{"oldKeyDays":{"low":9,"medium":2,"high":3}}', 'oldKeyDays'],
      ['{"unheardOf":1}', 'unheardOf'],
      ['not json', 'JSON'],
      ['[]', 'expected object'],
      ['{"version":2147483648}', 'version'],
    ] as const) {
      const file = await settingsFile(content);
      await expect(parseAuditOptions(['--settings', file])).rejects.toMatchObject({
        code: 'bad-request',
        publicMessage: expect.stringContaining(named) as string,
      });
    }
  });

  it.each(['utf8', 'utf16le', 'utf16be'] as const)(
    'a settings file that Notepad saved as %s is read like any other',
    async (encoding) => {
      const text = '\ufeff{\r\n  "version": 3,\r\n  "workloadWords": ["本番"]\r\n}\r\n';
      const bytes = Buffer.from(text, encoding === 'utf8' ? 'utf8' : 'utf16le');
      const file = await settingsFile(encoding === 'utf16be' ? bytes.swap16() : bytes);
      expect(await parseAuditOptions(['--settings', file])).toMatchObject({
        settings: { version: 3, workloadWords: ['本番'] },
      });
    },
  );

  it('settings without a version get one of their content, never that of the defaults', async () => {
    const versionOf = async (content: string): Promise<number> => {
      const file = await settingsFile(content);
      const options = await parseAuditOptions(['--settings', file]);
      if (options === 'help') throw new Error('That was no call for help.');
      return options.settings.version;
    };
    const version = await versionOf('{"severalKeys":{"low":3,"medium":5}}');
    expect(version).toBeGreaterThan(DEFAULT_SETTINGS.version);
    expect(version).toBeLessThan(2 ** 31);
    expect(await versionOf('{ "severalKeys": {"low": 3, "medium": 5} }\n')).toBe(version);
    expect(await versionOf('{"severalKeys":{"low":4,"medium":5}}')).not.toBe(version);
    expect(await versionOf('{"version":1,"plan":"pro"}')).toBe(1);
  });

  it('a file holds exceptions and uses of keys beside the settings', async () => {
    const exception = {
      rule: 'old-key',
      scope: 'subject',
      subject_type: 'key',
      subject_id: 'k-1',
      reason: 'known',
      until: '2027-01-01T00:00:00Z',
    };
    const use = { key_id: 'k-2', used_by: 'workload' };
    const merged = { subject: 'cron', workload_id: 'nightly', workload: 'nightly' };
    const file = await settingsFile(
      JSON.stringify({
        domains: ['Acme.example'],
        exceptions: [exception],
        used_by: [use],
        workloads: [merged],
      }),
    );
    expect(await parseAuditOptions(['--settings', file])).toMatchObject({
      settings: {
        domains: ['acme.example'],
        exceptions: [{ ...exception, until: new Date(exception.until) }],
        used_by: [{ ...use, note: '' }],
        workloads: [{ ...merged, author: 'settings file' }],
      },
    });
  });

  it.each([
    ['{"exceptions":[{"rule":"old-key"}]}', 'exceptions[0].scope'],
    ['{"used_by":[{"key_id":"k","used_by":"unclear"}]}', 'used_by[0].used_by'],
    [`{"vagueWords":["a\\u0000b"]}`, 'vagueWords[0]'],
    ['{"switchedOff":{"old-key":""}}', 'Enter a reason'],
  ])('%s is refused, by name', async (content, sentence) => {
    await expect(
      parseAuditOptions(['--settings', await settingsFile(content)]),
    ).rejects.toMatchObject({
      code: 'bad-request',
      publicMessage: expect.stringContaining(sentence) as string,
    });
  });
});

describe('exit codes', () => {
  const of = (
    status: AuditStatus,
    reason: AuditReason | null,
    parts: {
      states?: MemberRow['state'][];
      findings?: [RuleId, Severity, FindingRow['state']?][];
    } = {},
  ) => ({
    audit: { status, reason } as Audit,
    members: (parts.states ?? ['audited']).map((state, index) => ({
      id: `m${String(index)}`,
      state,
    })) as MemberRow[],
    findings: (parts.findings ?? []).map(([rule, severity, state = 'open']) => ({
      rule,
      severity,
      state,
    })) as FindingRow[],
  });
  const none = { failOn: null, acceptBlocked: new Set<string>() };
  const low = { failOn: 'low' as const, acceptBlocked: new Set<string>() };
  const accepting = { failOn: 'low' as const, acceptBlocked: new Set(['m1']) };
  const old: [RuleId, Severity][] = [['old-key', 'medium']];

  it.each([
    ['complete', of('complete', null), low, EXIT.done],
    ['findings, not asked about', of('complete', null, { findings: old }), none, EXIT.done],
    ['findings', of('complete', null, { findings: old }), low, EXIT.findings],
    [
      'findings below the bar',
      of('complete', null, { findings: old }),
      { ...low, failOn: 'high' as const },
      EXIT.done,
    ],
    [
      'findings whose risk was accepted',
      of('complete', null, { findings: [['old-key', 'critical', 'excepted']] }),
      low,
      EXIT.done,
    ],
    [
      'member-not-audited is no finding',
      of('partial', 'members-missing', {
        states: ['audited', 'blocked'],
        findings: [['member-not-audited', 'high']],
      }),
      accepting,
      EXIT.done,
    ],
    [
      '3 before 1',
      of('partial', 'members-missing', { states: ['audited', 'blocked'], findings: old }),
      low,
      EXIT.incomplete,
    ],
    [
      'accepted, then 1',
      of('partial', 'members-missing', { states: ['audited', 'blocked'], findings: old }),
      accepting,
      EXIT.findings,
    ],
    [
      'a failed member cannot be accepted',
      of('partial', 'members-missing', { states: ['audited', 'failed'] }),
      accepting,
      EXIT.incomplete,
    ],
    [
      'accepting one does not accept another',
      of('partial', 'members-missing', { states: ['blocked', 'blocked'] }),
      accepting,
      EXIT.incomplete,
    ],
    ['not confirmed', of('partial', 'not-confirmed'), none, EXIT.incomplete],
    ['a roster unread at the end', of('partial', 'roster-unreadable'), none, EXIT.incomplete],
    ['failed', of('failed', 'upstream-unreachable'), none, EXIT.incomplete],
    ['cancelled', of('cancelled', 'cancelled'), none, EXIT.incomplete],
    [
      '2 before 3',
      of('failed', 'not-an-owner', { states: ['pending'], findings: old }),
      low,
      EXIT.wrongUse,
    ],
  ])('%s', (_name, result, options, code) => {
    expect(exitCodeOf(result, options)).toBe(code);
  });
});
