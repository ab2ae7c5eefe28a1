import { describe, expect, test } from 'vitest';
import type { UsedBy } from '@/lib/domain/core';
import { NO_DECISIONS } from '../decisions';
import { evaluateAtOnce } from '../testing/evaluate-at-once';
import { DEFAULT_SETTINGS } from '../settings';
import { AT, key, member, snapshot } from '../testing/builders';
import { COLLECTED_NAMES } from '../testing/collected-names';

/** Names that were labelled by others. */
const LABELLED: Readonly<Record<UsedBy, readonly string[]>> = {
  workload: [
    'Serveur Discord',
    'Planifier Integration',
    'Flux RP Server',
    'Monitoring Script',
    'gandalf-security-scanning-tool',
    'backup-schedule-token',
    '基幹システム連携',
    'kubesphere',
    'app-ksqldb-api-key',
    'Pipedream',
    'webserver-cluster',
    'argocd',
    'flux-token',
    'ci-pipeline',
    'Grafana exporter',
  ],
  person: [
    'Claude Code on MacBook',
    'CLI Dev',
    'Claude mobile',
    '내 노트북',
    'phone',
    'kaggle.json',
    'MacBook Pro Touch ID',
    'My Test Key',
    'sre-workshop-key',
    '회사 노트북 Claude',
  ],
  unclear: [
    'e2e-admin',
    '测试环境',
    'Coming Soon Plugin',
    's3cmd upload key for photography bucket',
    'Python Script',
  ],
};

function usedByNames(names: readonly string[]): readonly (UsedBy | undefined)[] {
  const keys = names.map((name, index) => key(`key-${index}`, { name, createdAt: null }));
  const seen = snapshot({ members: [member('anna')], keys });
  const { keys: assessed } = evaluateAtOnce(seen, DEFAULT_SETTINGS, NO_DECISIONS, AT);
  return keys.map(({ id }) => assessed.get(id)?.usedBy);
}

test.each(Object.entries(LABELLED))(
  'every labelled name of a %s is classified so',
  (usedBy, names) => {
    const wrong = usedByNames(names).map((found, index) => [names[index], found]);
    expect(wrong.filter(([, found]) => found !== usedBy)).toEqual([]);
  },
);

describe('collected names', () => {
  /** Names that don't tell are left aside, so precision is about `workload` against `person`. */
  const share = (side: 'workload' | 'person', other: 'workload' | 'person') => {
    const right = usedByNames(COLLECTED_NAMES[side]).filter((found) => found === side).length;
    const wrong = usedByNames(COLLECTED_NAMES[other]).filter((found) => found === side).length;
    return { precision: right / (right + wrong), recall: right / COLLECTED_NAMES[side].length };
  };

  test('of workloads are found, and hardly any of persons with them', () => {
    const { precision, recall } = share('workload', 'person');
    expect(precision).toBeGreaterThanOrEqual(0.97);
    expect(recall).toBeGreaterThanOrEqual(0.95);
  });

  test('of persons are found, and hardly any of workloads with them', () => {
    const { precision, recall } = share('person', 'workload');
    expect(precision).toBeGreaterThanOrEqual(0.97);
    expect(recall).toBeGreaterThanOrEqual(0.93);
  });
});
