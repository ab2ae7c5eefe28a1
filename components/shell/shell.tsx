import type { DehydratedState } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { AuditNotice, OldAuditNotice } from './audit-notice';
import { AuditProgress } from './audit-progress';
import { copy } from './copy';
import { Header } from './header';
import { Hotkeys } from './hotkeys';
import { Prefetched } from './prefetched';
import { Providers } from './providers';
import type { ShellSession } from './session-context';
import { SessionNotice } from './session-notice';
import { Sidebar } from './sidebar';

type ShellProps = {
  session: ShellSession;
  sidebarFolded: boolean;
  /** Data that the server prefetched for the header. */
  state: DehydratedState;
  children: ReactNode;
};

/** The frame of every signed-in page. Only `main` scrolls. */
export function Shell({ session, sidebarFolded, state, children }: ShellProps) {
  return (
    <Providers session={session}>
      <Prefetched state={state}>
        <a
          href="#main"
          className="sr-only z-50 rounded-md bg-background focus:not-sr-only focus:absolute focus:m-2 focus:px-3 focus:py-1.5 focus:ring-2 focus:ring-ring"
        >
          {copy.skip}
        </a>
        <div className="flex h-dvh print:block print:h-auto">
          <Sidebar folded={sidebarFolded} />
          <div className="flex min-w-0 flex-1 flex-col">
            <Header />
            <AuditProgress />
            <SessionNotice />
            <AuditNotice />
            <OldAuditNotice />
            <main
              id="main"
              tabIndex={-1}
              className="relative min-h-0 flex-1 overflow-auto outline-none has-[[data-reading]]:[scrollbar-gutter:stable] print:overflow-visible"
            >
              {children}
            </main>
          </div>
        </div>
      </Prefetched>
      <Hotkeys />
    </Providers>
  );
}
