'use client';
import { ArrowLeftRight, ClipboardCheck, Users } from 'lucide-react';
import { useRouter } from 'next/navigation';
import { coverageHref } from '@/components/status/coverage-chip';
import { coverageWords } from '@/components/status/coverage-words';
import { formatUtc } from '@/components/status/format';
import { SafeText } from '@/components/status/safe-text';
import {
  DropdownMenu,
  DropdownMenuContent,
  DropdownMenuItem,
  DropdownMenuLabel,
  DropdownMenuSeparator,
  DropdownMenuTrigger,
} from '@/components/ui/dropdown-menu';
import { copy } from './copy-on-demand';
import { OrganizationButton } from './organization-button';
import { useShellSession } from './session-context';
import { isUnderWay, useShownAudit } from './use-audits';

const TEXT = copy.organization;

export function OrganizationMenuOpen() {
  const { organization } = useShellSession();
  const router = useRouter();
  const shown = useShownAudit();
  const audit = shown.kind === 'audit' ? shown.audit : null;
  return (
    <DropdownMenu defaultOpen modal={false}>
      <DropdownMenuTrigger asChild>
        <OrganizationButton />
      </DropdownMenuTrigger>
      <DropdownMenuContent align="start" className="w-72">
        <div className="px-2 py-1.5">
          <SafeText text={organization.name} className="text-sm font-medium" />
        </div>
        <DropdownMenuSeparator />
        {audit ? (
          <>
            <DropdownMenuItem onSelect={() => router.push(`/audits/${audit.id}`)}>
              <ClipboardCheck aria-hidden />
              {audit.finished_at === null
                ? TEXT.running
                : TEXT.audited(formatUtc(audit.all_audited_at ?? audit.finished_at))}
            </DropdownMenuItem>
            {isUnderWay(audit) ? null : (
              <DropdownMenuItem onSelect={() => router.push(coverageHref(audit))}>
                <Users aria-hidden />
                {coverageWords(audit).text}
              </DropdownMenuItem>
            )}
          </>
        ) : (
          <DropdownMenuLabel>
            {shown.kind === 'none' ? TEXT.noAudit : TEXT.unknown}
          </DropdownMenuLabel>
        )}
        <DropdownMenuSeparator />
        <DropdownMenuItem
          className="h-auto items-start py-1.5"
          onSelect={() => router.push('/sign-in')}
        >
          <ArrowLeftRight aria-hidden className="mt-0.5 shrink-0" />
          <span>
            {TEXT.switch}
            <span className="block text-xs text-muted-foreground">{TEXT.switchHint}</span>
          </span>
        </DropdownMenuItem>
      </DropdownMenuContent>
    </DropdownMenu>
  );
}
