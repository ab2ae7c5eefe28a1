import {
  ArrowRightLeft,
  BookOpen,
  Bot,
  Boxes,
  ClipboardCheck,
  History,
  KeyRound,
  LayoutDashboard,
  ListChecks,
  Settings,
  Users,
} from 'lucide-react';

/** All screens, in the order of the navigation. */
export const SCREENS = [
  { href: '/', name: 'Overview', icon: LayoutDashboard },
  { href: '/workloads', name: 'Workloads', icon: Boxes },
  { href: '/findings', name: 'Findings', icon: ListChecks },
  { href: '/keys', name: 'Keys', icon: KeyRound },
  { href: '/members', name: 'Members', icon: Users },
  { href: '/service-tokens', name: 'Service tokens', icon: Bot },
  { href: '/replacements', name: 'Replacements', icon: ArrowRightLeft },
  { href: '/guides', name: 'Guides', icon: BookOpen },
  { href: '/audits', name: 'Audits', icon: ClipboardCheck },
  { href: '/activity', name: 'Activity', icon: History },
  { href: '/settings', name: 'Settings', icon: Settings },
] as const;

/** Whether `pathname` belongs to the screen at `href`. */
export function isOnScreen(pathname: string, href: string): boolean {
  return href === '/' ? pathname === '/' : pathname === href || pathname.startsWith(`${href}/`);
}
