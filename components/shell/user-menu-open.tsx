'use client';
import { Keyboard, LogOut } from 'lucide-react';
import { useTheme } from 'next-themes';
import { useState } from 'react';
import type { Audit } from '@/lib/contract';
import { SafeText } from '@/components/status/safe-text';
import {
  DropdownMenu,
  DropdownMenuContent,
  DropdownMenuItem,
  DropdownMenuLabel,
  DropdownMenuRadioGroup,
  DropdownMenuRadioItem,
  DropdownMenuSeparator,
  DropdownMenuTrigger,
} from '@/components/ui/dropdown-menu';
import { Kbd } from '@/components/ui/kbd';
import { AccountButton } from './account-button';
import { copy } from './copy-on-demand';
import { openShortcuts } from './layers';
import { useShellSession } from './session-context';
import { SignOutDialog } from './sign-out-dialog';
import { endSession } from './end-session';
import { useFreshRunningAudit } from './use-audits';

export function UserMenuOpen() {
  const { actor, actorName } = useShellSession();
  const { theme, setTheme } = useTheme();
  const running = useFreshRunningAudit();
  const [asking, setAsking] = useState<Audit | null>(null);
  const signOut = async () => {
    const audit = await running();
    if (audit === null) await endSession();
    else setAsking(audit);
  };
  return (
    <>
      <DropdownMenu defaultOpen modal={false}>
        <DropdownMenuTrigger asChild>
          <AccountButton />
        </DropdownMenuTrigger>
        <DropdownMenuContent align="end" className="w-60">
          <div className="px-2 py-1.5">
            <SafeText text={actorName ?? actor} clip className="text-sm font-medium" />
            {actorName === null ? null : (
              <SafeText text={actor} clip className="text-xs text-muted-foreground" />
            )}
          </div>
          <DropdownMenuSeparator />
          <DropdownMenuLabel>{copy.account.theme}</DropdownMenuLabel>
          <DropdownMenuRadioGroup value={theme ?? 'system'} onValueChange={setTheme}>
            <DropdownMenuRadioItem value="system">{copy.account.system}</DropdownMenuRadioItem>
            <DropdownMenuRadioItem value="light">{copy.account.light}</DropdownMenuRadioItem>
            <DropdownMenuRadioItem value="dark">{copy.account.dark}</DropdownMenuRadioItem>
          </DropdownMenuRadioGroup>
          <DropdownMenuSeparator />
          <DropdownMenuItem onSelect={openShortcuts}>
            <Keyboard aria-hidden />
            {copy.account.shortcuts}
            <Kbd className="ml-auto" aria-hidden>
              ?
            </Kbd>
          </DropdownMenuItem>
          <DropdownMenuItem onSelect={() => void signOut()}>
            <LogOut aria-hidden />
            {copy.account.signOut}
          </DropdownMenuItem>
        </DropdownMenuContent>
      </DropdownMenu>
      {asking ? <SignOutDialog audit={asking} onClose={() => setAsking(null)} /> : null}
    </>
  );
}
