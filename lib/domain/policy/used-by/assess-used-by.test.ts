import { describe, expect, test } from 'vitest';
import { memberId, type UsedBy } from '@/lib/domain/core';
import { evaluateAtOnce } from '../testing/evaluate-at-once';
import { NO_DECISIONS } from '../decisions';
import { DEFAULT_SETTINGS } from '../settings';
import { AT, key, member, snapshot } from '../testing/builders';

const annaKowalska = member('anna', {
  email: 'anna.kowalska@acme.example',
  givenName: 'Anna',
  familyName: 'Kowalska',
});

function assess(name: string, holder = annaKowalska) {
  const seen = snapshot({ members: [holder], keys: [key('key-1', { name })] });
  const assessment = evaluateAtOnce(seen, DEFAULT_SETTINGS, NO_DECISIONS, AT).keys.get('key-1');
  if (assessment === undefined) throw new Error('the key was not assessed');
  return assessment;
}

const NAMES: Record<UsedBy, string[]> = {
  workload: [
    'ci-release-notes',
    'ci',
    'CI/CD',
    'githubActions',
    'GitHub Actions',
    'GITHUB_ACTIONS_TOKEN',
    'prod-ingest-2',
    'prod',
    'Production',
    'staging',
    'evals.nightly',
    'k8s',
    'K8S-cluster',
    'svc_pricing',
    'pricing-service',
    'deploy bots',
    'cronjob2',
    'CIRunner',
    'anna github actions',
    'my ci key',
    'home jenkins',
    'anna jenkins',
    'flux-token',
    'temporal-prod',
    'slackbots',
    'Kundendatenbankserver',
    'metrics-pusher',
    'K8S集群',
    '会社のサーバー',
    '봇',
    'agent-service',
    'Produktionsserver',
    'déploiement',
    'deploiement hebdo',
    'producción',
    'automação',
    'wdrożenie',
    'サーバー用',
    '本番サーバー',
    '生产环境',
    '배포 자동화',
    'продакшн',
    'ＣＩ',
  ],
  person: [
    'laptop',
    "Anna's MacBook",
    'MacBookPro',
    'macbook-pro-16',
    'jupyter',
    'colab notebook',
    'local dev',
    'personal',
    'anna',
    'kowalska test',
    'privat',
    'mein Rechner',
    'ordinateur portable',
    'portátil',
    'portatil',
    'ノートPC',
    '田中のノートPC',
    '我的笔记本',
    '노트북',
    'мой ноутбук',
    '会社のPC',
    '내 아이폰',
    'my key',
    'home',
    'Firmenlaptop',
    'lambda calculus class',
    'my personal access token',
  ],
  unclear: [
    '',
    'dev',
    'decide later',
    'special',
    'robotics research',
    'circular economy',
    'robots paper',
    'jenkins family photos',
    '机器人论文',
    'flux capacitor',
    'container',
    'user',
    'member',
    'teacher',
    'observer',
    'agent',
    'app',
    'my app',
    'pricing api',
    'agent app api',
    '내일',
    '自動車',
    'personal access token',
    'both of us',
    'productive ideas',
    'pricing',
    'ci on my laptop',
    'anna-ci',
    'prod from local',
    '🙂',
    '\u0000\u202e',
    '<script>alert(1)</script>',
  ],
};

describe('what a name tells of who uses the key', () => {
  const table = Object.entries(NAMES).flatMap(([usedBy, names]) =>
    names.map((name) => [name, usedBy] as const),
  );
  test.each(table)('%j → %s', (name, usedBy) => {
    expect(assess(name).usedBy).toBe(usedBy);
  });
});

describe('what the holder tells', () => {
  const telling = (email: string | null, givenName: string | null, familyName: string | null) =>
    assess('pricing', member('anna', { email, givenName, familyName })).usedBy;

  test.each([
    'ci@acme.example',
    'CI@acme.example',
    'svc-ingest@acme.example',
    'svc_ingest@acme.example',
    'noreply@acme.example',
    'no-reply@acme.example',
    'ml-platform@acme.example',
    'data.team@acme.example',
    'acme-bot@acme.example',
    'bot2@acme.example',
    'anna+ci@acme.example',
  ])('%s is no person', (email) => {
    expect(telling(email, null, null)).toBe('workload');
  });

  test.each([
    ['anna@acme.example', null, null],
    ['anna.bot@acme.example', 'Anna', 'Bot'],
    ['bot.anna@acme.example', 'Anna', 'Bot'],
    ['anna.dev@acme.example', null, null],
    ['ai.it@acme.example', 'Ai', 'It'],
    ['abbott@acme.example', null, null],
    ['lucia@acme.example', null, null],
    [null, null, null],
    ['', '', ''],
    ['@', null, null],
  ])('%s of %s %s is a person, or unknown', (email, givenName, familyName) => {
    expect(telling(email, givenName, familyName)).toBe('unclear');
  });

  test("a shared mailbox's laptop speaks both ways", () => {
    const ci = member('anna', { email: 'ci@acme.example' });
    expect(assess('laptop', ci).usedBy).toBe('unclear');
    expect(assess('ci laptop', ci).usedBy).toBe('workload');
  });
});

describe('every signal is evidence', () => {
  test('the matched words, what speaks against them, and the mailbox', () => {
    const ci = member('anna', { email: 'ci@acme.example' });
    expect(assess('github-actions on a laptop', ci).signals).toEqual([
      { label: 'Software that runs unattended', value: 'github actions' },
      { label: 'Shared mailbox', value: 'ci@acme.example' },
      { label: 'Person keyword in the name', value: 'laptop' },
    ]);
  });

  test('a hint that doesn’t count is not among them', () => {
    expect(assess('my jenkins').signals).toEqual([
      { label: 'Software that runs unattended', value: 'jenkins' },
    ]);
    expect(assess('my slides').signals).toEqual([
      { label: 'Hint of a person in the name', value: 'my' },
    ]);
  });

  test("the holder's own name", () => {
    expect(assess('anna-ci').signals).toEqual([
      { label: 'Workload keyword in the name', value: 'ci' },
      { label: 'Holder’s own name in the key name', value: 'anna' },
    ]);
  });

  test('of many holders of the same name five are named and the rest is counted', () => {
    const members = Array.from({ length: 9 }, (_, index) => member(`m${index}`));
    const keys = members.map(({ id }) => key(`key-${id}`, { name: 'sales ledger', holderId: id }));
    const { keys: assessed } = evaluateAtOnce(
      snapshot({ members, keys }),
      DEFAULT_SETTINGS,
      NO_DECISIONS,
      AT,
    );
    expect(assessed.get('key-m0')).toMatchObject({
      usedBy: 'workload',
      signals: [
        {
          label: 'Same name held by',
          value:
            'm1@acme.example, m2@acme.example, m3@acme.example, m4@acme.example, m5@acme.example, and 3 more',
        },
      ],
    });
  });

  test('copies on laptops are no copies of a program', () => {
    const keys = [
      key('key-1', { name: 'work laptop' }),
      key('key-2', { name: 'work laptop', holderId: memberId('bob') }),
    ];
    const { keys: assessed } = evaluateAtOnce(
      snapshot({ keys }),
      DEFAULT_SETTINGS,
      NO_DECISIONS,
      AT,
    );
    expect(assessed.get('key-1')?.usedBy).toBe('person');
  });
});
