'use client';
import { useShellSession } from '@/components/shell/session-context';
import { formatDay } from '@/components/status/format';
import { SafeText } from '@/components/status/safe-text';
import { useNow } from '@/components/status/use-now';
import { copy } from './copy';

export function GuidePrintHead() {
  const { organization } = useShellSession();
  const now = useNow();
  return (
    <div className="print-only border-b pb-2 text-xs">
      <p suppressHydrationWarning>
        {copy.guide.printHead} · <SafeText text={organization.name} /> ·{' '}
        {formatDay(now.toISOString())}
      </p>
    </div>
  );
}
