import { wordsOfConcepts } from './concepts';
import { PERSON_CONCEPTS } from './person-concepts';
import { ORDINARY_SOFTWARE, PLATFORMS, UNATTENDED_SOFTWARE } from './software';
import { WORKLOAD_CONCEPTS } from './workload-concepts';

/** Splits comma-separated text into one list of words, each once: some belong to two languages. */
const list = (...lines: string[]): readonly string[] =>
  Object.freeze([...new Set(lines.join(',').split(/,\s*/))]);

/** Words in a key's name that point to a program. Matched as whole words in any case. */
export const WORKLOAD_WORDS: readonly string[] = Object.freeze([
  ...new Set([
    ...wordsOfConcepts(Object.values(WORKLOAD_CONCEPTS)),
    ...UNATTENDED_SOFTWARE,
    ...ORDINARY_SOFTWARE,
    ...PLATFORMS,
  ]),
]);

/** Words in a key's name that point to a person, such as their computer. */
export const PERSON_WORDS = wordsOfConcepts(Object.values(PERSON_CONCEPTS));

/** Words that many names share by chance, so they don't show copies of one integration. */
export const COMMON_WORDS = list(
  'test, testing, tester, key, keys, api, apikey, api key, token, secret, default, dev, develop',
  'development, developer, new, old, tmp, temp, temporary, demo, trial, sandbox, playground, example',
  'sample, main, first, second, third, last, untitled, unnamed, no name, none, null, undefined, name',
  'hello, hello world, world, foo, bar, baz, asdf, qwerty, abc, xyz, user, braintrust, bt, eval, evals',
  'evaluation, experiment, openai, llm, ai, ml, python, typescript, sdk, cli, app, the, for, of, a, an',
  'and, my key, copy, backup, misc, stuff, thing, random, full, work, use, using, for me, v',
  'schlüssel, neu, alt, clé, nouvelle, prueba, clave, nueva, teste, chave, prova, chiave, sleutel',
  'nieuw, klucz, nowy, тест, ключ, новый, anahtar, nyckel',
  'テスト, キー, 鍵, 新規, 开发, 測試, 测试, 密钥, 新建, 테스트, 키값, 개발',
);

/** Words that don't tell what a key is for. A name of only these is vague. */
export const VAGUE_WORDS = list(
  'test, testing, key, keys, api, apikey, api key, token, secret, default, dev, new, old, tmp, temp',
  'temporary, demo, example, sample, main, first, second, third, untitled, unnamed, no name, none',
  'null, undefined, name, hello, hello world, world, foo, bar, baz, asdf, asdfasdf, qwerty, qwer, abc',
  'xyz, user, braintrust, bt, my, mine, the, for, of, a, an, and, copy, backup, misc, stuff, thing',
  'random, work, use, todo, delete, delete me, please, idk, whatever, something, important, xxx, v',
  'schlüssel, testschlüssel, neu, alt, clé, nouvelle, prueba, clave, nueva, teste, chave, prova',
  'chiave, sleutel, nieuw, klucz, nowy, тест, ключ, новый, anahtar, nyckel',
  'テスト, キー, 鍵, 新規, 測試, 测试, 密钥, 新建, 테스트, 키',
);

/** Words before the @ of an email that point to a program's or a team's mailbox. */
export const SHARED_MAILBOX_WORDS = list(
  'ci, cd, cicd, bot, robot, svc, service, serviceaccount, service account, noreply, no reply',
  'donotreply, do not reply, platform, team, ops, devops, infra, infrastructure, sre, admin',
  'administrator, root, system, systems, sysadmin, automation, build, deploy, deployer, jenkins, github',
  'gitlab, api, integration, it, info, support, help, helpdesk, hello, contact, shared, data, eng',
  'engineering, dev, developer, ml, mlops, ai, backend, production, prod, machine, account, accounts',
  'office, security, mail, group, research, product, equipe, équipe, equipo, dienst, technik, technique',
);
