'use client';
import dynamic from 'next/dynamic';
import { useState, type ComponentProps, type ComponentType } from 'react';
import type { Button } from '@/components/ui/button';
import { AccountButton } from './account-button';
import { OrganizationButton } from './organization-button';

/** The account menu: theme, shortcuts and sign-out. */
export const UserMenu = lazyMenu(AccountButton, () =>
  import('./user-menu-open').then((m) => m.UserMenuOpen),
);

/** The organization with its audit and coverage, and the way to another one. */
export const OrganizationMenu = lazyMenu(OrganizationButton, () =>
  import('./organization-menu-open').then((m) => m.OrganizationMenuOpen),
);

/** A menu whose code is loaded on hover or the first click of its button. */
function lazyMenu(
  MenuButton: ComponentType<ComponentProps<typeof Button>>,
  load: () => Promise<ComponentType>,
) {
  const OpenMenu = dynamic(load, { ssr: false, loading: () => <MenuButton /> });
  return function LazyMenu() {
    const [wanted, setWanted] = useState(false);
    if (wanted) return <OpenMenu />;
    return <MenuButton onPointerEnter={() => void load()} onClick={() => setWanted(true)} />;
  };
}
