'use client';
import { Search } from 'lucide-react';
import { Link } from '@/components/ui/link';
import type { Audit } from '@/lib/contract';
import { CoverageChip } from '@/components/status/coverage-chip';
import { formatDay } from '@/components/status/format';
import { RelativeTime } from '@/components/status/relative-time';
import { cn } from '@/components/ui/cn';
import { Badge } from '@/components/ui/badge';
import { Button } from '@/components/ui/button';
import { Kbd } from '@/components/ui/kbd';
import { Skeleton } from '@/components/ui/skeleton';
import { copy } from './copy';
import { OrganizationMenu, UserMenu } from './header-menus';
import { openCommandMenu } from './layers';
import { MobileNav } from './mobile-nav';
import { RunAuditButton } from './run-audit-button';
import { useShellSession } from './session-context';
import { useOldAudit, useOverview } from './use-audits';

export function Header() {
  const { simulated } = useShellSession();
  return (
    <header className="print-hidden flex min-h-12 shrink-0 items-center gap-x-2 border-b px-4 max-md:flex-wrap max-md:pt-2">
      <MobileNav />
      <OrganizationMenu />
      {simulated ? <Badge title={copy.header.simulatedHint}>{copy.header.simulated}</Badge> : null}
      <LastAudit />
      <div className="ml-auto flex shrink-0 items-center gap-2">
        <Button variant="ghost" size="sm" onClick={openCommandMenu} aria-label={copy.header.search}>
          <Search aria-hidden />
          <Kbd aria-hidden className="max-md:hidden">
            ⌘K
          </Kbd>
        </Button>
        <RunAuditButton />
        <UserMenu />
      </div>
    </header>
  );
}

/** When the audit ran and what it covers. On a phone it's a line of its own. */
function LastAudit() {
  const { data, isPending } = useOverview();
  const old = useOldAudit();
  const audit = old ?? data?.audit;
  return (
    <div className="flex min-w-0 items-center gap-2 text-sm text-muted-foreground max-md:order-last max-md:h-7 max-md:w-full max-md:text-xs">
      {isPending ? (
        <Skeleton className="h-4 w-48" />
      ) : audit ? (
        <>
          <Link href={`/audits/${audit.id}`} className="truncate hover:text-foreground">
            {old?.finished_at ? (
              copy.header.auditOf(formatDay(old.finished_at))
            ) : (
              <AuditAge audit={audit} />
            )}
          </Link>
          <span aria-hidden>·</span>
          <CoverageChip audit={audit} quiet className="shrink-0 max-md:text-xs" />
        </>
      ) : (
        copy.header.noAudit
      )}
    </div>
  );
}

/** When all members were audited, and if a follow-up came later, when it was and whom it re-audited. */
function AuditAge({ audit }: { audit: Audit }) {
  if (audit.parent_id === null)
    return (
      <>
        {copy.header.audited} <RelativeTime at={audit.finished_at} />
      </>
    );
  return (
    <>
      {audit.all_audited_at === null ? null : (
        <>
          {copy.header.audited} <RelativeTime at={audit.all_audited_at} />
          <span className="max-lg:hidden"> · </span>
        </>
      )}
      <span className={cn(audit.all_audited_at !== null && 'max-lg:hidden')}>
        {copy.header.reAudited(audit.members_asked)} <RelativeTime at={audit.finished_at} />
      </span>
    </>
  );
}
