import { expect, it } from 'vitest';
import { readMigrations } from './migrate';
import { schema, type Transaction } from './index';
import { asc, sql } from './sql';
import { describeStores } from './testing';

const OLDER = '00000000-0000-4000-8000-000000000001';
const LATEST = '00000000-0000-4000-8000-000000000002';
const FAILED = '00000000-0000-4000-8000-000000000003';
const day = (n: number) => `2026-11-0${n}T10:00:00.000Z`;

const audit = (id: string, n: number, status = 'complete', counts = 'null') =>
  `insert into audits (id, organization_id, organization_name, status, started_by, strategy_asked,
    created_at, finished_at, verdict_counts) values ('${id}', 'acme', 'Acme', '${status}', 'olivia',
    'auto', '${day(n)}', '${day(n)}', ${counts})`;

type OldKey = {
  verdict: 'replace' | 'revoke' | 'review' | 'keep' | null;
  usedBy?: string;
  findings?: readonly string[];
  severity?: string;
  says?: string;
};
const key = (auditId: string, id: string, old: OldKey) => {
  const text = (value: string | null | undefined) => (value ? `'${value}'` : 'null');
  return `insert into audit_keys (audit_id, key_id, name, preview, holder_id, expiry_kind, state,
    first_seen_at, last_seen_at, verdict, used_by, findings, severity, recommendation)
    values ('${auditId}', '${id}', 'x', 'sk-', 'u-1', 'never', '${old.verdict ? 'seen' : 'not-seen'}',
      '${day(1)}', '${day(1)}', ${text(old.verdict)}, ${text(old.usedBy)},
      '{${(old.findings ?? []).join(',')}}', ${text(old.severity)}, ${text(old.says)})`;
};
const finding = (rule: string, subject: 'key' | 'member', id: string, severity: string) =>
  `insert into audit_findings (audit_id, id, rule, severity, subject_type, subject_id, subject_name,
    evidence, state) values ('${LATEST}', '${rule} ${id}', '${rule}', '${severity}', '${subject}',
    '${id}', 'x', '[]', 'open')`;
const history = (rule: string, id: string) =>
  `insert into findings (organization_id, id, rule, subject_type, subject_id, severity, opened_at)
    values ('acme', '${rule} ${id}', '${rule}', 'key', '${id}', 'low', '${day(1)}')`;
const settings = (version: number, severalKeys: string) =>
  `insert into rule_settings (organization_id, version, settings, created_at, created_by)
    values ('acme', ${version}, '{"plan": "pro", "severalKeys": ${severalKeys}}', '${day(1)}', 'olivia')`;

const UNKNOWN = { verdict: 'review', usedBy: 'unclear', findings: ['old-key'] } as const;

const OLD_ROWS = [
  `insert into organizations (id, name, created_at) values ('acme', 'Acme', '${day(1)}')`,
  audit(OLDER, 1, 'complete', `'{"replace": 0, "revoke": 0, "review": 1, "keep": 0}'`),
  audit(LATEST, 2, 'partial', `'{"replace": 1, "revoke": 1, "review": 5, "keep": 1}'`),
  audit(FAILED, 3, 'failed'),
  key(OLDER, 'unknown', { ...UNKNOWN, severity: 'low', says: 'Review: old key.' }),
  `insert into audit_members (audit_id, member_id, position, state)
    values ('${LATEST}', 'u-1', 0, 'audited'), ('${LATEST}', 'u-2', 1, 'blocked')`,
  key(LATEST, 'replaced', {
    verdict: 'replace',
    usedBy: 'workload',
    severity: 'critical',
    says: 'Replace: x.',
  }),
  key(LATEST, 'revoked', { verdict: 'revoke', usedBy: 'unclear', severity: 'info' }),
  key(LATEST, 'unknown', {
    ...UNKNOWN,
    severity: 'high',
    says: 'Review: old key, never expires, and 1 more.',
  }),
  key(LATEST, 'old', {
    verdict: 'review',
    usedBy: 'person',
    findings: ['old-key'],
    severity: 'medium',
    says: 'Review: old key.',
  }),
  finding('old-key', 'key', 'old', 'medium'),
  key(LATEST, 'older-than-90', {
    verdict: 'review',
    usedBy: 'person',
    findings: ['old-key'],
    severity: 'low',
    says: 'Review: old key.',
  }),
  finding('old-key', 'key', 'older-than-90', 'low'),
  key(LATEST, 'owned', { verdict: 'review', usedBy: 'person', findings: ['owner-held-key'] }),
  key(LATEST, 'accepted', { verdict: 'review', usedBy: 'workload', findings: ['owner-held-key'] }),
  key(LATEST, 'kept', { verdict: 'keep', usedBy: 'unclear', says: 'Keep: no findings.' }),
  key(LATEST, 'not-seen', { verdict: null }),
  finding('several-keys-per-member', 'key', 'old', 'low'),
  finding('member-not-audited', 'member', 'u-2', 'high'),
  history('several-keys-per-member', 'old'),
  history('old-key', 'old'),
  settings(2, '{"low": 2, "medium": 5}'),
  settings(3, '{"low": 3, "medium": 5}'),
];

