import { z } from 'zod';
import { REVOCATION_OUTCOMES, REVOCATION_REASONS } from '@/lib/domain/core';
import { MOST_REVOCATIONS } from './confirmation';

const time = z.iso.datetime();

/** Whether keys may be revoked from here. Off until an owner switches it on. */
export const revocationSchema = z.object({
  enabled: z.boolean(),
  enabled_at: time.nullable(),
  enabled_by: z.string().nullable(),
  /** Until when this session's last proof holds; `null`: none does, the key is asked for. */
  proof_until: time.nullable(),
});
export type Revocation = z.infer<typeof revocationSchema>;

export const setRevocationSchema = z.strictObject({ enabled: z.boolean() });

/** The owner's Braintrust key, typed in again. Checked and forgotten. */
export const revocationProofSchema = z.strictObject({ api_key: z.string().min(1).max(1000) });

/** Keys to revoke, in this order; `name_typed` is each key's name as a person typed it. */
export const revokeKeysSchema = z.strictObject({
  keys: z
    .array(z.strictObject({ key_id: z.string().min(1).max(200), name_typed: z.string().max(5000) }))
    .min(1)
    .max(MOST_REVOCATIONS)
    .refine((keys) => new Set(keys.map(({ key_id }) => key_id)).size === keys.length, {
      error: 'A key stands in it twice.',
    }),
});
export type RevokeKeysBody = z.input<typeof revokeKeysSchema>;

/** What came of one key. */
const revokedKeySchema = z.object({
  key_id: z.string(),
  name: z.string(),
  preview: z.string(),
  holder_id: z.string(),
  holder_email: z.string().nullable(),
  outcome: z.enum(REVOCATION_OUTCOMES),
  /** Why it is not `revoked`, or what was odd although it is. */
  reason: z.enum(REVOCATION_REASONS).nullable(),
  /** A sentence or two for people: what is so, and what to do. */
  message: z.string(),
});
export type RevokedKey = z.infer<typeof revokedKeySchema>;

/** Every key that was asked for, in that order, with what came of it. */
export const revocationResultSchema = z.object({
  objects: z.array(revokedKeySchema),
  /** Whether it ended before the last key. */
  stopped: z.boolean(),
  /** The follow-up audit that shows it; `null`: nothing is gone, or there is nothing to follow. */
  follow_up: z.object({ parent_id: z.string(), member_ids: z.array(z.string()) }).nullable(),
});
export type RevocationResult = z.infer<typeof revocationResultSchema>;
