'use client';
import { PanelLeftClose, PanelLeftOpen } from 'lucide-react';
import { Link } from '@/components/ui/link';
import { useState } from 'react';
import { Button } from '@/components/ui/button';
import { cn } from '@/components/ui/cn';
import { copy } from './copy';
import { LatchkeyMark } from './latchkey-mark';
import { NavLinks } from './nav-links';
import { FOLD_COOKIE } from './fold-cookie';

const ONE_YEAR_S = 31_536_000;

/** The navigation at the left: 224 px wide, or only icons when folded or in a narrow window. */
export function Sidebar({ folded: foldedAtFirst }: { folded: boolean }) {
  const [folded, setFolded] = useState(foldedAtFirst);
  const word = cn('sr-only', !folded && 'lg:not-sr-only');
  function toggle() {
    document.cookie = `${FOLD_COOKIE}=${folded ? '0' : '1'}; path=/; max-age=${ONE_YEAR_S}; samesite=lax`;
    setFolded(!folded);
  }
  return (
    <nav
      aria-label={copy.navigation.screens}
      className={cn(
        'print-hidden hidden w-13 shrink-0 flex-col border-r border-sidebar-border bg-sidebar sm:flex',
        !folded && 'lg:w-56',
      )}
    >
      <Link href="/" className="flex h-12 items-center gap-2.5 px-4.5" aria-label={copy.product}>
        <LatchkeyMark className="size-4.5 shrink-0" />
        <span className={cn('text-base font-semibold tracking-tight', word)}>{copy.product}</span>
      </Link>
      <div className="flex-1 overflow-y-auto px-2 py-1">
        <NavLinks wordClassName={word} />
      </div>
      <div className="hidden px-2 py-2 lg:block">
        <Button
          variant="ghost"
          size="icon"
          className="ml-1"
          onClick={toggle}
          aria-label={folded ? copy.navigation.expand : copy.navigation.collapse}
          title={folded ? copy.navigation.expand : copy.navigation.collapse}
        >
          {folded ? <PanelLeftOpen aria-hidden /> : <PanelLeftClose aria-hidden />}
        </Button>
      </div>
    </nav>
  );
}
