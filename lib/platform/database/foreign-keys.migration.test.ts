import { expect, it } from 'vitest';
import { readMigrations } from './migrate';
import { sql } from './sql';
import { describeStores } from './testing';

const AT = '2026-11-01T10:00:00.000Z';
const LATER = '2026-11-02T10:00:00.000Z';
const uuid = (n: number) => `00000000-0000-4000-8000-00000000000${n}`;

const audit = (id: string, organization: string, at = AT) =>
  `insert into audits (id, organization_id, organization_name, status, started_by, strategy_asked,
    created_at, finished_at) values ('${id}', '${organization}', 'Acme', 'complete', 'olivia', 'auto',
    '${at}', '${at}')`;
const below = (id: string) => [
  `insert into audit_members (audit_id, member_id, position, state) values ('${id}', 'u', 0, 'audited')`,
  `insert into audit_keys (audit_id, key_id, name, preview, holder_id, expiry_kind, state,
    first_seen_at, last_seen_at) values ('${id}', 'k', 'x', 'sk-', 'u', 'never', 'seen', '${AT}', '${AT}')`,
  `insert into audit_findings (audit_id, id, rule, severity, subject_type, subject_id, subject_name,
    evidence, state) values ('${id}', 'f', 'old-key', 'low', 'key', 'k', 'x', '[]', 'open')`,
  `insert into audit_changes (audit_id, key_id, kind, name, preview, holder_id, fields)
    values ('${id}', 'k', 'new', 'x', 'sk-', 'u', '[]')`,
  `insert into audit_service_tokens (audit_id, token_id, name, preview, expiry_kind)
    values ('${id}', 't', 'x', 'bt-st-', 'never')`,
];
const decided = (organization: string, at: string) =>
  `insert into rule_settings (organization_id, version, settings, created_at, created_by)
    values ('${organization}', 2, '{}', '${at}', 'olivia')`;
const beside = (organization: string, plan: string) => [
  decided(organization, AT),
  `insert into used_by_decisions (organization_id, key_id, used_by, note, author, at)
    values ('${organization}', 'k', 'person', '', 'olivia', '${AT}')`,
  `insert into exceptions (id, organization_id, rule, scope, subject_type, subject_id, subject_name,
    reason, until, author, created_at) values ('${plan}', '${organization}', 'old-key', 'subject',
    'key', 'k', 'x', 'known', '${AT}', 'olivia', '${AT}')`,
  `insert into findings (organization_id, id, rule, subject_type, subject_id, severity, opened_at)
    values ('${organization}', 'f', 'old-key', 'key', 'k', 'low', '${AT}')`,
  `insert into organization_parts (organization_id, kind, hash, content)
    values ('${organization}', 'groups', 'h', '[]')`,
  `insert into replacements (id, organization_id, title, plan, state, stage, keys_total, keys_gone,
    revision, created_at, created_by, updated_at, updated_by, last_change) values ('${plan}',
    '${organization}', 'x', '{}', '{}', 'not-started', 1, 0, 1, '${AT}', 'o', '${AT}', 'o', 'x')`,
  `insert into replacement_keys (replacement_id, key_id, organization_id)
    values ('${plan}', 'k', '${organization}')`,
  `insert into sessions (id, organization_id, organization_name, sealed_key, created_at, expires_at,
    checked_at) values ('s-${organization}', '${organization}', 'Acme', 'x', '${AT}', '${AT}', '${AT}')`,
];
const deleted = (organization: string) =>
  `insert into activity (id, organization_id, at, actor, action, details)
    values (gen_random_uuid(), '${organization}', '${AT}', 'olivia', 'organization-data-deleted', '{}')`;
const organization = (id: string) =>
  `insert into organizations (id, name, created_at) values ('${id}', 'Acme', '${AT}')`;

/** Tables that a later migration created, so they are empty here. */
const YOUNGER = `'audit_workloads', 'revoked_keys', 'workload_assignments', 'workload_decisions'`;

