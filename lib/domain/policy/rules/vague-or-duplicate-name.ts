import type { Steps } from '@/lib/domain/core';
import type { Key } from '@/lib/domain/organization';
import { consistsOf } from '../names/copies';
import { defineRule } from '../define-rule';
import type { Facts } from '../facts';
import { hasExpired } from '../key-dates';
import { REFERENCES } from '../references';
import { keySubject } from '../subjects';
import { evidenceText, fold, type Words } from '../text';
import type { Evidence, PolicySettings, RuleResult, Snapshot } from '../types';
import { hasEntry, isListed, matchWords } from '../words/word-set';

/** Names this short mean nothing, unless a word list contains them ("ci", "pc"). */
const TELLS_NOTHING_CHARS = 2;

export const vagueOrDuplicateName = defineRule({
  id: 'vague-or-duplicate-name',
  title: 'Vague or duplicate name',
  description:
    'The name doesn’t say what the key is for, or its holder has another key with the same name.',
  why: 'Unclear names make keys hard to revoke and hard to trace after a leak.',
  decides: () => [
    'A name is vague if it has no letters, is too short, repeats one letter, or has only vague words and single letters.',
    'A name with a workload keyword or a person keyword isn’t vague.',
    'A name is a duplicate if the same holder has another unexpired key with that name.',
  ],
  thresholds: ['vagueWords', 'workloadWords', 'personWords'],
  cannotKnow: 'The holder may know what the key is for.',
  subject: 'key',
  severities: ['low'],
  references: [REFERENCES.isoInventory],
  evaluate,
});

/** Every key can be assessed, because every key has a name, even if it is empty. */
function* evaluate(
  snapshot: Snapshot,
  settings: PolicySettings,
  now: Date,
  facts: Facts,
): Steps<RuleResult> {
  const { keysByHolder, wordsOfName } = facts;
  const findings: RuleResult['findings'][number][] = [];
  for (const held of keysByHolder.values()) {
    const alive = held.filter((key) => !hasExpired(key, now));
    const twins = alive.length < 2 ? new Map<Key, number>() : sameNamed(alive);
    for (const key of held) {
      const evidence = [
        ...vagueEvidence(key.name, wordsOfName(key.name), settings),
        ...duplicateEvidence(twins.get(key) ?? 0),
      ];
      if (evidence.length === 0) continue;
      findings.push({ severity: 'low', subject: keySubject(key), evidence });
    }
    yield;
  }
  return { findings, notAssessed: [] };
}

/** How many keys of one holder share a name, for each of these keys. Unique names have no entry. */
function sameNamed(keys: readonly Key[]): Map<Key, number> {
  const byName = new Map<string, Key[]>();
  for (const key of keys) {
    const name = fold(key.name).replace(/\s+/gu, ' ').trim();
    const group = byName.get(name);
    if (group === undefined) byName.set(name, [key]);
    else group.push(key);
  }
  const counts = new Map<Key, number>();
  for (const group of byName.values()) {
    if (group.length > 1) for (const key of group) counts.set(key, group.length);
  }
  return counts;
}

function duplicateEvidence(count: number): Evidence[] {
  return count === 0 ? [] : [{ label: 'Keys of this holder with this name', value: String(count) }];
}

function vagueEvidence(name: string, words: Words, settings: PolicySettings): Evidence[] {
  const reason = vagueReason(words, settings);
  if (reason === null) return [];
  return [
    { label: 'Name', value: evidenceText(name) },
    { label: 'Why it’s vague', value: reason },
  ];
}

function vagueReason(words: Words, settings: PolicySettings): string | null {
  const { parts, compact } = words;
  if (compact === '') return 'no letters';
  const letters = parts.filter((part) => !/^\p{N}+$/u.test(part));
  if (letters.length === 0) return 'only digits';
  const joined = letters.join('');
  if (tells(words, settings)) return null;
  if (!words.cjk && compact.length <= TELLS_NOTHING_CHARS) return 'too short';
  if (/^(.)\1+$/u.test(joined)) return 'one repeated letter';
  const { vagueWords } = settings;
  const vague =
    isListed(joined, vagueWords) ||
    letters.every(
      (part) => part.length === 1 || isListed(part, vagueWords) || consistsOf(part, vagueWords),
    );
  return vague ? 'only vague words' : null;
}

/** Whether a word points to a program or a computer: "ci", "k8s", "pc". */
function tells(words: Words, settings: PolicySettings): boolean {
  const { workloadWords, personWords, vagueWords } = settings;
  const known = [...matchWords(words, workloadWords), ...matchWords(words, personWords)];
  return known.some((word) => !hasEntry(word, vagueWords));
}
