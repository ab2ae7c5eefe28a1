import { z } from 'zod';
import { BRAINTRUST_PLANS, formatNumber, objectTypeWord, permissionText } from '@/lib/domain/core';

/** How the group and the token are created: on Braintrust's settings pages, or by API calls. */
export const HOWS = ['ui', 'api'] as const;
export type How = (typeof HOWS)[number];

/** What uses the key. Each kind has its own steps. */
export const KINDS = ['workload', 'person', 'proxy-client', 'leaver'] as const;
export type Kind = (typeof KINDS)[number];

/** The most keys that one plan can replace. */
export const MOST_KEYS = 1000;
/** The most projects for one token. More would need a different design. */
export const MOST_PROJECTS = 200;

/** Text from Braintrust, with any characters and any length that we store. */
const observed = z.string().max(100_000);
const text = (most: number) =>
  z.string().max(most, `Enter at most ${formatNumber(most)} characters.`);
const name = text(200);
/** The longest lifetime of a token. *Units*: days. */
const MOST_DAYS = 3650;
const DAYS = `Enter a whole number from 1 to ${formatNumber(MOST_DAYS)}.`;

/** One permission. `restrict_object_type` restricts it to objects of one type; `null`: unrestricted. */
export const grantSchema = z.strictObject({
  permission: z.string().min(1).max(64),
  restrict_object_type: z.string().min(1).max(64).nullable(),
});
export type Grant = z.infer<typeof grantSchema>;

/** A key to replace, as it was when it was added to the plan. Never its secret. */
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

/** A project that the token needs, and what it may do there. */
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
  /** False if no token is needed: a person signs in, or a former member's keys are just revoked. */
  needs_token: z.boolean(),
  /** What uses the keys, and where they are stored, in the owner's words. */
  used_by: text(2000),
  stored_in: text(2000),
  projects: z
    .array(planProjectSchema)
    .max(MOST_PROJECTS, `Choose at most ${MOST_PROJECTS} projects.`),
  /** Used if custom groups may exist (`usesGroup`). Otherwise kept, but ignored. */
  group_name: name,
  account_name: name,
  token_name: name,
  /** `null`: never expires. *Units*: days. */
  expiry_days: z.int(DAYS).min(1, DAYS).max(MOST_DAYS, DAYS).nullable(),
  /** The environment variable that the workload reads. */
  variable: name,
  /** The edited message to the holder. `null`: the suggested one. */
  message: text(20_000).nullable(),
  notes: text(20_000),
};

/** The editable part of a plan: everything but its keys. */
export const planDraftSchema = z.strictObject(editable);
export type PlanDraft = z.infer<typeof planDraftSchema>;

/**
 * The plan to replace one or more keys with one service token.
 * *Shape*: plain data, the same in the database, on the wire, and in the browser, so it uses snake_case.
 */
export const planSchema = z.strictObject({
  keys: z.array(planKeySchema).min(1).max(MOST_KEYS),
  ...editable,
});
export type Plan = z.infer<typeof planSchema>;

/** The environment variable that Braintrust's own libraries read. */
export const DEFAULT_VARIABLE = 'BRAINTRUST_API_KEY';

/** Whether custom permission groups may exist: on Enterprise, or if the plan isn't known. */
export function usesGroup(plan: Pick<Plan, 'variant' | 'needs_token'>): boolean {
  const { braintrust_plan } = plan.variant;
  return plan.needs_token && (braintrust_plan === 'enterprise' || braintrust_plan === 'unknown');
}

/** Whether `held` includes `wanted`. */
export function covers(held: readonly Grant[], wanted: Grant): boolean {
  return held.some(
    ({ permission, restrict_object_type: only }) =>
      permission === wanted.permission && (only === null || only === wanted.restrict_object_type),
  );
}

/** Whether two lists have the same permissions, in any order. */
export function sameGrants(a: readonly Grant[], b: readonly Grant[]): boolean {
  return textOf(a) === textOf(b);
}

const textOf = (grants: readonly Grant[]): string =>
  grants
    .map((grant) => JSON.stringify([grant.permission, grant.restrict_object_type]))
    .toSorted()
    .join();

/** "update", or "update (logs only)". */
export function grantText({ permission, restrict_object_type: only }: Grant): string {
  return permissionText(permission, only);
}

/** A permission that a token loses. If it keeps the permission on some objects, the text says so. */
export function droppedText(dropped: Grant, kept: readonly Grant[]): string {
  const types = kept.flatMap(({ permission, restrict_object_type: only }) =>
    permission === dropped.permission && only !== null ? objectTypeWord(only) : [],
  );
  const text = grantText(dropped);
  return types.length === 0 || dropped.restrict_object_type !== null
    ? text
    : `${text} (except ${types.join(', ')})`;
}
