import { z } from 'zod';
import { ruleSettingsSchema } from './rule-settings';
import { withoutFormerDefaults } from './words/former-defaults';
import type { PolicySettings } from './types';
import {
  COMMON_WORDS,
  PERSON_WORDS,
  SHARED_MAILBOX_WORDS,
  VAGUE_WORDS,
  WORKLOAD_WORDS,
} from './words/default-words';

export const DEFAULT_SETTINGS: PolicySettings = Object.freeze({
  version: 1,
  plan: 'unknown',
  oldKeyDays: Object.freeze({ low: 90, medium: 180, high: 365 }),
  expiresSoonDays: Object.freeze({ low: 30, medium: 7 }),
  severalKeys: Object.freeze({ low: 5, medium: 10 }),
  oldServiceTokenDays: 180,
  domains: Object.freeze([]),
  switchedOff: Object.freeze({}),
  automaticTokens: Object.freeze([]),
  severityOverrides: Object.freeze({}),
  workloadWords: WORKLOAD_WORDS,
  personWords: PERSON_WORDS,
  commonWords: COMMON_WORDS,
  vagueWords: VAGUE_WORDS,
  sharedMailboxWords: SHARED_MAILBOX_WORDS,
});

/** The maximum of an `integer` column in Postgres. */
const MAX_VERSION = 2_147_483_647;

/** An object schema, so that the settings file can extend it. */
export const settingsObject = ruleSettingsSchema.extend({
  version: z.int().min(0).max(MAX_VERSION),
});

/** Settings as stored. Missing fields use defaults; unknown fields are rejected. */
export const settingsSchema = z.preprocess(withDefaults, settingsObject);

/** Adds the default of each setting that `given` lacks or has as it was a default before. */
export function withDefaults(given: unknown): unknown {
  return typeof given === 'object' && given !== null && !Array.isArray(given)
    ? { ...DEFAULT_SETTINGS, ...withoutFormerDefaults(given) }
    : given;
}
