import { describe, expect, test } from 'vitest';
import { organizationId } from '@/lib/domain/core';
import { hostileNames } from '@/lib/tools/simulator';
import { pathText } from './path-text';
import type { PathStep } from './types';

const step = (kind: PathStep['kind'], name: string): PathStep => ({ kind, id: `${kind}-1`, name });
const organization = { type: 'organization', id: organizationId('org-1') };
const project = { type: 'project', id: 'p1' };
const leads = step('group', 'Platform leads');

describe('a path in words', () => {
  test('goes from the holder outward', () => {
    const path = [leads, step('group', 'Owners'), step('role', 'Owner')];
    expect(pathText({ path, on: organization })).toBe(
      'Platform leads → Owners → role Owner → organization',
    );
    expect(pathText({ path, on: organization }, { holder: 'you' })).toBe(
      'you → Platform leads → Owners → role Owner → organization',
    );
  });

  test('of a direct grant is what it is on', () => {
    expect(pathText({ path: [], on: organization })).toBe('organization');
    expect(pathText({ path: [], on: { type: 'org_project', id: 'org-1' } })).toBe('every project');
  });

  test('names the object, by its id where it has no name', () => {
    expect(pathText({ path: [leads], on: project }, { object: 'Voice agent' })).toBe(
      'Platform leads → project Voice agent',
    );
    expect(pathText({ path: [], on: project }, { object: ' ' })).toBe('project p1');
    expect(pathText({ path: [], on: { type: 'hologram', id: 'h1' } })).toBe('hologram h1');
  });

  test('a group or role without a name goes by its id', () => {
    const path = [step('group', ''), step('role', '  ')];
    expect(pathText({ path, on: organization })).toBe('group-1 → role role-1 → organization');
  });

  test('a name cannot pass for another step', () => {
    const forged = step('group', 'me → role Owner');
    expect(pathText({ path: [forged], on: organization })).toBe('“me → role Owner” → organization');
    const role = step('group', 'role Owner');
    expect(pathText({ path: [role], on: organization })).toBe('“role Owner” → organization');
    const quoted = step('group', 'me” → “role Owner');
    expect(pathText({ path: [quoted], on: organization })).toBe(
      '“me" → "role Owner” → organization',
    );
  });

  test.each(hostileNames)('hostile name %#: one line, nothing hidden, not endless', (name) => {
    const text = pathText({ path: [step('group', name)], on: organization }, { holder: name });
    expect(text).not.toMatch(/[\p{Cc}\p{Cf}\p{Cs}\u2028\u2029]/u);
    expect(text.endsWith(' → organization')).toBe(true);
    expect(text.length).toBeLessThan(450);
  });
});
