'use client';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { NuqsAdapter } from 'nuqs/adapters/next/app';
import { useState, type ReactNode } from 'react';
import { ApiError } from '@/lib/client';
import { LazyToaster } from './lazy-toaster';
import { ShellSessionProvider, type ShellSession } from './session-context';

const MOST_RETRIES = 2;

function makeQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: {
        staleTime: 15_000,
        retry: (failures, error) =>
          failures < MOST_RETRIES && (!(error instanceof ApiError) || error.retryable),
      },
    },
  });
}

/** The providers that every signed-in page needs: session, query cache, URL state and toasts. */
export function Providers({ session, children }: { session: ShellSession; children: ReactNode }) {
  const [client] = useState(makeQueryClient);
  return (
    <ShellSessionProvider session={session}>
      <QueryClientProvider client={client}>
        <NuqsAdapter>{children}</NuqsAdapter>
        <LazyToaster />
      </QueryClientProvider>
    </ShellSessionProvider>
  );
}
