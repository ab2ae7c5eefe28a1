import { describe, expect, test } from 'vitest';
import { DEFAULT_SETTINGS, settingsSchema } from './settings';
import { settingsFileSchema } from './settings-file';
import { NOW } from './testing/builders';

/** The default person keywords before the table of concepts. */
const FORMER_PERSON_WORDS = [
  ...new Set(
    [
      'laptop, notebook, macbook, mac, imac, mbp, thinkpad, chromebook, desktop, pc, workstation',
      'local, localhost, local dev, home, personal, private, my, mine, jupyter, colab, ipython, vscode',
      'vs code, cursor, intellij, pycharm, wsl, iphone, ipad, tutorial, onboarding, learning, hackathon',
      'scratch, adhoc, exploration, workshop, course',
      'privat, mein, meine, rechner, arbeitsrechner, persönlich, zuhause, lokal, dienstlaptop',
      'ordinateur, ordinateur portable, perso, personnel, personnelle, maison, privé, mon ordinateur',
      'portátil, ordenador, casa, privado, mi clave, pessoal, minha, meu, computador',
      'portatile, personale, privato, mijn, persoonlijk, thuis, prive',
      'mój, moja, osobisty, prywatny, komputer, kişisel, dizüstü, bärbar, kannettava',
      'ноутбук, личный, мой, домашний, локальный, компьютер',
      'ノートPC, ノートパソコン, パソコン, 個人, 自分, 自宅, 私用, ローカル, 勉強',
      '个人, 個人, 笔记本, 筆電, 筆記型, 我的, 本地, 私人, 电脑, 電腦, 学习',
      '개인, 노트북, 로컬, 나의, 맥북, 컴퓨터',
    ]
      .join(',')
      .split(/,\s*/),
  ),
];

