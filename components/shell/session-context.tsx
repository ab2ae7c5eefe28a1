'use client';
import { createContext, use, type ReactNode } from 'react';
import type { RuleId } from '@/lib/domain/core';
// Not through the folder's index, which would load all of `replacement-plan` on every page.
import { settingsUrl, type SettingsPage } from '@/lib/domain/replacement-plan/deep-links';

/** What every screen knows about the session. It holds no secrets. */
export type ShellSession = {
  organization: { id: string; name: string };
  /** Name of the signed-in user as in the activity log: an email address, or else what is known. */
  actor: string;
  /** Full name of the signed-in user; `null` if unknown. */
  actorName: string | null;
  /** Initials of the signed-in user. */
  initials: string;
  /** Whether this is the simulated organization of the demo. */
  simulated: boolean;
  /** Base URL of deep links into Braintrust, without a trailing slash. */
  braintrustAppUrl: string;
  /** The data plane that the organization is read from. */
  braintrustApiUrl: string;
  /** Plain titles of the rules, because the browser doesn't load the rules themselves. */
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

/** The session. *Errors*: throws outside of the dashboard layout. */
export function useShellSession(): ShellSession {
  const session = use(Context);
  if (!session) throw new Error('useShellSession outside of the dashboard layout');
  return session;
}

export function useBraintrustSettingsUrl(page: SettingsPage): string {
  return settingsUrl(useShellSession().braintrustAppUrl, page);
}
