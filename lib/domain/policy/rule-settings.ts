import { z } from 'zod';
import { formatNumber, RULE_IDS, SEVERITIES } from '@/lib/domain/core';

/** No control characters and no unpaired surrogates. Postgres rejects NUL and unpaired surrogates. */
export const VISIBLE = /^[^\p{Cc}\p{Cs}]*$/u;
export const INVISIBLE = 'Remove control characters.';

const number = (least: number, most: number) => {
  const error = `Enter a whole number from ${formatNumber(least)} to ${formatNumber(most)}.`;
  return z.int(error).min(least, error).max(most, error);
};
const days = number(1, 36_500);
const count = number(2, 100_000);

const BELOW_LOW = 'Must be at least the low value.';

const MAX_WORD_CHARS = 100;
const word = z
  .string()
  .trim()
  .min(1, 'Remove the empty word.')
  .max(MAX_WORD_CHARS, {
    error: ({ input }) =>
      `“${typeof input === 'string' ? input.slice(0, 30) : ''}…” is longer than ${MAX_WORD_CHARS} characters.`,
  })
  .regex(VISIBLE, INVISIBLE);

/** At least two labels of letters, digits, and hyphens, in any script. Compared in lower case. */
const DOMAIN =
  /^(?=.{1,253}$)(?:[\p{L}\p{N}](?:[\p{L}\p{N}\p{M}-]{0,61}[\p{L}\p{N}\p{M}])?\.)+[\p{L}\p{N}\p{M}-]{2,63}$/u;
const domain = z
  .string()
  .trim()
  .toLowerCase()
  .regex(DOMAIN, {
    error: ({ input }) =>
      `“${String(input).slice(0, 100)}” isn’t an email domain. Enter it like “acme.com”, and list each subdomain separately.`,
  });

/** A list in which each entry counts once. */
const list = (entry: z.ZodString, most: number): z.ZodType<readonly string[], readonly string[]> =>
  z
    .array(entry)
    .max(most, `Enter at most ${formatNumber(most)} entries.`)
    .overwrite((entries) => [...new Set(entries)]);
const words = list(word, 2_000);

const MAX_REASON_CHARS = 500;
/** A report shows why a rule is switched off. */
const reason = z
  .string()
  .trim()
  .min(1, 'Enter a reason. It appears on the rule’s page.')
  .max(MAX_REASON_CHARS, `Enter at most ${formatNumber(MAX_REASON_CHARS)} characters.`)
  .regex(VISIBLE, INVISIBLE);

/**
 * What owners can set for the rules: the same checks in the form, the API, and the settings file. Names are
 * camelCase, as in the file.
 * *Units*: ages and terms in days.
 */
export const ruleSettingsSchema = z.strictObject({
  plan: z.enum(['unknown', 'starter', 'pro', 'enterprise']),
  oldKeyDays: z
    .strictObject({ low: days, medium: days, high: days })
    .refine(({ low, medium }) => low <= medium, { path: ['medium'], error: BELOW_LOW })
    .refine(({ medium, high }) => medium <= high, {
      path: ['high'],
      error: 'Must be at least the medium value.',
    }),
  expiresSoonDays: z
    .strictObject({ low: days, medium: days })
    .refine(({ low, medium }) => low >= medium, {
      path: ['medium'],
      error: 'Must be at most the low value.',
    }),
  severalKeys: z
    .strictObject({ low: count, medium: count })
    .refine(({ low, medium }) => low <= medium, { path: ['medium'], error: BELOW_LOW }),
  /** A service token is old from this age on. */
  oldServiceTokenDays: days,
  /** The company's email domains, in lower case. Empty: the rule about domains is off. */
  domains: list(domain, 1_000),
  /** Switched-off rules, each with the reason. */
  switchedOff: z.partialRecord(z.enum(RULE_IDS), reason),
  /** Ids of service tokens that a self-hosted data plane created for itself. Rules skip them. */
  automaticTokens: list(z.string().trim().min(1).max(200).regex(VISIBLE, INVISIBLE), 1_000),
  /** Rules whose findings get this severity instead of the rule's own. */
  severityOverrides: z.partialRecord(z.enum(RULE_IDS), z.enum(SEVERITIES)),
  workloadWords: words,
  personWords: words,
  commonWords: words,
  vagueWords: words,
  sharedMailboxWords: words,
});
export type RuleSettings = z.infer<typeof ruleSettingsSchema>;
