import type { Metadata } from 'next';
import { LatchkeyMark } from '@/components/shell/latchkey-mark';
import { SignInForm } from '@/components/shell/sign-in-form';
import { safeReturnPath } from '@/lib/contract/return-path';
import { pageFacts } from '@/lib/server/page-facts';

export const metadata: Metadata = { title: 'Sign in' };

type SignInPageProps = {
  searchParams: Promise<{ callbackUrl?: string | string[]; error?: string | string[] }>;
};

const one = (value: string | string[] | undefined) => (typeof value === 'string' ? value : null);

export default async function SignInPage({ searchParams }: SignInPageProps) {
  const { callbackUrl, error } = await searchParams;
  const { demoKey, simulated, braintrustApiHost } = pageFacts();
  return (
    <main className="flex min-h-dvh flex-col items-center px-4 pt-[14vh] pb-12">
      <div className="w-full max-w-88">
        <LatchkeyMark className="size-6" />
        <h1 className="mt-5 text-xl font-semibold">Sign in to Latchkey</h1>
        <p className="mt-1 mb-6 text-base text-muted-foreground">
          {simulated
            ? 'This is the demo: the organization behind it is simulated, and no Braintrust account is involved.'
            : 'See every member’s API keys in your Braintrust organization, and which of them should become service tokens.'}
        </p>
        <SignInForm
          returnTo={safeReturnPath(one(callbackUrl))}
          demoKey={demoKey}
          endedBecause={one(error)}
        />
        <WhatIsDone host={braintrustApiHost} />
      </div>
    </main>
  );
}

function WhatIsDone({ host }: { host: string }) {
  return (
    <section className="mt-8 border-t pt-5" aria-label="What is done with your key">
      <h2 className="text-sm font-medium">What is done with your key</h2>
      <ul className="mt-2 list-disc space-y-1.5 pl-4 text-sm text-muted-foreground">
        <li>
          It must be an organization owner’s. It is sent to{' '}
          <span className="font-mono text-xs text-foreground">{host}</span> and nowhere else.
        </li>
        <li>
          It is kept sealed on this server for at most 8 hours, deleted when you sign out, and never
          sent back to a browser.
        </li>
        <li>
          An audit impersonates every member in turn to list their keys; before the first one you
          are told how many they are. That may show in Braintrust’s audit log; it changes nothing.
        </li>
      </ul>
    </section>
  );
}
