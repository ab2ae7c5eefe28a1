import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { render } from '@testing-library/react';
import {
  AppRouterContext,
  type AppRouterInstance,
} from 'next/dist/shared/lib/app-router-context.shared-runtime';
import {
  PathnameContext,
  SearchParamsContext,
} from 'next/dist/shared/lib/hooks-client-context.shared-runtime';
import type { ReactNode } from 'react';
import { RULE_IDS, type RuleId } from '@/lib/domain/core';
import { ShellSessionProvider, type ShellSession } from '../session-context';

const SESSION: ShellSession = {
  organization: { id: 'o-1', name: 'Acme' },
  actor: 'olga@acme.com',
  actorName: 'Olga Petrova',
  initials: 'OP',
  simulated: false,
  braintrustAppUrl: 'https://app.example',
  braintrustApiUrl: 'https://api.example',
  ruleTitles: Object.fromEntries(RULE_IDS.map((rule) => [rule, `Rule ${rule}`])) as Record<
    RuleId,
    string
  >,
};

const nothing = () => undefined;
const ROUTER: AppRouterInstance = {
  back: nothing,
  forward: nothing,
  refresh: nothing,
  push: nothing,
  replace: nothing,
  prefetch: nothing,
  bfcacheId: '0',
};

/**
 * Renders a part of the dashboard for a signed-in owner, on the page `url`; returns its query cache. `push`
 * gets the pages to which it leads. Next's own contexts pass both on.
 */
export function renderInShell(
  part: ReactNode,
  { url = '/', push = nothing }: { url?: string; push?: (href: string) => void } = {},
): QueryClient {
  const { pathname, searchParams } = new URL(url, 'http://latchkey');
  const client = new QueryClient({ defaultOptions: { queries: { retry: false } } });
  render(
    <AppRouterContext value={{ ...ROUTER, push }}>
      <PathnameContext value={pathname}>
        <SearchParamsContext value={searchParams}>
          <QueryClientProvider client={client}>
            <ShellSessionProvider session={SESSION}>{part}</ShellSessionProvider>
          </QueryClientProvider>
        </SearchParamsContext>
      </PathnameContext>
    </AppRouterContext>,
  );
  return client;
}

/** The server's refusal of a request. */
export function refusal(status: number, code: string, detail: string, more: object = {}): Response {
  const type = `urn:latchkey:problem:${code}`;
  return Response.json(
    { type, title: code, status, detail, code, request_id: 'r-1', ...more },
    { status },
  );
}

/** The error that assistive technology reads with a field; `null` if it isn't marked as invalid. */
export function errorOf(field: HTMLElement): string | null {
  if (field.getAttribute('aria-invalid') !== 'true') return null;
  const ids = field.getAttribute('aria-describedby')?.split(' ') ?? [];
  return document.getElementById(ids.at(-1) ?? '')?.textContent ?? null;
}
