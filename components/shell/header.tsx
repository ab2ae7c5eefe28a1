'use client';
import { Search } from 'lucide-react';
import { Link } from '@/components/ui/link';
import { CoverageChip } from '@/components/status/coverage-chip';
import { formatDay } from '@/components/status/format';
import { RelativeTime } from '@/components/status/relative-time';
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
    <header className="print-hidden flex h-12 shrink-0 items-center gap-2 border-b px-4">
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

function LastAudit() {
  const { data, isPending } = useOverview();
  const old = useOldAudit();
  if (isPending) return <Skeleton className="ml-2 hidden h-4 w-48 md:block" />;
  const audit = old ?? data?.audit;
  if (!audit)
    return (
      <span className="hidden truncate text-sm text-muted-foreground md:block">
        {copy.header.noAudit}
      </span>
    );
  return (
    <>
      <Link
        href={`/audits/${audit.id}`}
        className="hidden truncate text-sm text-muted-foreground hover:text-foreground md:block"
      >
        {old?.finished_at ? (
          copy.header.auditOf(formatDay(old.finished_at))
        ) : (
          <>
            {copy.header.audited} <RelativeTime at={audit.finished_at} />
          </>
        )}
      </Link>
      <span className="hidden text-muted-foreground md:block" aria-hidden>
        ·
      </span>
      {/* On a phone it is in the organization menu. */}
      <CoverageChip audit={audit} quiet className="shrink-0 max-sm:hidden" />
    </>
  );
}
