'use client';
import dynamic from 'next/dynamic';
import { useRouter } from 'next/navigation';
import { useEffect, useState } from 'react';
import { isTyping } from './is-typing';
import { OPEN_EVENT, type Layer } from './layers';

const CommandMenu = dynamic(() => import('./command-menu').then((m) => m.CommandMenu), {
  ssr: false,
});
const ShortcutsDialog = dynamic(() => import('./shortcuts-dialog').then((m) => m.ShortcutsDialog), {
  ssr: false,
});

/** Handles the keyboard shortcuts of every screen and shows the command menu and shortcuts dialog. */
export function Hotkeys() {
  const router = useRouter();
  const [layer, setLayer] = useState<Layer | null>(null);
  useEffect(() => {
    const onOpen = (event: Event) => {
      if (event instanceof CustomEvent)
        setLayer(event.detail === 'shortcuts' ? 'shortcuts' : 'commands');
    };
    const onKey = (event: KeyboardEvent) => {
      if ((event.metaKey || event.ctrlKey) && event.key.toLowerCase() === 'k') {
        event.preventDefault();
        setLayer('commands');
        return;
      }
      if (isTyping(event) || event.metaKey || event.ctrlKey || event.altKey) return;
      if (event.key === '?') setLayer('shortcuts');
      if (event.key !== '/') return;
      event.preventDefault();
      const search = document.querySelector<HTMLInputElement>('main input[type=search]');
      if (search) search.focus();
      else router.push('/keys');
    };
    window.addEventListener(OPEN_EVENT, onOpen);
    window.addEventListener('keydown', onKey);
    return () => {
      window.removeEventListener(OPEN_EVENT, onOpen);
      window.removeEventListener('keydown', onKey);
    };
  }, [router]);
  if (layer === 'commands') return <CommandMenu onClose={() => setLayer(null)} />;
  if (layer === 'shortcuts') return <ShortcutsDialog onClose={() => setLayer(null)} />;
  return null;
}
