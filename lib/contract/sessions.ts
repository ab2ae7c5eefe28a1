import { z } from 'zod';

const time = z.iso.datetime();

/** A live session of the owner who asks. */
export const ownSessionSchema = z.object({
  id: z.string(),
  /** True for the session that asks. */
  current: z.boolean(),
  started_at: time,
  last_used_at: time,
  expires_at: time,
  /** Where it was last used from; `null`: not known. */
  address: z.string().nullable(),
});
export type OwnSession = z.infer<typeof ownSessionSchema>;
