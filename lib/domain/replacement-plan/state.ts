import { z } from 'zod';

/** The eight steps, in the order of a workload's replacement. */
export const STEP_IDS = [
  'ask-holder',
  'choose-projects',
  'permission-group',
  'service-token',
  'swap-secret',
  'check-token',
  'revoke-keys',
  'check-gone',
] as const;
export type StepId = (typeof STEP_IDS)[number];

/** What an audit can see for itself. */
export const CHECK_IDS = [
  'group-seen',
  'token-seen',
  'group-matches',
  'reach-as-planned',
  'old-key-gone',
] as const;
export type CheckId = (typeof CHECK_IDS)[number];

/** What came of a check. `wider`, `narrower`: seen, with more or less power than planned. */
export const CHECK_OUTCOMES = [
  'seen',
  'not-seen',
  'wider',
  'narrower',
  'cannot-be-checked',
] as const;
export type CheckOutcome = (typeof CHECK_OUTCOMES)[number];

/** What became of one old key. */
export const KEY_OUTCOMES = ['gone', 'there', 'cannot-be-checked'] as const;
export type KeyOutcome = (typeof KEY_OUTCOMES)[number];

/** Nothing that a plan makes was seen yet. */
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
  /** One sentence on what was seen, or why it could not be. */
  says: text,
  /** Powers beyond the plan, or lacking, in words. */
  extra: z.array(text),
  lacking: z.array(text),
});
export type CheckResult = z.infer<typeof checkResultSchema>;

const stepStateSchema = z.strictObject({
  status: z.enum(['todo', 'waiting', 'done']),
  /**
   * How it was done: `seen` by an audit; `by-hand`, where no audit can see it at all; `unproved`:
   * said by a person after an audit had said that it cannot be checked.
   */
  how: z.enum(['seen', 'by-hand', 'unproved']).nullable(),
  by: text.nullable(),
  at: instant.nullable(),
  note: z.string().max(5000),
  /** Why a step that was done is open again. */
  reopened: z.strictObject({ at: instant, why: text }).nullable(),
});
export type StepState = z.infer<typeof stepStateSchema>;

/**
 * Where a replacement stands. *Shape*: plain data, the same in store, wire and browser. `checks`:
 * the last result of each check that still fits the plan; `keys`: what the last check saw of them;
 * `made`: names under which a check has seen what the plan makes, so that they are rightly taken.
 */
export const replacementStateSchema = z.strictObject({
  steps: z.record(z.enum(STEP_IDS), stepStateSchema),
  checks: z.partialRecord(z.enum(CHECK_IDS), checkResultSchema),
  checked_at: instant.nullable(),
  keys: z.record(z.string(), z.enum(KEY_OUTCOMES)),
  made: z
    .strictObject({ group: text.nullable(), account: text.nullable(), token: text.nullable() })
    .default(NOTHING_MADE),
});
export type ReplacementState = z.infer<typeof replacementStateSchema>;

/** Nothing done yet. */
export function initialState(): ReplacementState {
  return {
    steps: Object.fromEntries(STEP_IDS.map((id) => [id, TODO])) as Record<StepId, StepState>,
    checks: {},
    checked_at: null,
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
