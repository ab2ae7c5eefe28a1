import type { Metadata } from 'next';
import { copy } from '@/components/shell/copy-sign-in';
import { LatchkeyMark } from '@/components/shell/latchkey-mark';
import { SignInForm } from '@/components/shell/sign-in-form';
import { safeReturnPath } from '@/lib/contract/return-path';
import { pageFacts } from '@/lib/server/page-facts';

const TEXT = copy.keyUse;

export const metadata: Metadata = { title: 'Sign in' };

type SignInPageProps = {
  searchParams: Promise<{ callbackUrl?: string | string[]; error?: string | string[] }>;
};

const one = (value: string | string[] | undefined) => (typeof value === 'string' ? value : null);

export default async function SignInPage({ searchParams }: SignInPageProps) {
  const { callbackUrl, error } = await searchParams;
  const { demoKey, simulated, keyHosts } = pageFacts();
  return (
    <main className="flex min-h-dvh flex-col items-center px-4 pt-[14vh] pb-12">
      <div className="w-full max-w-88">
        <LatchkeyMark className="size-6" />
        <h1 className="mt-5 text-xl font-semibold">{copy.title}</h1>
        <p className="mt-1 mb-6 text-base text-muted-foreground">
          {simulated ? copy.introSimulated : copy.intro}
        </p>
        <SignInForm
          returnTo={safeReturnPath(one(callbackUrl))}
          demoKey={demoKey}
          endedBecause={one(error)}
        />
        <KeyUse hosts={keyHosts} />
      </div>
    </main>
  );
}

function KeyUse({ hosts }: { hosts: string[] }) {
  return (
    <section className="mt-8 border-t pt-5" aria-label={TEXT.title}>
      <h2 className="text-sm font-medium">{TEXT.title}</h2>
      <ul className="mt-2 list-disc space-y-1.5 pl-4 text-sm text-muted-foreground">
        <li>
          {TEXT.owner} {TEXT.sentOnlyTo}{' '}
          <span className="font-mono text-xs text-foreground">{hosts.join(', ')}</span>.
        </li>
        <li>{TEXT.stored}</li>
        <li>{TEXT.impersonation}</li>
        <li>{TEXT.readOnly}</li>
      </ul>
    </section>
  );
}
