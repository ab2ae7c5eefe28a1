import { describe, expect, test } from 'vitest';
import { memberId, serviceTokenId } from '@/lib/domain/core';
import { NO_DECISIONS } from './decisions';
import { evaluateAtOnce } from './testing/evaluate-at-once';
import { DEFAULT_SETTINGS } from './settings';
import { AT, daysAgo, key, member, serviceToken, snapshot, tokens } from './testing/builders';
import type { Snapshot, Workload } from './types';

const workloadsOf = (seen: Partial<Snapshot>): readonly Workload[] =>
  evaluateAtOnce(snapshot(seen), DEFAULT_SETTINGS, NO_DECISIONS, AT).workloads;

const held = (id: string, name: string, holder = 'anna', fields = {}) =>
  key(id, { name, holderId: memberId(holder), ...fields });

const MEMBERS = [member('anna'), member('bob'), member('cora')];

describe('workloads', () => {
  test('keys of one purpose are one workload, whoever holds them and however they write it', () => {
    const keys = [
      held('k1', 'airflow-exports'),
      held('k2', 'Airflow Exports', 'bob'),
      held('k3', 'AIRFLOW_EXPORTS_KEY_2', 'bob'),
      held('k4', 'exports of airflow', 'cora'),
      held('k5', 'quarterly report of pricing', 'cora'),
    ];
    expect(workloadsOf({ members: MEMBERS, keys })).toMatchObject([
      {
        name: 'airflow exports',
        hasPurpose: true,
        keys: ['k1', 'k2', 'k3', 'k4'],
        keysToReplace: 4,
        holders: 3,
      },
    ]);
  });

  test('environments are different programs', () => {
    const keys = [held('k1', 'ingest-prod'), held('k2', 'ingest-staging', 'bob')];
    const found = workloadsOf({ members: MEMBERS, keys });
    expect(found.map(({ name }) => name).toSorted()).toEqual(['ingest prod', 'ingest staging']);
  });

  test('a key that connects two spellings joins their groups', () => {
    const keys = [
      held('k1', 'airflow loader', 'anna'),
      held('k2', 'loaderairflow', 'bob'),
      held('k3', 'loader airflow', 'cora'),
    ];
    const [workload, ...others] = workloadsOf({ members: MEMBERS, keys });
    expect(workload?.keys.toSorted()).toEqual(['k1', 'k2', 'k3']);
    expect(others).toEqual([]);
  });

  test('its id is the same whatever the order of the keys, and with one key fewer', () => {
    const keys = [
      held('k1', 'exports airflow'),
      held('k2', 'airflow-exports', 'bob'),
      held('k3', 'airflow exports', 'cora'),
    ];
    const ids = [keys, keys.toReversed(), keys.slice(1)].map(
      (some) => workloadsOf({ members: MEMBERS, keys: some })[0]?.id,
    );
    expect(new Set(ids)).toEqual(new Set(['airflow export']));
  });

  test('keys whose names say no purpose are not put together', () => {
    const bots = [member('bot', { email: 'ci-bot@acme.example' })];
    const keys = [held('k1', 'prod', 'bot'), held('k2', 'prod', 'bot')];
    expect(workloadsOf({ members: bots, keys })).toMatchObject([
      { id: 'key:k1', name: 'prod', hasPurpose: false, keys: ['k1'] },
      { id: 'key:k2', name: 'prod', hasPurpose: false, keys: ['k2'] },
    ]);
  });

  test('an expired key is no part of a workload, nor is a person’s', () => {
    const keys = [
      held('k1', 'airflow', 'anna', { expiry: { kind: 'at', at: daysAgo(3) } }),
      held('k2', 'laptop'),
    ];
    expect(workloadsOf({ members: MEMBERS, keys })).toEqual([]);
  });

  test('it shows the latest token for the same purpose, and the oldest key', () => {
    const keys = [
      held('k1', 'airflow', 'anna', { createdAt: daysAgo(500) }),
      held('k2', 'airflow', 'bob', { createdAt: daysAgo(100) }),
    ];
    const serviceTokens = tokens(
      serviceToken('t1', { name: 'airflow', createdAt: daysAgo(50) }),
      serviceToken('t2', { name: 'airflow-2', createdAt: daysAgo(5) }),
    );
    expect(workloadsOf({ members: MEMBERS, keys, serviceTokens })).toMatchObject([
      { serviceToken: { id: serviceTokenId('t2'), name: 'airflow-2' }, oldestAt: daysAgo(500) },
    ]);
  });

  test('one unknown creation date makes the age of the oldest key unknown', () => {
    const keys = [
      held('k1', 'airflow', 'anna', { createdAt: null }),
      held('k2', 'airflow', 'bob', { createdAt: daysAgo(100) }),
    ];
    expect(workloadsOf({ members: MEMBERS, keys })).toMatchObject([{ oldestAt: null }]);
  });

  test('priorities count from 1, the worst severity first', () => {
    const keys = [
      held('k1', 'airflow', 'anna'),
      held('k2', 'dagster', 'bob', { createdAt: daysAgo(800), organizationId: null }),
      held('k3', 'jenkins', 'cora'),
    ];
    const found = workloadsOf({ members: MEMBERS, keys });
    expect(found.map(({ priority }) => priority)).toEqual([1, 2, 3]);
    const ranks = found.map(({ severity }) =>
      ['critical', 'high', 'medium', 'low', 'info'].indexOf(severity ?? 'none'),
    );
    expect(ranks).toEqual(ranks.toSorted((a, b) => a - b));
  });

  describe('as people decide', () => {
    const keys = [
      held('k1', 'airflow'),
      held('k2', 'airflow', 'bob'),
      held('k3', 'dagster', 'bob', { createdAt: daysAgo(100) }),
      held('k4', 'jenkins', 'cora'),
    ];
    const decidedOf = (
      decisions: Record<string, readonly [workload: string, name: string]>,
      seen: Partial<Snapshot> = {},
    ) => {
      const workloads = new Map(
        Object.entries(decisions).map(([subject, [workload, name]]) => [
          subject,
          { workload, name },
        ]),
      );
      const all = { members: MEMBERS, keys, ...seen };
      return evaluateAtOnce(snapshot(all), DEFAULT_SETTINGS, { ...NO_DECISIONS, workloads }, AT);
    };
    const groups = (found: readonly Workload[]) =>
      Object.fromEntries(found.map(({ id, name, keys }) => [`${id}: ${name}`, keys.toSorted()]));

    test('a merged workload’s keys belong to the other one, under its id and name', () => {
      const { workloads, keys: assessed } = decidedOf({ airflow: ['jenkin', 'jenkins'] });
      expect(groups(workloads)).toEqual({
        'jenkin: jenkins': ['k1', 'k2', 'k4'],
        'dagster: dagster': ['k3'],
      });
      expect(assessed.get('k1')?.workload).toBe('jenkin');
    });

    test('merges are followed one after the other, whichever came first', () => {
      const merges = { airflow: ['dagster', 'dagster'], dagster: ['jenkin', 'jenkins'] } as const;
      for (const decisions of [merges, Object.fromEntries(Object.entries(merges).toReversed())])
        expect(groups(decidedOf(decisions).workloads)).toEqual({
          'jenkin: jenkins': ['k1', 'k2', 'k3', 'k4'],
        });
    });

    test('a circle of decisions, which no verb stores, still ends', () => {
      const circle = { airflow: ['dagster', 'dagster'], dagster: ['airflow', 'airflow'] } as const;
      expect(
        decidedOf(circle)
          .workloads.flatMap(({ keys: of }) => of)
          .toSorted(),
      ).toEqual(['k1', 'k2', 'k3', 'k4']);
    });

    test('the merge lasts while only the merged keys are left', () => {
      const { workloads } = decidedOf(
        { airflow: ['jenkin', 'jenkins'] },
        { keys: keys.slice(0, 2) },
      );
      expect(groups(workloads)).toEqual({ 'jenkin: jenkins': ['k1', 'k2'] });
    });

    test('a key that was split off is a workload of its own, and is used as before', () => {
      const before = decidedOf({});
      const after = decidedOf({ 'key:k2': ['split:1', 'airflow staging'] });
      expect(groups(after.workloads)).toMatchObject({
        'airflow: airflow': ['k1'],
        'split:1: airflow staging': ['k2'],
      });
      expect(after.keys.get('k2')).toMatchObject({ workload: 'split:1', usedBy: 'workload' });
      expect(after.keys.get('k2')?.signals).toEqual(before.keys.get('k2')?.signals);
    });

    test('a key that was split off doesn’t follow when the rest is merged', () => {
      const { workloads } = decidedOf({
        airflow: ['jenkin', 'jenkins'],
        'key:k2': ['split:1', 'airflow staging'],
      });
      expect(groups(workloads)).toMatchObject({
        'jenkin: jenkins': ['k1', 'k4'],
        'split:1: airflow staging': ['k2'],
      });
    });

    test('a key without a purpose can be merged with a workload, and the other way around', () => {
      const bots = [...MEMBERS, member('bot', { email: 'ci-bot@acme.example' })];
      const seen = { members: bots, keys: [...keys, held('k5', 'prod', 'bot')] };
      const into = decidedOf({ 'key:k5': ['airflow', 'airflow'] }, seen);
      expect(groups(into.workloads)).toMatchObject({ 'airflow: airflow': ['k1', 'k2', 'k5'] });
      const from = decidedOf({ airflow: ['key:k5', 'prod'] }, seen);
      expect(groups(from.workloads)).toMatchObject({ 'key:k5: prod': ['k1', 'k2', 'k5'] });
      expect(from.keys.get('k5')?.workload).toBe('key:k5');
    });

    test('a service token of either name serves the merged workload, and none a key split off', () => {
      for (const name of ['airflow', 'dagster']) {
        const seen = { serviceTokens: tokens(serviceToken('t1', { name, createdAt: daysAgo(5) })) };
        const merged = decidedOf({ airflow: ['dagster', 'dagster'] }, seen);
        const found = merged.workloads.find(({ id }) => id === 'dagster');
        expect(found?.serviceToken?.name, name).toBe(name);
        const token = merged.superseded.get(serviceTokenId('t1'))?.toSorted();
        expect(token, name).toEqual(['k1', 'k2', 'k3']);
      }
      const airflow = serviceToken('t1', { name: 'airflow', createdAt: daysAgo(5) });
      const split = decidedOf(
        { 'key:k2': ['split:1', 'airflow staging'] },
        { serviceTokens: tokens(airflow) },
      );
      expect(split.superseded.get(serviceTokenId('t1'))).toEqual(['k1']);
    });
  });
});
