import { z } from 'zod';
import { BRAINTRUST_PLANS } from '@/lib/domain/core';

/** How the group and the token are made: on Braintrust's settings pages, or by API calls. */
export const HOWS = ['ui', 'api'] as const;
export type How = (typeof HOWS)[number];

/** What stands behind the key; each kind has a way of its own. */
export const KINDS = ['workload', 'person', 'proxy-client', 'leaver'] as const;
export type Kind = (typeof KINDS)[number];

/** Most keys that one plan can retire. */
export const MOST_KEYS = 1000;
/** Most projects that one token is planned for; who needs more needs another design. */
export const MOST_PROJECTS = 200;

/** Text as Braintrust gave it: any length that was stored, any character. */
const observed = z.string().max(100_000);
const name = z.string().max(200);

/** One permission, perhaps narrowed to one type of object (`null`: not narrowed). */
export const grantSchema = z.strictObject({
  permission: z.string().min(1).max(64),
  restrict_object_type: z.string().min(1).max(64).nullable(),
});
export type Grant = z.infer<typeof grantSchema>;

/** A key to retire, as it was when it was put into the plan. Never the secret. */
export const planKeySchema = z.strictObject({
  id: observed,
  name: observed,
  preview: observed,
  holder_id: observed,
  holder_name: observed.nullable(),
  holder_email: observed.nullable(),
  created: z.iso.datetime().nullable(),
});
export type PlanKey = z.infer<typeof planKeySchema>;

/** A project that the token is to reach, and what it may do there. */
export const planProjectSchema = z.strictObject({
  id: observed,
  name: observed,
  grants: z.array(grantSchema).max(100),
});
export type PlanProject = z.infer<typeof planProjectSchema>;

const editable = {
  title: name,
  variant: z.strictObject({
    braintrust_plan: z.enum(BRAINTRUST_PLANS),
    how: z.enum(HOWS),
    kind: z.enum(KINDS),
  }),
  /** False where nothing takes the key's place: a person signs in, a leaver's key just ends. */
  needs_token: z.boolean(),
  /** What runs with the keys and where they are stored, in the owner's words. */
  used_by: z.string().max(2000),
  stored_in: z.string().max(2000),
  projects: z.array(planProjectSchema).max(MOST_PROJECTS),
  /** Enterprise only; elsewhere kept, and not used. */
  group_name: name,
  account_name: name,
  token_name: name,
  /** `null`: no end. *Units*: days. */
  expiry_days: z.int().min(1).max(3650).nullable(),
  /** Environment variable that the program reads. */
  variable: z.string().max(200),
  /** The message to the holder where it was edited; `null`: the suggested one. */
  message: z.string().max(20_000).nullable(),
  notes: z.string().max(20_000),
};

/** What an owner edits: a plan without the facts of its keys. */
export const planDraftSchema = z.strictObject(editable);
export type PlanDraft = z.infer<typeof planDraftSchema>;

/**
 * The plan that takes one or several keys to one service token.
 * *Shape*: plain data, the same in store, wire and browser, hence the wire's way of naming.
 */
export const planSchema = z.strictObject({
  keys: z.array(planKeySchema).min(1).max(MOST_KEYS),
  ...editable,
});
export type Plan = z.infer<typeof planSchema>;

/** The name of the environment variable that Braintrust's own libraries read. */
export const DEFAULT_VARIABLE = 'BRAINTRUST_API_KEY';

/** True where custom permission groups may exist: Enterprise, or nobody has said. */
export function usesGroup(plan: Pick<Plan, 'variant' | 'needs_token'>): boolean {
  const { braintrust_plan } = plan.variant;
  return plan.needs_token && (braintrust_plan === 'enterprise' || braintrust_plan === 'unknown');
}

/** True where having `held` means having `wanted` too. */
export function covers(held: readonly Grant[], wanted: Grant): boolean {
  return held.some(
    ({ permission, restrict_object_type: only }) =>
      permission === wanted.permission && (only === null || only === wanted.restrict_object_type),
  );
}

/** `update`, or `update (project_log only)`. */
export function grantText({ permission, restrict_object_type: only }: Grant): string {
  return only === null ? permission : `${permission} (${only} only)`;
}
