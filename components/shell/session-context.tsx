'use client';
import { createContext, use, type ReactNode } from 'react';
import type { RuleId } from '@/lib/domain/core';
// Not by the room's index, which would bring the whole plan to every page.
import { settingsUrl, type SettingsPage } from '@/lib/domain/replacement-plan/deep-links';

/** What every screen knows of who is signed in. Nothing in here is secret. */
export type ShellSession = {
  organization: { id: string; name: string };
  /** Whom the activity log names: an e-mail address, or what is known instead. */
  actor: string;
  /** True where the organization is the demo's simulated one. */
  simulated: boolean;
  /** Base of deep links into Braintrust, without a slash at its end. */
  braintrustAppUrl: string;
  /** Data plane that the organization is read from. */
  braintrustApiUrl: string;
  /** Plain titles of the rules; their metadata lives where the browser does not reach. */
  ruleTitles: Readonly<Record<RuleId, string>>;
};

const Context = createContext<ShellSession | null>(null);

export function ShellSessionProvider({
  session,
  children,
}: {
  session: ShellSession;
  children: ReactNode;
}) {
  return <Context value={session}>{children}</Context>;
}

/** The signed-in session. Only inside the dashboard's layout. */
export function useShellSession(): ShellSession {
  const session = use(Context);
  if (!session) throw new Error('useShellSession outside of the dashboard layout');
  return session;
}

/** Deep link to one of the organization's settings pages in Braintrust. */
export function useBraintrustSettingsUrl(page: SettingsPage): string {
  return settingsUrl(useShellSession().braintrustAppUrl, page);
}
