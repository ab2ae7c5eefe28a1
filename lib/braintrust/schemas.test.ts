import { expect, expectTypeOf, test } from 'vitest';
import type { z } from 'zod';
import type { components } from './openapi.generated';
import * as schemas from './schemas';
import { readDate } from './text';

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
  ['infinity', null],
  ['1', null],
  ['', null],
  [1767225600, null],
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
