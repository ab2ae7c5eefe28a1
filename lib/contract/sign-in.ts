import { z } from 'zod';

/**
 * Why a sign-in was refused: JSON in `error` of next-auth's `signIn('credentials', {redirect: false})`.
 * The page shows `message`. With the codes `choose-organization` and `unknown-organization`,
 * `organizations` holds the names to choose from.
 */
export type SignInError = {
  code: string;
  message: string;
  organizations?: string[];
  retry_after_seconds?: number;
};

/** What sign-in sends. `organization` is a name, required if the key has access to several. */
export const signInSchema = z.object({
  apiKey: z.string(),
  organization: z.string().optional(),
});
