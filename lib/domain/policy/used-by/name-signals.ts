import { wordsOfConcepts } from '../words/concepts';
import { namesIn, type HolderNames } from '../names/holder-names';
import { SUBJECTS } from '../words/person-concepts';
import { isDecoration } from '../names/purpose';
import { evidenceText, type Words } from '../text';
import type { Evidence, PolicySettings } from '../types';
import { WEIGHT } from './weights';
import { endsWithListed, isListed } from '../words/word-set';
import {
  personWordsIn,
  workloadWordsIn,
  type KnownWord,
  type WordKind,
} from '../words/word-weights';

/** One reason to take a key for a workload's (above 0) or a person's (below 0). */
export type Signal = Evidence & { weight: number };

type Weighed = KnownWord & { weight: number };

const SUBJECT_WORDS = wordsOfConcepts([SUBJECTS]);
/** Before one of these words, "api" only describes the credential. */
const CREDENTIALS: readonly string[] = Object.freeze([
  ...[
    'key',
    'token',
    'secret',
    'access',
    'credential',
    'schlüssel',
    'anahtarı',
    'キー',
    'トークン',
  ],
  ...['密钥', '密鑰', '金鑰', '키', '토큰'],
]);
/** Here, "personal" only describes the credential. */
const PERSONAL_ACCESS = /\bpersonal access token/;

/** What the words of a key's name say about who uses the key. */
export function nameSignals(
  words: Words,
  names: HolderNames,
  settings: PolicySettings,
): readonly Signal[] {
  const own = namesIn(words, names);
  const workload = workloadWords(words, own, settings);
  if (workload.length > 0 && endsWithListed(words, SUBJECT_WORDS)) {
    return [...aboutSomethingElse(words), ...personSignals(words, [], settings), ...toOwn(own)];
  }
  return [
    ...workload.map(toWorkloadSignal),
    ...personSignals(words, workload, settings),
    ...toOwn(own),
  ];
}

/** The head of a phrase decides: "robots paper" is a paper. */
function aboutSomethingElse({ parts }: Words): Signal[] {
  const value = evidenceText(parts.at(-1) ?? '');
  return [{ label: 'The name isn’t about a program', value, weight: 0 }];
}

/** The strongest word counts fully. One more counts a little, but hints don't add up to a workload. */
function workloadWords(words: Words, own: readonly string[], settings: PolicySettings): Weighed[] {
  const found = workloadWordsIn(words, settings)
    .filter(({ word }) => word !== 'api' || namesAnApi(words))
    .map((known) => ({ ...known, weight: weightOf(known.kind, words, own, settings) }));
  if (found.length < 2) return found;
  const [first, second] = found.toSorted((a, b) => b.weight - a.weight);
  const more = isClear(first) ? WEIGHT.furtherWorkloadWord : 0;
  return found.map((each) => {
    if (each === first) return each;
    return { ...each, weight: each === second ? more : 0 };
  });
}

function isClear(word: Weighed | undefined): boolean {
  return word !== undefined && word.weight >= WEIGHT.workloadWord;
}

function weightOf(
  kind: WordKind,
  words: Words,
  own: readonly string[],
  settings: PolicySettings,
): number {
  if (kind === 'software') return WEIGHT.unattendedSoftware;
  if (kind === 'full') return WEIGHT.workloadWord;
  return kind === 'ordinary-software' && hasNothingElse(words, own, settings)
    ? WEIGHT.workloadWord
    : WEIGHT.workloadHint;
}

/** Whether a name has no word with a meaning of its own besides workload keywords: "flux-token". */
function hasNothingElse(words: Words, own: readonly string[], settings: PolicySettings): boolean {
  return words.parts.every(
    (part) =>
      part.length === 1 ||
      /^\p{N}+$/u.test(part) ||
      own.includes(part) ||
      isDecoration(part) ||
      isListed(part, settings.workloadWords),
  );
}

/** Whether "api" isn't only part of "api key". */
function namesAnApi({ parts }: Words): boolean {
  return parts.some(
    (part, index) => part === 'api' && !isListed(parts[index + 1] ?? '', CREDENTIALS),
  );
}

function toWorkloadSignal({ word, kind, weight }: Weighed): Signal {
  return { label: WORKLOAD_LABELS[kind], value: evidenceText(word), weight };
}

const WORKLOAD_LABELS: Readonly<Record<WordKind, string>> = {
  software: 'Software that runs unattended',
  'ordinary-software': 'May be software that runs unattended',
  full: 'Workload keyword in the name',
  half: 'Hint of a workload in the name',
};

/** The first person keyword counts. A hint such as "my" counts only if nothing clearer is in the name. */
function personSignals(
  words: Words,
  workload: readonly Weighed[],
  settings: PolicySettings,
): Signal[] {
  const found = personWordsIn(words, settings).filter(
    ({ word }) => word !== 'personal' || !PERSONAL_ACCESS.test(words.parts.join(' ')),
  );
  const clear = found.find(({ kind }) => kind === 'full');
  const counted = clear ?? (workload.some(isClear) ? undefined : found[0]);
  const shown = clear === undefined && counted === undefined ? [] : found;
  return shown.map((known) => {
    const hint = known.kind === 'half';
    const weight = hint ? WEIGHT.personHint : WEIGHT.personWord;
    return {
      label: hint ? 'Hint of a person in the name' : 'Person keyword in the name',
      value: evidenceText(known.word),
      weight: known === counted ? weight : 0,
    };
  });
}

function toOwn(own: readonly string[]): Signal[] {
  return own.map((word, index) => ({
    label: 'Holder’s own name in the key name',
    value: evidenceText(word),
    weight: index === 0 ? WEIGHT.holderName : 0,
  }));
}
