import { describe, expect, test } from 'vitest';
import { keyId, memberId, projectId } from '@/lib/domain/core';
import { NO_DECISIONS } from '../decisions';
import { evaluateAtOnce } from '../testing/evaluate-at-once';
import { DEFAULT_SETTINGS } from '../settings';
import { AT, daysAgo, key, member, NOW, serviceToken, snapshot, tokens } from '../testing/builders';
import type { Snapshot, UsedByDecision } from '../types';

const PROJECTS: Snapshot['projects'] = {
  read: true,
  value: [{ id: projectId('p1'), name: 'Ledger App', deleted: false }],
};
const TOKENS = tokens(
  serviceToken('t1', { name: 'ledger agents', serviceAccountName: 'ledger-agent' }),
);

function assess(fields: Partial<Snapshot>, decided: [string, UsedByDecision['usedBy']][] = []) {
  const decisions = decided.map(([id, usedBy]) => {
    const decision = { usedBy, note: '', author: 'olga@acme.example', at: NOW };
    return [keyId(id), decision] as const;
  });
  const given = { ...NO_DECISIONS, usedBy: new Map(decisions) };
  const { keys } = evaluateAtOnce(snapshot(fields), DEFAULT_SETTINGS, given, AT);
  return (id: string) => keys.get(id);
}
const named = (name: string) => [key('key-1', { name })];

describe('the organization’s own names', () => {
  test('a project makes a hint in the name enough, and says so', () => {
    const found = assess({ keys: named('ledger-app'), projects: PROJECTS })('key-1');
    expect(found?.usedBy).toBe('workload');
    expect(found?.signals).toContainEqual({ label: 'Project of this name', value: 'Ledger App' });
    expect(assess({ keys: named('ledger-app') })('key-1')?.usedBy).toBe('unclear');
  });

  test('so does a service token or its account', () => {
    const found = assess({ keys: named('ledger agent 2'), serviceTokens: TOKENS })('key-1');
    expect(found?.usedBy).toBe('workload');
    expect(found?.signals).toContainEqual({
      label: 'Service token or account of this name',
      value: 'ledger agents',
    });
  });

  test('they are never enough by themselves, and count for nothing against a person', () => {
    const projects: Snapshot['projects'] = {
      read: true,
      value: ['ledger', 'my ledger', 'test'].map((name) => ({
        id: projectId(name),
        name,
        deleted: false,
      })),
    };
    const usedBy = (name: string) => assess({ keys: named(name), projects })('key-1')?.usedBy;
    expect(usedBy('ledger')).toBe('unclear');
    expect(usedBy('my ledger')).toBe('person');
    expect(usedBy('test')).toBe('person');
    expect(usedBy('ledger laptop')).toBe('person');
  });

  test('a deleted project counts for nothing', () => {
    const deleted = { id: projectId('p1'), name: 'Ledger App', deleted: true };
    const found = assess({
      keys: named('ledger-app'),
      projects: { read: true, value: [deleted] },
    })('key-1');
    expect(found?.usedBy).toBe('unclear');
  });
});

describe('a holder named like a workload', () => {
  const usedBy = (email: string | null, givenName: string | null, familyName: string | null) =>
    assess({
      members: [member('anna', { email, givenName, familyName })],
      keys: named('ledger'),
    })('key-1')?.usedBy;

  test.each([
    ['robots@acme.example', 'CI', 'Runner'],
    [null, 'Backup Service', null],
    ['x1@acme.example', 'Jenkins', null],
    ['jenkins-runner@acme.example', null, null],
    ['nightly.evals@acme.example', null, null],
  ])('%s of %s %s is no person', (email, givenName, familyName) => {
    expect(usedBy(email, givenName, familyName)).toBe('workload');
  });

  test.each([
    ['katherine.jenkins@acme.example', 'Katherine', 'Jenkins'],
    ['travis@acme.example', 'Travis', null],
    ['chef.spark@acme.example', null, null],
    ['agent@acme.example', null, null],
    ['grafana@acme.example', 'Leo', 'Grafana'],
  ])('%s of %s %s may be one', (email, givenName, familyName) => {
    expect(usedBy(email, givenName, familyName)).toBe('unclear');
  });

  test('its name in a key’s name is no person’s name', () => {
    const found = assess({
      members: [member('anna', { givenName: 'CI', familyName: 'Runner' })],
      keys: named('ci-runner'),
    })('key-1');
    expect(found?.signals).toEqual([
      { label: 'Workload keyword in the name', value: 'ci' },
      { label: 'Holder named like a workload', value: 'CI Runner' },
      { label: 'Workload keyword in the name', value: 'runner' },
    ]);
  });
});

