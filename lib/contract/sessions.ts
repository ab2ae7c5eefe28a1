import { z } from 'zod';

const time = z.iso.datetime();

/** An active session of the signed-in owner. */
export const ownSessionSchema = z.object({
  id: z.string(),
  /** True for the session that made the request. */
  current: z.boolean(),
  started_at: time,
  last_used_at: time,
  expires_at: time,
  /** The address that last used it; `null`: unknown. */
  address: z.string().nullable(),
});
export type OwnSession = z.infer<typeof ownSessionSchema>;
