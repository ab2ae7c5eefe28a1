'use client';
import { RotateCw } from 'lucide-react';
import type { Audit } from '@/lib/contract';
import { membersLink } from '@/lib/client/rows-link';
import { useAuditAgain } from '@/components/shell/use-audit-again';
import { coverageWords, retryHint } from '@/components/status/coverage-words';
import { Button } from '@/components/ui/button';
import { Link } from '@/components/ui/link';
import { TextLink } from '@/components/ui/text-link';
import { copy } from './copy';

const TEXT = copy.coverageBanner;

/** Says that the totals are incomplete, why, and how to complete them; nothing if they are complete. */
export function CoverageBanner({ audit }: { audit: Audit }) {
  const again = useAuditAgain(audit.id);
  const { why } = coverageWords(audit);
  const missing = audit.members.blocked + audit.members.failed;
  // `reason` names only one cause: a partial audit with another reason may be unconfirmed as well.
  const unconfirmed = !audit.confirmed && audit.reason !== 'not-confirmed';
  if (audit.status !== 'partial' && !unconfirmed) return null;
  return (
    <section
      aria-label={TEXT.label}
      className="flex flex-wrap items-center justify-between gap-3 rounded-md border border-warning px-4 py-3"
    >
      <div className="min-w-0 flex-1 basis-80 text-base">
        {missing > 0 ? (
          <p>
            <TextLink href={membersLink({ state: ['blocked', 'failed'] })}>
              {TEXT.members(missing)}
            </TextLink>{' '}
            {TEXT.incomplete} {retryHint(audit)}
          </p>
        ) : (
          <p>
            {TEXT.partial} {why}
          </p>
        )}
        {unconfirmed ? <p>{TEXT.notConfirmed}</p> : null}
      </div>
      {missing > 0 ? (
        <Button disabled={again.busy} onClick={() => again.start()}>
          <RotateCw aria-hidden />
          {TEXT.retry(missing)}
        </Button>
      ) : (
        <Button asChild>
          <Link href={`/audits/${audit.id}`}>{TEXT.viewCoverage}</Link>
        </Button>
      )}
    </section>
  );
}
