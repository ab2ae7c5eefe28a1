'use client';
import { Link } from '@/components/ui/link';
import { usePathname } from 'next/navigation';
import { cn } from '@/components/ui/cn';
import { SCREENS, isOnScreen } from './screens';

type NavLinksProps = {
  /** Classes of the labels. A folded sidebar hides them visually but keeps them for screen readers. */
  wordClassName?: string;
  onFollow?: () => void;
};

export function NavLinks({ wordClassName, onFollow }: NavLinksProps) {
  const pathname = usePathname();
  return (
    <ul className="space-y-0.5">
      {SCREENS.map(({ href, name, icon: Icon }) => {
        const here = isOnScreen(pathname, href);
        return (
          <li key={href} className="group/nav relative">
            <Link
              href={href}
              onClick={onFollow}
              aria-current={here ? 'page' : undefined}
              className={cn(
                'flex h-8 items-center gap-2.5 rounded-md px-2.5 text-sm text-sidebar-foreground transition-colors hover:bg-sidebar-accent',
                here && 'bg-sidebar-accent font-medium text-foreground',
              )}
            >
              <Icon
                className={cn('size-4 shrink-0', here ? '' : 'text-muted-foreground')}
                aria-hidden
              />
              <span className={wordClassName}>{name}</span>
            </Link>
          </li>
        );
      })}
    </ul>
  );
}
