'use client';
import dynamic from 'next/dynamic';
import { useState } from 'react';
import { OrganizationButton } from './organization-button';

const loadContent = () => import('./organization-menu-open').then((m) => m.OrganizationMenuOpen);

const OrganizationMenuOpen = dynamic(loadContent, {
  ssr: false,
  loading: () => <OrganizationButton />,
});

/**
 * The organization with its audit and coverage, and the way to another one. The menu's code is loaded on hover
 * or the first click.
 */
export function OrganizationMenu() {
  const [wanted, setWanted] = useState(false);
  if (wanted) return <OrganizationMenuOpen />;
  return (
    <OrganizationButton onPointerEnter={() => void loadContent()} onClick={() => setWanted(true)} />
  );
}