describe('the holder’s other keys', () => {
  const agents = (names: readonly string[], minutes: readonly number[] = []) =>
    assess({
      keys: names.map((name, index) =>
        key(`key-${index}`, {
          name,
          createdAt: new Date(daysAgo(30 - index).getTime() + (minutes[index] ?? 0) * 60_000),
        }),
      ),
    });

  test('several with one name apart from numbers are rotated', () => {
    const found = agents(['ledger-agent-1', 'ledger-agent-2'])('key-0');
    expect(found?.usedBy).toBe('workload');
    expect(found?.signals).toContainEqual({
      label: 'Keys of this holder with this name',
      value: '2 keys',
    });
    expect(agents(['ledger-agent-1', 'billing-agent'])('key-0')?.usedBy).toBe('unclear');
  });

  test('three created within minutes were set up together, two or slower ones not', () => {
    const day = 24 * 60;
    const names = ['ledger agent', 'billing agent', 'tax agent'];
    const together = agents(names, [0, 4 - day, 10 - 2 * day]);
    expect(together('key-0')?.usedBy).toBe('workload');
    expect(together('key-0')?.signals).toContainEqual({
      label: 'Keys of this holder created within 10 minutes',
      value: '3 keys',
    });
    expect(agents(names, [0, 4 - day, 11 - 2 * day])('key-0')?.usedBy).toBe('unclear');
    expect(agents(names.slice(0, 2), [0, 4 - day])('key-0')?.usedBy).toBe('unclear');
  });

  test('a person’s computers set up together stay a person’s', () => {
    const found = agents(['macbook', 'iphone', 'ipad'], [0, -24 * 60, -48 * 60]);
    expect(found('key-0')?.usedBy).toBe('person');
  });
});

describe('owners’ overrides', () => {
  const keys = ['anna', 'bob'].map((holder, index) =>
    key(`key-${index + 1}`, { name: `ledger ${index}`, holderId: memberId(holder) }),
  );
  const lone = keys.map((each) => ({ ...each, holderId: memberId('anna') }));

  test.each(['workload', 'person'] as const)(
    '%s on one key counts for keys of its name',
    (usedBy) => {
      const found = assess({ keys: lone }, [['key-1', usedBy]])('key-2');
      expect(found?.usedBy).toBe(usedBy);
      expect(found?.signals).toContainEqual({
        label: 'Override on a key of this name',
        value: `Set to ${usedBy} by olga@acme.example on Nov 20, 2026`,
      });
    },
  );

  test('owners who disagree count for nothing', () => {
    const three = [...lone, key('key-3', { name: 'ledger 3' })];
    const found = assess({ keys: three }, [
      ['key-1', 'workload'],
      ['key-2', 'person'],
    ])('key-3');
    expect(found?.usedBy).toBe('unclear');
  });

  test('a key with an override of its own doesn’t repeat it', () => {
    const found = assess({ keys: lone }, [['key-1', 'person']])('key-1');
    expect(found?.signals.map(({ label }) => label)).not.toContain(
      'Override on a key of this name',
    );
  });

  test('against a workload keyword, a person’s override leaves the usage unknown', () => {
    const named = ['ledger job 1', 'ledger job 2'].map((name, i) => key(`key-${i + 1}`, { name }));
    expect(assess({ keys: named }, [['key-1', 'person']])('key-2')?.usedBy).toBe('unclear');
  });
});