describeStores('foreign keys in a database that was in use before', (current) => {
  it('delete what deletions left behind, and nothing else', async () => {
    const left = await current.store.transaction(async (tx) => {
      const run = (text: string) => tx.execute(sql.raw(text));
      await run('create schema old');
      await run('set local search_path to old, public');
      const migrations = await readMigrations();
      const at = migrations.findIndex(({ tag }) => tag.endsWith('foreign-keys'));
      for (const { statements } of migrations.slice(0, at))
        for (const one of statements) await run(one);
      const before = [
        organization('kept'),
        audit(uuid(1), 'kept'),
        ...below(uuid(1)),
        ...beside('kept', uuid(1)),
        // An organization that was deleted, but whose rows remained.
        deleted('gone'),
        audit(uuid(2), 'gone'),
        ...below(uuid(2)),
        ...beside('gone', uuid(2)),
        // Rows of an audit that no longer exists.
        ...below(uuid(3)),
        // A key of a plan that no longer exists.
        `insert into replacement_keys values ('${uuid(9)}', 'k2', 'kept')`,
        // Rows that a program stored before organizations had to be on record.
        decided('program', AT),
        deleted('program-again'),
        decided('program-again', LATER),
      ];
      for (const one of before) await run(one);
      for (const { statements } of migrations.slice(at))
        for (const one of statements) await run(one);
      const { rows } = await tx.execute<{ name: string; column: string }>(sql`
        select table_name as name, column_name as column from information_schema.columns
        where table_schema = 'old' and column_name in ('organization_id', 'audit_id')
          and table_name not in ('activity', 'activity_chains', ${sql.raw(YOUNGER)})`);
      const found: Record<string, unknown[]> = {};
      for (const { name, column } of rows) {
        const of = await tx.execute<{ of: string }>(sql`
          select ${sql.identifier(column)}::text as of from ${sql.identifier(name)} order by 1`);
        found[`${name} ${column}`] = of.rows.map((row) => row.of);
      }
      const known = await tx.execute(sql`select id, name from organizations order by id`);
      await run('drop schema old cascade');
      return { found, organizations: known.rows };
    });
    const ofAudits = Object.entries(left.found).filter(([name]) => name.endsWith(' audit_id'));
    expect(ofAudits).toHaveLength(5);
    for (const [name, ids] of ofAudits) expect([name, ids]).toEqual([name, [uuid(1)]]);
    const { 'rule_settings organization_id': settings, ...others } = Object.fromEntries(
      Object.entries(left.found).filter(([name]) => name.endsWith(' organization_id')),
    );
    expect(settings).toEqual(['kept', 'program', 'program-again']);
    expect(Object.keys(others)).toHaveLength(8);
    for (const [name, ids] of Object.entries(others)) expect([name, ids]).toEqual([name, ['kept']]);
    expect(left.organizations).toEqual([
      { id: 'kept', name: 'Acme' },
      { id: 'program', name: 'program' },
      { id: 'program-again', name: 'program-again' },
    ]);
  });

  it('are there for every column that ties a row to an organization or an audit, with an index', async () => {
    const { rows } = await current.store.db.execute<{
      name: string;
      cascades: boolean;
      indexed: boolean;
    }>(sql`
      select c.relname || '.' || a.attname as name,
        exists (select from pg_constraint f where f.conrelid = c.oid and f.contype = 'f'
          and f.confdeltype = 'c' and f.conkey = array[a.attnum]) as cascades,
        exists (select from pg_index i where i.indrelid = c.oid and i.indkey[0] = a.attnum
          and i.indpred is null) as indexed
      from pg_class c join pg_attribute a on a.attrelid = c.oid
      where c.relnamespace = 'public'::regnamespace and c.relkind = 'r'
        and a.attname in ('organization_id', 'audit_id', 'replacement_id')
        and c.relname not in ('activity', 'activity_chains')`);
    expect(rows.length).toBeGreaterThan(14);
    expect(rows.filter(({ indexed }) => !indexed)).toEqual([]);
    // No foreign key: checking these many rows took a quarter of the time to finish an audit.
    expect(rows.flatMap(({ name, cascades }) => (cascades ? [] : [name])).sort()).toEqual([
      'audit_findings.audit_id',
      'findings.organization_id',
    ]);
  });
});
