import { expect, expectTypeOf, test } from 'vitest';
import type { z } from 'zod';
import type { components } from './openapi.generated';
import * as schemas from './schemas';
import { readDate, unreadableDate } from './text';

type Spec = components['schemas'];

test('what the published spec describes fits what we take in', () => {
  expectTypeOf<Spec['ApiKey']>().toExtend<z.input<typeof schemas.key>>();
  expectTypeOf<Spec['ServiceToken']>().toExtend<z.input<typeof schemas.serviceToken>>();
  expectTypeOf<Spec['User']>().toExtend<z.input<typeof schemas.member>>();
  expectTypeOf<Spec['Group']>().toExtend<z.input<typeof schemas.group>>();
  expectTypeOf<Spec['Role']>().toExtend<z.input<typeof schemas.role>>();
  expectTypeOf<Spec['Acl']>().toExtend<z.input<typeof schemas.acl>>();
  expectTypeOf<Spec['Project']>().toExtend<z.input<typeof schemas.project>>();
  expectTypeOf<Spec['Organization']>().toExtend<z.input<typeof schemas.organization>>();
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
