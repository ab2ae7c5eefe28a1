import { describe, expect, test } from 'vitest';
import { memberId, serviceTokenId } from '@/lib/domain/core';
import { NO_DECISIONS } from './decisions';
import { evaluate } from './evaluate';
import { DEFAULT_SETTINGS } from './settings';
import { AT, daysAgo, key, member, serviceToken, snapshot, tokens } from './testing/builders';
import type { Snapshot, Workload } from './types';

const workloadsOf = (seen: Partial<Snapshot>): readonly Workload[] =>
  evaluate(snapshot(seen), DEFAULT_SETTINGS, NO_DECISIONS, AT).workloads;

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
});
