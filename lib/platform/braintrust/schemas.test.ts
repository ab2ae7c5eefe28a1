import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import * as schemas from './schemas';
import { readDate, unreadableDate } from './text';

type Node = {
  $ref?: string;
  type?: string;
  format?: string;
  nullable?: boolean;
  enum?: unknown[];
  anyOf?: Node[];
  allOf?: Node[];
  items?: Node;
  properties?: Record<string, Node>;
  required?: string[];
};
type Spec = { components: { schemas: Record<string, Node> } };

const spec = JSON.parse(readFileSync(new URL('openapi.json', import.meta.url), 'utf8')) as Spec;

/** Values that the spec allows, every variant of every field among them. */
function samplesOf(node: Node): unknown[] {
  if (node.nullable === true) return [null, ...samplesOf({ ...node, nullable: false })];
  if (node.$ref) return samplesOf(spec.components.schemas[node.$ref.split('/').at(-1) ?? ''] ?? {});
  if (node.anyOf) return node.anyOf.flatMap(samplesOf);
  if (node.allOf) return node.allOf.flatMap(samplesOf);
  if (node.enum) return node.enum;
  if (node.type === 'array') return [[], samplesOf(node.items ?? {})];
  if (node.type === 'object') return objectsOf(node);
  if (node.type === 'boolean') return [true, false];
  if (node.type === 'number' || node.type === 'integer') return [0, 7];
  if (node.format === 'uuid') return ['00000000-0000-4000-8000-000000000001'];
  if (node.format === 'date-time') return ['2026-01-02T03:04:05.678Z'];
  return ['a text'];
}

/** One object with every field, then one for each variant of a field, and one without it if it is optional. */
function objectsOf({ properties = {}, required = [] }: Node): unknown[] {
  const fields = Object.entries(properties).map(([name, node]) => ({
    name,
    values: samplesOf(node),
  }));
  const full = Object.fromEntries(fields.map(({ name, values }) => [name, values.at(-1)]));
  return [
    full,
    ...fields.flatMap(({ name, values }) => values.map((value) => ({ ...full, [name]: value }))),
    ...fields
      .filter(({ name }) => !required.includes(name))
      .map(({ name }) => Object.fromEntries(Object.entries(full).filter(([key]) => key !== name))),
  ];
}

test.each([
  ['ApiKey', schemas.key],
  ['ServiceToken', schemas.serviceToken],
  ['User', schemas.member],
  ['Group', schemas.group],
  ['Role', schemas.role],
  ['Acl', schemas.acl],
  ['Project', schemas.project],
  ['Organization', schemas.organization],
])('every %s that the published spec describes is taken in', (name, schema) => {
  const samples = samplesOf(spec.components.schemas[name] ?? {});
  expect(samples.length).toBeGreaterThan(3);
  for (const sample of samples) {
    expect(schema.safeParse(sample), JSON.stringify(sample)).toMatchObject({ success: true });
  }
});

test.each([
  ['2026-01-02T03:04:05.678Z', '2026-01-02T03:04:05.678Z'],
  ['2026-01-02T03:04:05.678901+00:00', '2026-01-02T03:04:05.678Z'],
  ['2026-01-02 03:04:05-0530', '2026-01-02T08:34:05.000Z'],
  ['2026-01-02 03:04:05+02', '2026-01-02T01:04:05.000Z'],
  ['2026-01-02T03:04:05', '2026-01-02T03:04:05.000Z'],
  ['2026-01-02', '2026-01-02T00:00:00.000Z'],
  ['2099-12-31T23:59:59Z', '2099-12-31T23:59:59.000Z'],
  ['2026-13-02', null],
  ['0000-01-01', null],
  ['0001-01-01T00:00:00Z', null],
  ['1970-01-01T00:00:00Z', null],
  ['9999-12-31T23:59:59Z', '9999-12-31T23:59:59.000Z'],
  ['1767225600', '2026-01-01T00:00:00.000Z'],
  [1767225600_000, '2026-01-01T00:00:00.000Z'],
  [1767225600_000_000, '2026-01-01T00:00:00.000Z'],
  [1767225600.5, '2026-01-01T00:00:00.500Z'],
  [0, null],
  [-1, null],
  [Number.NaN, null],
  [1e300, null],
  ['infinity', null],
  ['1', null],
  ['', null],
  [1767225600, '2026-01-01T00:00:00.000Z'],
  [null, null],
])('the date %j is read as %j', (text, iso) => {
  expect(readDate(text)?.toISOString() ?? null).toBe(iso);
});

test.each(['', 'with space', 'line\nbreak', 'ü', 'x'.repeat(201), 7, null, undefined])(
  'an id that is not plain (%j) makes the answer unfit',
  (id) => {
    expect(schemas.member.safeParse({ id }).success).toBe(false);
  },
);

test.each([
  ['2026-01-02', null],
  [null, null],
  [undefined, null],
  ['0001-01-01T00:00:00Z', '0001-01-01T00:00:00Z'],
  ['yesterday', 'yesterday'],
  ['', ''],
  [0, '0'],
  [false, 'false'],
  [{ at: 1 }, 'an object'],
  ['x'.repeat(500), 'x'.repeat(100)],
  ['sk-fake-in-a-date', 'a text'],
])('what came instead of a date is kept: %j as %j', (value, raw) => {
  expect(unreadableDate(value)).toBe(raw);
});

test.each([
  ['2026-01-01T00:00:00Z', true],
  [true, true],
  [1767225600, true],
  [null, false],
  [undefined, false],
  ['', false],
  [0, false],
  ['0001-01-01T00:00:00Z', false],
  ['1970-01-01T00:00:00Z', false],
])('deleted_at %j means deleted: %s', (deleted_at, deleted) => {
  expect(schemas.project.parse({ id: 'p1', name: '', deleted_at }).deleted).toBe(deleted);
});

const nested = (levels: number) => `${'['.repeat(levels)}${']'.repeat(levels)}`;

test.each([
  { field: 'created', text: nested(100_000) },
  { field: 'expires_at', text: nested(100_000) },
  { field: 'deleted_at', text: nested(100_000) },
  { field: 'unheard_of', text: nested(100_000) },
  { field: 'name', text: nested(100_000) },
  { field: 'id', text: nested(100_000) },
  { field: 'member_users', text: nested(100_000) },
  { field: 'user_id', text: `${'{"a":'.repeat(100_000)}1${'}'.repeat(100_000)}` },
  { field: 'user_email', text: JSON.stringify('\u0000'.repeat(2_000_000)) },
  { field: 'created', text: JSON.stringify(' '.repeat(2_000_000)) },
  { field: 'created', text: JSON.stringify(`2026-01-01T00:00:00.${'0'.repeat(2_000_000)}x`) },
])('junk in $field ends soon, as an object or as one that does not fit', ({ field, text }) => {
  const value: unknown = JSON.parse(text);
  const started = performance.now();
  for (const schema of [schemas.key, schemas.group, schemas.role, schemas.serviceToken]) {
    const object = { id: 'i1', name: '', preview_name: '', [field]: value };
    expect(() => schemas.pageOf<unknown>(schema).safeParse({ objects: [object] })).not.toThrow();
  }
  expect(performance.now() - started).toBeLessThan(30_000);
});