describe('settings of a file', () => {
  test('an empty file gives the defaults', () => {
    expect(settingsSchema.parse({})).toEqual(DEFAULT_SETTINGS);
  });

  test('what the app exports can be read back', () => {
    const exported: unknown = JSON.parse(JSON.stringify(DEFAULT_SETTINGS));
    expect(settingsSchema.parse(exported)).toEqual(DEFAULT_SETTINGS);
  });

  test('what is given counts, the rest is default', () => {
    const parsed = settingsSchema.parse({
      version: 4,
      plan: 'starter',
      workloadWords: ['zeppelin'],
      severityOverrides: { 'old-key': 'critical' },
    });
    expect(parsed).toEqual({
      ...DEFAULT_SETTINGS,
      version: 4,
      plan: 'starter',
      workloadWords: ['zeppelin'],
      severityOverrides: { 'old-key': 'critical' },
    });
  });

  test('word lists that were defaults before become the defaults of now, edited lists stay', () => {
    const edited = [...FORMER_PERSON_WORDS, 'zeppelin'];
    expect(settingsSchema.parse({ personWords: FORMER_PERSON_WORDS })).toEqual(DEFAULT_SETTINGS);
    expect(settingsSchema.parse({ personWords: edited }).personWords).toEqual(edited);
    expect(settingsSchema.parse({ workloadWords: FORMER_PERSON_WORDS }).workloadWords).toEqual(
      FORMER_PERSON_WORDS,
    );
  });

  test.each([
    ['an unknown field', { oldKeyDay: 3 }, 'oldKeyDay'],
    ['an unknown threshold', { oldKeyDays: { low: 1, medium: 2, high: 3, worst: 4 } }, 'worst'],
    [
      'a medium threshold below low',
      { oldKeyDays: { low: 90, medium: 60, high: 365 } },
      '"medium"],"message":"Must be at least the low value."',
    ],
    [
      'a high threshold below medium',
      { oldKeyDays: { low: 90, medium: 180, high: 100 } },
      '"high"],"message":"Must be at least the medium value."',
    ],
    [
      'swapped terms',
      { expiresSoonDays: { low: 7, medium: 30 } },
      'Must be at most the low value.',
    ],
    ['swapped counts', { severalKeys: { low: 5, medium: 2 } }, 'Must be at least the low value.'],
    [
      'days that are no number',
      { oldKeyDays: { low: '90', medium: 180, high: 365 } },
      'Enter a whole number from 1 to 36,500.',
    ],
    ['an unknown rule', { severityOverrides: { 'no-such-rule': 'low' } }, 'no-such-rule'],
    ['an unknown severity', { severityOverrides: { 'old-key': 'bad' } }, 'critical'],
    ['a domain that is none', { domains: ['acme'] }, 'isn’t an email domain'],
    ['an address for a domain', { domains: ['anna@acme.example'] }, 'isn’t an email domain'],
    ['a wildcard', { domains: ['*.acme.example'] }, 'list each subdomain separately'],
    ['a rule off without a reason', { switchedOff: { 'old-key': ' ' } }, 'Enter a reason.'],
    ['a reason too long', { switchedOff: { 'old-key': 'x'.repeat(501) } }, 'at most 500'],
    ['an unknown rule off', { switchedOff: { 'no-such-rule': 'why' } }, 'no-such-rule'],
    ['an empty word', { personWords: [' '] }, 'Remove the empty word.'],
    ['a word too long', { personWords: ['x'.repeat(101)] }, 'is longer than 100 characters.'],
    ['a control character', { vagueWords: ['a\u0000b'] }, 'Remove control characters.'],
    ['a version that no database holds', { version: 2 ** 31 }, 'Too big'],
    ['no object', [], 'object'],
  ])('%s is refused by name', (_name, given, message) => {
    const result = settingsSchema.safeParse(given);
    expect(result.success).toBe(false);
    expect(JSON.stringify(result.error?.issues)).toContain(message);
  });

  test('domains are taken in lower case, in any script, each once', () => {
    const { domains } = settingsSchema.parse({
      domains: [' Acme.Example ', 'acme.example', 'BÜCHER.example', 'münchen.acme.co', '例え.jp'],
    });
    expect(domains).toEqual(['acme.example', 'bücher.example', 'münchen.acme.co', '例え.jp']);
  });

  test('a file as it is written is read back the same, decisions too', () => {
    const written = {
      ...DEFAULT_SETTINGS,
      domains: ['acme.example'],
      switchedOff: { 'old-key': 'rotated by the vault' },
      automaticTokens: ['token-1'],
      exceptions: [
        {
          rule: 'never-expires',
          scope: 'subject',
          subject_type: 'key',
          subject_id: 'key-1',
          subject_name: 'ci',
          reason: 'until the move',
          until: '2027-01-01T00:00:00.000Z',
          author: 'olga',
          created_at: '2026-11-20T12:00:00.000Z',
        },
      ],
      used_by: [
        { key_id: 'key-1', used_by: 'person', note: '', author: 'olga', at: NOW.toISOString() },
      ],
      workloads: [
        {
          subject: 'cron',
          subject_name: 'cron',
          workload_id: 'nightly',
          workload: 'nightly',
          author: 'olga',
          at: NOW.toISOString(),
        },
      ],
    };
    const read = settingsFileSchema.parse(JSON.parse(JSON.stringify(written)));
    expect(JSON.parse(JSON.stringify(read))).toEqual(JSON.parse(JSON.stringify(written)));
    expect(read.exceptions[0]?.until).toEqual(new Date('2027-01-01T00:00:00.000Z'));
  });

  test.each([
    ['an exception without a reason', { exceptions: [{ reason: ' ' }] }, 'A reason is required.'],
    ['a use that is unclear', { used_by: [{ key_id: 'k', used_by: 'unclear' }] }, 'used_by'],
    ['an unknown part', { exemptions: [] }, 'exemptions'],
  ])('%s is refused by name', (_name, given, message) => {
    const result = settingsFileSchema.safeParse(given);
    expect(JSON.stringify(result.error?.issues)).toContain(message);
  });
});
