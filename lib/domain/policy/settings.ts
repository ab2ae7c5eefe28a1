import { z } from 'zod';
import { RULE_IDS, SEVERITIES } from '@/lib/domain/core';
import type { PolicySettings } from './types';
import {
  COMMON_WORDS,
  PERSON_WORDS,
  SHARED_MAILBOX_WORDS,
  VAGUE_WORDS,
  WORKLOAD_WORDS,
} from './words';

export const DEFAULT_SETTINGS: PolicySettings = Object.freeze({
  version: 1,
  plan: 'unknown',
  oldKeyDays: Object.freeze({ low: 90, medium: 180, high: 365 }),
  expiresSoonDays: Object.freeze({ low: 30, medium: 7 }),
  severalKeys: Object.freeze({ low: 2, medium: 5 }),
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

/** No control characters and no unpaired surrogates. Postgres rejects NUL and unpaired surrogates. */
export const VISIBLE = /^[^\p{Cc}\p{Cs}]*$/u;

const days = z.int().min(1).max(36_500);
const count = z.int().min(2).max(100_000);
const words = (byDefault: readonly string[]) =>
  z
    .array(z.string().trim().min(1).max(100).regex(VISIBLE))
    .max(2_000)
    .readonly()
    .default(byDefault);

const unique = (list: string[]): string[] => [...new Set(list)];

/** At least two labels of letters, digits, and hyphens, in any script. Compared in lower case. */
const DOMAIN =
  /^(?=.{1,253}$)(?:[\p{L}\p{N}](?:[\p{L}\p{N}\p{M}-]{0,61}[\p{L}\p{N}\p{M}])?\.)+[\p{L}\p{N}\p{M}-]{2,63}$/u;
const domain = z
  .string()
  .trim()
  .toLowerCase()
  .regex(DOMAIN, {
    error: ({ input }) =>
      `"${String(input).slice(0, 100)}" isn’t an email domain. Enter it like "acme.com", and list each subdomain separately.`,
  });

/** A report shows why a rule is switched off. */
const MAX_REASON_CHARS = 500;
const reason = z
  .string()
  .trim()
  .regex(VISIBLE, { error: 'A reason must be one line without control characters.' })
  .min(1, { error: 'A reason is required.' })
  .max(MAX_REASON_CHARS, { error: `A reason can have at most ${MAX_REASON_CHARS} characters.` });

/** An object schema, so that the settings file can extend it. */
export const settingsObject = z.strictObject({
  version: z.int().min(0).max(MAX_VERSION).default(DEFAULT_SETTINGS.version),
  plan: z.enum(['unknown', 'starter', 'pro', 'enterprise']).default(DEFAULT_SETTINGS.plan),
  oldKeyDays: z
    .strictObject({ low: days, medium: days, high: days })
    .refine(({ low, medium, high }) => low <= medium && medium <= high, {
      error: 'Medium must be at least low, and high at least medium.',
    })
    .default(DEFAULT_SETTINGS.oldKeyDays),
  expiresSoonDays: z
    .strictObject({ low: days, medium: days })
    .refine(({ low, medium }) => low >= medium, { error: 'Low must be at least medium.' })
    .default(DEFAULT_SETTINGS.expiresSoonDays),
  severalKeys: z
    .strictObject({ low: count, medium: count })
    .refine(({ low, medium }) => low <= medium, { error: 'Medium must be at least low.' })
    .default(DEFAULT_SETTINGS.severalKeys),
  oldServiceTokenDays: days.default(DEFAULT_SETTINGS.oldServiceTokenDays),
  domains: z.array(domain).max(1_000).transform(unique).readonly().default([]),
  switchedOff: z.partialRecord(z.enum(RULE_IDS), reason).default({}),
  automaticTokens: z
    .array(z.string().trim().min(1).max(200).regex(VISIBLE))
    .max(1_000)
    .transform(unique)
    .readonly()
    .default([]),
  severityOverrides: z.partialRecord(z.enum(RULE_IDS), z.enum(SEVERITIES)).default({}),
  workloadWords: words(WORKLOAD_WORDS),
  personWords: words(PERSON_WORDS),
  commonWords: words(COMMON_WORDS),
  vagueWords: words(VAGUE_WORDS),
  sharedMailboxWords: words(SHARED_MAILBOX_WORDS),
});

/**
 * Settings from a file or from the app. Missing fields use defaults; unknown fields are rejected.
 * *Units*: ages and terms in days.
 */
export const settingsSchema: z.ZodType<PolicySettings> = settingsObject.readonly();
