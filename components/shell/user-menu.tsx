'use client';
import dynamic from 'next/dynamic';
import { useState } from 'react';
import { AccountButton } from './account-button';

const loadContent = () => import('./user-menu-open').then((m) => m.UserMenuOpen);

const ClosedButton = () => <AccountButton aria-haspopup="menu" />;

const UserMenuOpen = dynamic(loadContent, { ssr: false, loading: ClosedButton });

/** The account menu: theme, shortcuts and sign-out. Its code is loaded on hover or the first click. */
export function UserMenu() {
  const [wanted, setWanted] = useState(false);
  if (wanted) return <UserMenuOpen />;
  return (
    <AccountButton
      aria-haspopup="menu"
      onPointerEnter={() => void loadContent()}
      onClick={() => setWanted(true)}
    />
  );
}
