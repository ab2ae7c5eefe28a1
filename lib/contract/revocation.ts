import { z } from 'zod';
import { REVOCATION_OUTCOMES, REVOCATION_REASONS } from '@/lib/domain/core';
import { MOST_REVOCATIONS } from './confirmation';

const time = z.iso.datetime();

/** Whether Latchkey may revoke keys. Off until an owner switches it on. */
export const revocationSchema = z.object({
  enabled: z.boolean(),
  enabled_at: time.nullable(),
  enabled_by: z.string().nullable(),
  /** When this session's proof expires; `null`: no valid proof, so the key must be entered. */
  proof_until: time.nullable(),
});
export type Revocation = z.infer<typeof revocationSchema>;

export const setRevocationSchema = z.strictObject({ enabled: z.boolean() });

/** The owner's Braintrust key, entered again. It is checked and never stored. */
export const revocationProofSchema = z.strictObject({ api_key: z.string().min(1).max(1000) });

/** Keys are revoked in this order. `name_typed` is what a person typed to confirm the key. */
export const revokeKeysSchema = z.strictObject({
  keys: z
    .array(z.strictObject({ key_id: z.string().min(1).max(200), name_typed: z.string().max(5000) }))
    .min(1)
    .max(MOST_REVOCATIONS)
    .refine((keys) => new Set(keys.map(({ key_id }) => key_id)).size === keys.length, {
      error: 'List each key only once.',
    }),
});
export type RevokeKeysBody = z.input<typeof revokeKeysSchema>;

const revokedKeySchema = z.object({
  key_id: z.string(),
  name: z.string(),
  preview: z.string(),
  holder_id: z.string(),
  holder_email: z.string().nullable(),
  outcome: z.enum(REVOCATION_OUTCOMES),
  /** Why the outcome isn't `revoked`, or what was unusual although it is. */
  reason: z.enum(REVOCATION_REASONS).nullable(),
  /** One or two sentences to show: what happened, and what to do. */
  message: z.string(),
});
export type RevokedKey = z.infer<typeof revokedKeySchema>;

/** The outcome of every requested key, in the requested order. */
export const revocationResultSchema = z.object({
  objects: z.array(revokedKeySchema),
  /** True if some keys weren't tried because an earlier one didn't go as expected. */
  stopped: z.boolean(),
  /** Input for a follow-up audit that will show the result; `null`: no key is gone. */
  follow_up: z.object({ parent_id: z.string(), member_ids: z.array(z.string()) }).nullable(),
});
export type RevocationResult = z.infer<typeof revocationResultSchema>;
