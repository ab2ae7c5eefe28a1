'use client';
import { useQuery } from '@tanstack/react-query';
import { revocationQuery } from '@/lib/client';
import { useShellSession } from '@/components/shell/session-context';

/** A proof holds for 10 minutes: where one is typed, whether it does is asked this often. */
const LOOK_MS = 30_000;

/** Whether keys may be revoked from here. `watch`: asked at once and kept fresh. */
export function useRevocation({ enabled = true, watch = false } = {}) {
  const { organization } = useShellSession();
  return useQuery({
    ...revocationQuery(organization.id),
    enabled,
    ...(watch ? { refetchOnMount: 'always', refetchInterval: LOOK_MS } : {}),
  });
}
