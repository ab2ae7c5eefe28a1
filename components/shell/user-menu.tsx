'use client';
import { CircleUser } from 'lucide-react';
import dynamic from 'next/dynamic';
import { useState } from 'react';
import { Button } from '@/components/ui/button';
import { copy } from './copy';

const loadContent = () => import('./user-menu-open').then((m) => m.UserMenuOpen);

function AccountButton(props: React.ComponentProps<typeof Button>) {
  return (
    <Button
      variant="ghost"
      size="icon"
      aria-label={copy.account.title}
      aria-haspopup="menu"
      {...props}
    >
      <CircleUser aria-hidden />
    </Button>
  );
}

const UserMenuOpen = dynamic(loadContent, { ssr: false, loading: () => <AccountButton /> });

/** The account menu: theme, shortcuts and sign-out. Its code is loaded on hover or the first click. */
export function UserMenu() {
  const [wanted, setWanted] = useState(false);
  if (wanted) return <UserMenuOpen />;
  return (
    <AccountButton onPointerEnter={() => void loadContent()} onClick={() => setWanted(true)} />
  );
}
