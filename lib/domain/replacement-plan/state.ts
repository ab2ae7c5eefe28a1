import { z } from 'zod';

export const STEP_IDS = [
  'ask-holder',
  'choose-projects',
  'permission-group',
  'service-token',
  'check-token',
  'swap-secret',
  'revoke-keys',
  'check-gone',
] as const;
export type StepId = (typeof STEP_IDS)[number];

/** What an audit can check. */
export const CHECK_IDS = [
  'group-seen',
  'token-seen',
  'group-matches',
  'reach-as-planned',
  'old-key-gone',
] as const;
export type CheckId = (typeof CHECK_IDS)[number];

/** `wider`, `narrower`: seen, with more or less access than planned. */
export const CHECK_OUTCOMES = [
  'seen',
  'not-seen',
  'wider',
  'narrower',
  'cannot-be-checked',
] as const;
export type CheckOutcome = (typeof CHECK_OUTCOMES)[number];

/** `there`: still listed. `gone`: no longer listed. */
export const KEY_OUTCOMES = ['gone', 'there', 'cannot-be-checked'] as const;
export type KeyOutcome = (typeof KEY_OUTCOMES)[number];

/** No check has seen anything that the plan creates. */
const NOTHING_MADE: { group: string | null; account: string | null; token: string | null } = {
  group: null,
  account: null,
  token: null,
};

const text = z.string().max(100_000);
const instant = z.iso.datetime();

export const checkResultSchema = z.strictObject({
  check: z.enum(CHECK_IDS),
  outcome: z.enum(CHECK_OUTCOMES),
  /** One sentence on what was seen, or why it couldn't be checked. */
  says: text,
  /** Powers beyond the plan or missing from it, in words. */
  extra: z.array(text),
  lacking: z.array(text),
  /** When Latchkey read what this rests on, which may be before the audit. `null`: not recorded. */
  at: instant.nullable().default(null),
});
export type CheckResult = z.infer<typeof checkResultSchema>;

const stepStateSchema = z.strictObject({
  status: z.enum(['todo', 'waiting', 'done']),
  /**
   * `seen`: an audit saw it. `by-hand`: audits can't check this step. `unproved`: a person marked it as done
   * after an audit couldn't check it.
   */
  how: z.enum(['seen', 'by-hand', 'unproved']).nullable(),
  by: text.nullable(),
  at: instant.nullable(),
  note: z.string().max(5000),
  /** Why a done step is open again. */
  reopened: z.strictObject({ at: instant, why: text }).nullable(),
});
export type StepState = z.infer<typeof stepStateSchema>;

const askedSchema = z.strictObject({ by: text, at: instant });
/** Who marked the message to a holder as sent, and when. */
export type Asked = z.infer<typeof askedSchema>;

/**
 * The state of a replacement. `checks`: the latest result of each check that still applies to the plan.
 * `checked_at`: when the holders' key lists were read that the latest check used; the oldest of them.
 * `evaluated_at`: when the audit of the latest check ended. `keys`: what the latest check saw of each key.
 * `asked`: the holders who were sent the message, by id. `made`: the names under which a check has seen what the
 * plan created, so they count as the plan's own.
 * *Shape*: plain data, the same in the database, on the wire, and in the browser.
 */
export const replacementStateSchema = z.strictObject({
  steps: z.record(z.enum(STEP_IDS), stepStateSchema),
  checks: z.partialRecord(z.enum(CHECK_IDS), checkResultSchema),
  checked_at: instant.nullable(),
  evaluated_at: instant.nullable().default(null),
  asked: z.record(z.string(), askedSchema).default({}),
  keys: z.record(z.string(), z.enum(KEY_OUTCOMES)),
  made: z
    .strictObject({ group: text.nullable(), account: text.nullable(), token: text.nullable() })
    .default(NOTHING_MADE),
});
export type ReplacementState = z.infer<typeof replacementStateSchema>;

export function initialState(): ReplacementState {
  return {
    steps: Object.fromEntries(STEP_IDS.map((id) => [id, TODO])) as Record<StepId, StepState>,
    checks: {},
    checked_at: null,
    evaluated_at: null,
    asked: {},
    keys: {},
    made: NOTHING_MADE,
  };
}

export const TODO: StepState = {
  status: 'todo',
  how: null,
  by: null,
  at: null,
  note: '',
  reopened: null,
};
