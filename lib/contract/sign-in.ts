import { z } from 'zod';

/**
 * Why a sign-in was refused: JSON in `error` of next-auth's `signIn('credentials', {redirect: false})`.
 * `message` is for the person at the page. `organizations`: names to choose from, with
 * `choose-organization` and `unknown-organization`.
 */
export type SignInError = {
  code: string;
  message: string;
  organizations?: string[];
  retry_after_seconds?: number;
};

/** What sign-in sends; `organization` is a name, needed where the key reaches several. */
export const signInSchema = z.object({
  apiKey: z.string(),
  organization: z.string().optional(),
});
