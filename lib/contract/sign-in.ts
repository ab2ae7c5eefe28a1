import { z } from 'zod';

/**
 * Why a sign-in was refused, as next-auth's `signIn('credentials', {redirect: false})` gives it in
 * `error` (as text). `message` is for the person at the page. `organizations`: names to choose
 * from, with `choose-organization` and `unknown-organization`.
 */
export const signInErrorSchema = z.object({
  code: z.string(),
  message: z.string(),
  organizations: z.array(z.string()).optional(),
  retry_after_seconds: z.int().positive().optional(),
});
export type SignInError = z.infer<typeof signInErrorSchema>;

/** What sign-in sends; `organization` is a name, needed where the key reaches several. */
export const signInSchema = z.object({
  key: z.string(),
  organization: z.string().optional(),
});
export type SignIn = z.infer<typeof signInSchema>;

const UNREADABLE: SignInError = {
  code: 'internal',
  message: 'Signing in did not work. Please try again.',
};

/** The refusal that `error` of next-auth's sign-in answer holds; a plain one for any other text. */
export function parseSignInError(error: string): SignInError {
  if (!error.startsWith('{')) return UNREADABLE;
  const parsed = z.string().transform(toJson).pipe(signInErrorSchema).safeParse(error);
  return parsed.success ? parsed.data : UNREADABLE;
}

function toJson(text: string, context: z.RefinementCtx): unknown {
  try {
    return JSON.parse(text);
  } catch {
    context.addIssue({ code: 'custom', message: 'not JSON' });
    return z.NEVER;
  }
}
