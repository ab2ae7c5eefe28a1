import { describe, expect, test } from 'vitest';
import type { KeyRow, RevokedKey } from '@/lib/contract';
import {
  canBeRevoked,
  joinFollowUps,
  resultTitle,
  seemsInUse,
  textToType,
  typingOf,
  whereStopped,
} from './words';

function row(values: Partial<KeyRow> = {}): KeyRow {
  return {
    id: 'k1',
    name: 'ci deploy',
    preview_name: 'sk-***abcd',
    created: null,
    user_id: 'm1',
    user_email: null,
    user_given_name: null,
    user_family_name: null,
    org_id: null,
    verdict: 'ok',
    workload: null,
    priority: 2,
    replacement: null,
    used_by: 'person',
    severity: null,
    findings: [],
    access: 'none',
    projects_reached: null,
    overruled: false,
    recommendation: null,
    state: 'seen',
    revoked_at: null,
    age_days: null,
    exception_until: null,
    first_seen_at: '2026-01-01T00:00:00.000Z',
    last_seen_at: '2026-01-01T00:00:00.000Z',
    audit_id: 'a1',
    ...values,
  };
}

function came(outcome: RevokedKey['outcome'], name = 'ci deploy'): RevokedKey {
  return {
    key_id: name,
    name,
    preview: 'sk-***abcd',
    holder_id: 'm1',
    holder_email: null,
    outcome,
    reason: null,
    message: '',
  };
}

describe('what can be revoked and what confirms it', () => {
  test('only a key that was seen, with something to type', () => {
    expect(canBeRevoked(row())).toBe(true);
    expect(canBeRevoked(row({ revoked_at: '2026-01-02T00:00:00.000Z' }))).toBe(false);
    expect(canBeRevoked(row({ state: 'not-seen' }))).toBe(false);
    expect(canBeRevoked(row({ state: 'holder-left' }))).toBe(false);
    expect(canBeRevoked(row({ name: '\u200b', preview_name: '' }))).toBe(false);
  });

  test('a name that nobody can type is confirmed by what is visible of it', () => {
    expect(textToType(row({ name: 'ci\u202e deploy' }))).toBe('ci deploy');
    expect(textToType(row({ name: '\u200b' }))).toBe('sk-***abcd');
  });

  test('nothing, something else, the name', () => {
    expect(typingOf(row(), ' ')).toBe('nothing');
    expect(typingOf(row(), 'ci deplo')).toBe('something-else');
    expect(typingOf(row(), 'CI deploy')).toBe('something-else');
    expect(typingOf(row(), 'ci deploy')).toBe('confirmed');
  });

  test('a key to replace and a workload’s key seem to be in use', () => {
    expect(seemsInUse(row({ verdict: 'replace', used_by: 'unclear' }))).toBe(true);
    expect(seemsInUse(row({ verdict: 'revoke', used_by: 'workload' }))).toBe(true);
    expect(seemsInUse(row({ verdict: 'revoke', used_by: 'person' }))).toBe(false);
  });
});

describe('what came of it', () => {
  test('success is said only of keys that are gone', () => {
    expect(resultTitle([came('revoked')])).toBe('Key revoked');
    expect(resultTitle([came('not-confirmed')])).toBe('Couldn’t confirm the revocation');
    expect(resultTitle([came('revoked'), came('already-gone')])).toBe('2 keys no longer listed');
    expect(resultTitle([came('revoked'), came('still-alive'), came('not-tried')])).toBe(
      '1 of 3 keys no longer listed',
    );
  });

  test('where a list stopped, and what was left', () => {
    const objects = [came('revoked', 'a'), came('still-alive', 'b'), came('not-tried', 'c')];
    expect(whereStopped({ objects, stopped: true, follow_up: null })).toMatchObject({
      at: { name: 'b' },
      untouched: 1,
    });
    expect(whereStopped({ objects, stopped: false, follow_up: null })).toBeNull();
    expect(whereStopped({ objects: [came('not-tried')], stopped: true, follow_up: null })).toEqual({
      at: null,
      untouched: 1,
    });
  });

  test('what two lists left to prove is one follow-up of the later audit', () => {
    const first = { parent_id: 'a1', member_ids: ['m1', 'm2'] };
    const second = { parent_id: 'a2', member_ids: ['m2', 'm3'] };
    expect(joinFollowUps(first, second)).toEqual({
      parent_id: 'a2',
      member_ids: ['m1', 'm2', 'm3'],
    });
    expect(joinFollowUps(first, null)).toBe(first);
    expect(joinFollowUps(null, null)).toBeNull();
  });
});
