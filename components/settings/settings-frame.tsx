'use client';
import { usePathname } from 'next/navigation';
import type { ReactNode } from 'react';
import { SETTINGS_SCREENS } from '@/components/shell/settings-screens';
import { cn } from '@/components/ui/cn';
import { Link } from '@/components/ui/link';
import { copy } from './copy';

/** The navigation of the settings beside one of their pages; above it on a small screen. */
export function SettingsFrame({ children }: { children: ReactNode }) {
  const pathname = usePathname();
  return (
    <div className="lg:flex">
      <nav
        aria-label={copy.title}
        className="print-hidden px-4 pt-4 lg:sticky lg:top-0 lg:w-48 lg:shrink-0 lg:self-start lg:pr-0"
      >
        <ul className="flex flex-wrap gap-0.5 lg:flex-col">
          {SETTINGS_SCREENS.map(({ href, name }) => {
            const here = pathname === href;
            return (
              <li key={href}>
                <Link
                  href={href}
                  aria-current={here ? 'page' : undefined}
                  className={cn(
                    'flex h-8 items-center rounded-md px-2.5 text-sm text-muted-foreground transition-colors hover:bg-accent hover:text-foreground',
                    here && 'bg-accent font-medium text-foreground',
                  )}
                >
                  {name}
                </Link>
              </li>
            );
          })}
        </ul>
      </nav>
      <div className="min-w-0 flex-1">{children}</div>
    </div>
  );
}
