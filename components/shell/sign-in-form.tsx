'use client';
import { CircleX, LoaderCircle } from 'lucide-react';
import { signIn } from 'next-auth/react';
import { useRef, useState, useTransition, type SyntheticEvent } from 'react';
import { SafeText } from '@/components/status/safe-text';
import { Button } from '@/components/ui/button';
import { SecretInput } from '@/components/ui/secret-input';
import { useHydrated } from '@/components/ui/use-hydrated';
import { copy } from './copy-sign-in';
import { parseSignInProblem, signInProblemOfUrl, type SignInProblem } from './sign-in-problem';

const TEXT = copy.form;

type SignInFormProps = {
  /** Path on this site to open after sign-in. */
  returnTo: string;
  /** The demo's fake owner key, which a button signs in with. */
  demoKey: string | null;
  /** Code from the URL that says why the previous session ended. */
  endedBecause: string | null;
};

/** The sign-in form. It sends an owner's Braintrust key in the body of one request. */
export function SignInForm({ returnTo, demoKey, endedBecause }: SignInFormProps) {
  const field = useRef<HTMLInputElement>(null);
  const [problem, setProblem] = useState(() => signInProblemOfUrl(endedBecause));
  const [pending, startTransition] = useTransition();
  const disabled = !useHydrated() || pending;
  const organizations = problem?.code === 'choose-organization' ? problem.organizations : [];

  function attempt(apiKey: string, organization: string | null) {
    startTransition(async () => {
      const refused = await trySignIn(apiKey, organization, returnTo);
      setProblem(refused);
      if (refused) field.current?.focus();
    });
  }
  function submit(event: SyntheticEvent<HTMLFormElement>) {
    event.preventDefault();
    const chosen = new FormData(event.currentTarget).get('organization');
    attempt(field.current?.value.trim() ?? '', typeof chosen === 'string' ? chosen : null);
  }
  return (
    <form onSubmit={submit} className="space-y-4" aria-busy={pending}>
      <KeyField fieldRef={field} invalid={problem !== null && organizations.length === 0} />
      {organizations.length > 0 ? <OrganizationChoice names={organizations} /> : null}
      {problem && organizations.length === 0 ? <Problem problem={problem} /> : null}
      <div className="space-y-2">
        <Button type="submit" variant="primary" className="w-full" disabled={disabled}>
          {pending ? <LoaderCircle className="motion-safe:animate-spin" aria-hidden /> : null}
          {TEXT.submit}
        </Button>
        {demoKey ? (
          <Button
            className="w-full"
            disabled={disabled}
            onClick={() => {
              if (field.current) field.current.value = demoKey;
              attempt(demoKey, null);
            }}
          >
            {TEXT.demo}
          </Button>
        ) : null}
      </div>
    </form>
  );
}

async function trySignIn(
  apiKey: string,
  organization: string | null,
  returnTo: string,
): Promise<SignInProblem | null> {
  if (!apiKey) return { code: 'bad-request', message: TEXT.keyMissing, organizations: [] };
  try {
    const answer = await signIn('credentials', {
      redirect: false,
      apiKey,
      ...(organization === null ? {} : { organization }),
    });
    if (answer?.error) return parseSignInProblem(answer.error);
    if (!answer?.ok) return parseSignInProblem('internal');
  } catch {
    // `signIn` throws only if it gets no answer that it understands.
    return parseSignInProblem('unreachable');
  }
  // Load a new page, so that nothing of this page stays in memory, above all not the key.
  window.location.assign(returnTo);
  return new Promise(() => undefined);
}

function KeyField({
  fieldRef,
  invalid,
}: {
  fieldRef: React.RefObject<HTMLInputElement | null>;
  invalid: boolean;
}) {
  return (
    <div className="space-y-1.5">
      <label htmlFor="braintrust-api-key" className="block text-sm font-medium">
        {TEXT.key}
      </label>
      <SecretInput
        ref={fieldRef}
        id="braintrust-api-key"
        autoFocus
        aria-describedby="sign-in-problem"
        aria-invalid={invalid}
        className="h-9"
      />
    </div>
  );
}

function OrganizationChoice({ names }: { names: readonly string[] }) {
  return (
    <fieldset className="rounded-md border p-3" aria-live="polite">
      <legend className="px-1 text-sm font-medium">{TEXT.organizations}</legend>
      <div className="max-h-60 space-y-1.5 overflow-y-auto">
        {names.map((name, index) => (
          <label key={name} className="flex items-center gap-2 text-sm">
            <input
              type="radio"
              name="organization"
              value={name}
              defaultChecked={index === 0}
              className="accent-primary"
            />
            <SafeText text={name} />
          </label>
        ))}
      </div>
    </fieldset>
  );
}

function Problem({ problem }: { problem: SignInProblem }) {
  return (
    <div role="alert" id="sign-in-problem" className="flex gap-2 text-sm">
      <CircleX className="mt-0.5 size-4 shrink-0 text-critical" aria-hidden />
      <p className="min-w-0 wrap-anywhere">{problem.message}</p>
    </div>
  );
}
