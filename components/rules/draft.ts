import type { RuleSettings } from '@/lib/contract';
import { RULE_IDS, SEVERITIES, type RuleId, type Severity } from '@/lib/domain/core';
import { copy } from './copy';

/** The word lists that rules match names against. */
export const WORD_LISTS = [
  'workloadWords',
  'personWords',
  'commonWords',
  'vagueWords',
  'sharedMailboxWords',
] as const;
export type WordList = (typeof WORD_LISTS)[number];

/** The thresholds, each named by its path in the settings. */
export const THRESHOLDS = [
  'oldKeyDays.low',
  'oldKeyDays.medium',
  'oldKeyDays.high',
  'expiresSoonDays.low',
  'expiresSoonDays.medium',
  'severalKeys.low',
  'severalKeys.medium',
  'oldServiceTokenDays',
] as const;
export type Threshold = (typeof THRESHOLDS)[number];

/** The draft of one rule. `severity` is empty to use the rule's own. */
export type RuleDraft = { severity: Severity | ''; off: boolean; reason: string };

/** The settings while they are edited: the text of each field. */
export type Draft = {
  plan: RuleSettings['plan'];
  thresholds: Record<Threshold, string>;
  domains: string;
  automaticTokens: string;
  words: Record<WordList, string>;
  rules: Record<RuleId, RuleDraft>;
};

export type FieldErrors = Readonly<Record<string, string>>;

/** Converts settings to the text of the form's fields. */
export function toDraft(settings: RuleSettings): Draft {
  return {
    plan: settings.plan,
    thresholds: {
      'oldKeyDays.low': String(settings.oldKeyDays.low),
      'oldKeyDays.medium': String(settings.oldKeyDays.medium),
      'oldKeyDays.high': String(settings.oldKeyDays.high),
      'expiresSoonDays.low': String(settings.expiresSoonDays.low),
      'expiresSoonDays.medium': String(settings.expiresSoonDays.medium),
      'severalKeys.low': String(settings.severalKeys.low),
      'severalKeys.medium': String(settings.severalKeys.medium),
      oldServiceTokenDays: String(settings.oldServiceTokenDays),
    },
    domains: settings.domains.join('\n'),
    automaticTokens: settings.automaticTokens.join('\n'),
    words: recordOf(WORD_LISTS, (list) => settings[list].join('\n')),
    rules: recordOf(RULE_IDS, (rule) => ({
      severity: settings.severityOverrides[rule] ?? '',
      off: settings.switchedOff[rule] !== undefined,
      reason: settings.switchedOff[rule] ?? '',
    })),
  };
}

/** Parses a draft into settings, or returns the errors by field. */
export function parseDraft(
  draft: Draft,
): { ok: true; settings: RuleSettings } | { ok: false; errors: FieldErrors } {
  const errors: Record<string, string> = {};
  const number = (field: Threshold): number => {
    const [least, most] = field.startsWith('severalKeys') ? [2, 100_000] : [1, 36_500];
    const text = draft.thresholds[field].trim();
    const value = /^\d{1,6}$/.test(text) ? Number(text) : NaN;
    if (!(value >= least && value <= most)) {
      errors[field] = copy.errors.wholeNumber(least, most);
    }
    return value;
  };
  const settings: RuleSettings = {
    plan: draft.plan,
    oldKeyDays: {
      low: number('oldKeyDays.low'),
      medium: number('oldKeyDays.medium'),
      high: number('oldKeyDays.high'),
    },
    expiresSoonDays: {
      low: number('expiresSoonDays.low'),
      medium: number('expiresSoonDays.medium'),
    },
    severalKeys: { low: number('severalKeys.low'), medium: number('severalKeys.medium') },
    oldServiceTokenDays: number('oldServiceTokenDays'),
    domains: domains(draft.domains, errors),
    automaticTokens: lines(draft.automaticTokens),
    ...recordOf(WORD_LISTS, (list) => words(draft.words[list], list, errors)),
    ...rules(draft.rules, errors),
  };
  checkOrder(settings, errors);
  return Object.keys(errors).length === 0 ? { ok: true, settings } : { ok: false, errors };
}

function checkOrder(settings: RuleSettings, errors: Record<string, string>): void {
  const { oldKeyDays: old, expiresSoonDays: soon, severalKeys: several } = settings;
  if (old.medium < old.low) errors['oldKeyDays.medium'] ??= copy.errors.belowLow;
  if (old.high < old.medium) errors['oldKeyDays.high'] ??= copy.errors.belowMedium;
  if (soon.medium > soon.low) errors['expiresSoonDays.medium'] ??= copy.errors.aboveLow;
  if (several.medium < several.low) errors['severalKeys.medium'] ??= copy.errors.belowLow;
}

const MAX_WORD_CHARS = 100;
const MAX_WORDS = 2000;

function words(text: string, list: WordList, errors: Record<string, string>): string[] {
  const all = lines(text);
  const long = all.find((word) => word.length > MAX_WORD_CHARS);
  if (long !== undefined) errors[list] = copy.errors.longWord(long.slice(0, 30), MAX_WORD_CHARS);
  if (all.length > MAX_WORDS) errors[list] = copy.errors.tooManyWords(MAX_WORDS);
  return all;
}

const DOMAIN =
  /^(?:[\p{L}\p{N}](?:[\p{L}\p{N}\p{M}-]*[\p{L}\p{N}\p{M}])?\.)+[\p{L}\p{N}\p{M}-]{2,63}$/u;

function domains(text: string, errors: Record<string, string>): string[] {
  const all = lines(text).map((domain) => domain.toLowerCase().replace(/^@/, ''));
  const wrong = all.find((domain) => !DOMAIN.test(domain));
  if (wrong !== undefined) {
    errors.domains = copy.errors.domain(wrong.slice(0, 60));
  }
  return all;
}

function rules(
  drafts: Draft['rules'],
  errors: Record<string, string>,
): Pick<RuleSettings, 'severityOverrides' | 'switchedOff'> {
  const severityOverrides: Partial<Record<RuleId, Severity>> = {};
  const switchedOff: Partial<Record<RuleId, string>> = {};
  for (const rule of RULE_IDS) {
    const { severity, off, reason } = drafts[rule];
    if (severity !== '') severityOverrides[rule] = severity;
    if (!off) continue;
    switchedOff[rule] = reason.trim();
    if (reason.trim() === '') errors[`rule:${rule}`] = copy.errors.reason;
  }
  return { severityOverrides, switchedOff };
}

/** One entry per line or comma, without blank and repeated ones. */
function lines(text: string): string[] {
  return [...new Set(text.split(/[\n,]/).map((line) => line.trim()))].filter(Boolean);
}

function recordOf<Name extends string, Value>(
  names: readonly Name[],
  of: (name: Name) => Value,
): Record<Name, Value> {
  return Object.fromEntries(names.map((name) => [name, of(name)])) as Record<Name, Value>;
}

/** The severities to choose from; the empty one stands for the rule's own. */
export const SEVERITY_CHOICES: readonly (Severity | '')[] = ['', ...SEVERITIES];
