import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { render } from '@testing-library/react';
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

/** Renders a part of the dashboard for a signed-in owner; returns its query cache. */
export function renderInShell(part: ReactNode): QueryClient {
  const client = new QueryClient({ defaultOptions: { queries: { retry: false } } });
  render(
    <QueryClientProvider client={client}>
      <ShellSessionProvider session={SESSION}>{part}</ShellSessionProvider>
    </QueryClientProvider>,
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