async function migrateOldRows(tx: Transaction): Promise<void> {
  const run = (text: string) => tx.execute(sql.raw(text));
  await run('create schema old');
  await run('set local search_path to old, public');
  const migrations = await readMigrations();
  const at = migrations.findIndex(({ tag }) => tag.endsWith('verdicts'));
  for (const { statements } of migrations.slice(0, at))
    for (const one of statements) await run(one);
  for (const row of OLD_ROWS) await run(row);
  for (const { statements } of migrations.slice(at)) for (const one of statements) await run(one);
}

describeStores('evaluations that were stored with the earlier verdicts', (current) => {
  it('have the new ones, in the order of risk, and the latest waits to be evaluated again', async () => {
    const after = await current.store.transaction(async (tx) => {
      await migrateOldRows(tx);
      const { auditKeys, auditMembers, audits, findings, ruleSettings } = schema;
      const rows = {
        keys: await tx.select().from(auditKeys).orderBy(asc(auditKeys.priority)),
        audits: await tx.select().from(audits).orderBy(asc(audits.createdAt)),
        members: await tx.select().from(auditMembers).orderBy(asc(auditMembers.memberId)),
        findings: await tx.select().from(findings),
        settings: await tx.select().from(ruleSettings).orderBy(asc(ruleSettings.version)),
      };
      await tx.execute(sql.raw('drop schema old cascade'));
      return rows;
    });
    const latest = after.keys.filter(({ auditId }) => auditId === LATEST);
    expect(latest.map(({ keyId, verdict, priority }) => [keyId, verdict, priority])).toEqual([
      ['replaced', 'replace', 1],
      ['unknown', 'ask-holder', 2],
      ['old', 'rotate', 3],
      ['older-than-90', 'ok', 4],
      ['revoked', 'revoke', 5],
      ['accepted', 'ok', 6],
      ['kept', 'ok', 7],
      ['owned', 'rotate', 8],
      ['not-seen', null, null],
    ]);
    const saying = new Map<string, string | null>();
    for (const { keyId, recommendation } of latest) saying.set(keyId, recommendation);
    expect(saying.get('replaced')).toBe('Replace: x.');
    expect(saying.get('unknown')).toBe(
      'Ask the holder what uses the key, because its usage is unknown (old key, never expires, and 1 more).',
    );
    expect(saying.get('old')).toBe(
      'Rotate the key, or sign in with bt login and revoke it: used by a person (old key).',
    );
    expect(saying.get('older-than-90')).toBe('No action needed: nothing urgent (old key).');
    expect(saying.get('kept')).toBe('No action needed: no findings.');
    const none = { replace: 0, revoke: 0, 'ask-holder': 0, rotate: 0, ok: 0 };
    expect(after.audits.map((row) => [row.verdictCounts, row.evaluationStale])).toEqual([
      [{ ...none, 'ask-holder': 1 }, false],
      [{ replace: 1, revoke: 1, 'ask-holder': 1, rotate: 2, ok: 3 }, true],
      [null, false],
    ]);
    expect(after.members.map((row) => row.findings)).toEqual([[], ['member-not-audited']]);
    expect(after.findings.map((row) => row.id)).toEqual(['old-key old']);
    expect(after.settings.map((row) => row.settings)).toEqual([
      { plan: 'pro', severalKeys: { low: 5, medium: 10 } },
      { plan: 'pro', severalKeys: { low: 3, medium: 5 } },
    ]);
  });
});
