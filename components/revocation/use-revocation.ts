'use client';
import { useQuery } from '@tanstack/react-query';
import { revocationQuery } from '@/lib/client';
import { useShellSession } from '@/components/shell/session-context';

/** How often forms check whether the proof is still valid. A proof lasts 10 minutes. */
const LOOK_MS = 30_000;

/** Whether keys can be revoked from Latchkey. `watch` refetches on mount and regularly afterwards. */
export function useRevocation({ enabled = true, watch = false } = {}) {
  const { organization } = useShellSession();
  return useQuery({
    ...revocationQuery(organization.id),
    enabled,
    ...(watch ? { refetchOnMount: 'always', refetchInterval: LOOK_MS } : {}),
  });
}
